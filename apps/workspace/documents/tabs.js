// The open networks as a row of buttons: choose, close (Delete), rename (double-click or F2), new, reopen.
import { make, told } from "../../ui/nodes.js";

export function render({ model, el }) {
  const tabs = new Tabs(model);
  el.append(tabs.nav);
  tabs.draw();
  model.on(["names", "active", "closed", "steered"], () => tabs.draw());
}

class Tabs {
  constructor(model) {
    this.model = model;
    this.focus = -1; // the tab that gets the keyboard after the next drawing
    this.list = make("ul");
    this.list.addEventListener("wheel", (event) => this.roll(event), { passive: false });
    this.list.addEventListener("scroll", () => this.fade());
    new ResizeObserver(() => this.settle()).observe(this.list);
    this.back = button("", "reopen", "");
    const add = button("+", "new", tr("New network in a tab of its own"));
    add.addEventListener("click", () => model.send_msg({ do: "new" }));
    this.back.addEventListener("click", () => model.send_msg({ do: "reopen" }));
    this.nav = make("nav", { "aria-label": tr("Open networks") });
    this.nav.append(this.list, add, this.back);
  }

  // The wheel goes along a row that is longer than its place.
  roll(event) {
    if (this.list.scrollWidth <= this.list.clientWidth) return;
    event.preventDefault();
    this.list.scrollLeft += event.deltaX || event.deltaY;
  }

  draw() {
    const { list, back, model } = this;
    const at = list.getRootNode().activeElement;
    const kept = this.focus >= 0 ? this.focus : [...list.children].findIndex((item) => item.contains(at));
    list.replaceChildren(...model.names.map((name, index) => this.tab(name, index)));
    list.className = model.names.length === 1 ? "sole" : "";
    this.nav.className = model.steered ? "" : "plain";
    back.hidden = !model.closed;
    back.textContent = tr("Reopen");
    label(back, told(tr("Bring back {name}"), model.closed));
    if (kept >= 0) list.children[Math.min(kept, list.children.length - 1)]?.querySelector(".name").focus();
    this.focus = -1;
    this.settle();
  }

  // The network on the page is in sight, also in a row that has its place later or another one now.
  settle() {
    this.list.querySelector(".active")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.fade();
  }

  // The row fades where it goes on.
  fade() {
    const { scrollLeft, scrollWidth, clientWidth, style } = this.list;
    const left = scrollLeft > 1 ? "transparent, black 28px" : "black 0";
    const right =
      scrollLeft + clientWidth < scrollWidth - 1 ? "black calc(100% - 28px), transparent" : "black 100%";
    style.maskImage = `linear-gradient(to right, ${left}, ${right})`;
  }

  tab(name, index) {
    const item = make("li");
    const hint = told(tr("{name}: double-click or F2 to rename, Delete to close"), name);
    const open = button(name, "name", hint);
    const shut = button("×", "close", told(tr("Close {name}"), name));
    if (index === this.model.active) {
      item.className = "active";
      open.setAttribute("aria-current", "true");
    }
    open.setAttribute("aria-label", name);
    open.disabled = !this.model.steered && this.model.names.length === 1;
    open.addEventListener("click", () => index !== this.model.active && this.send("choose", index));
    open.addEventListener("dblclick", () => this.rename(item, index));
    open.addEventListener("keydown", (event) => this.key(event, item, index));
    shut.addEventListener("click", () => this.close(index));
    item.append(open, shut);
    return item;
  }

  send(what, index, more = {}) {
    this.model.send_msg({ do: what, index, ...more });
  }

  key(event, item, index) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const names = [...this.list.querySelectorAll(".name")];
    if (step && names[index + step]) names[index + step].focus();
    else if (event.key === "F2") this.rename(item, index);
    else if (event.key === "Delete") this.close(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  rename(item, index) {
    const input = make("input", { "aria-label": tr("Name of the network"), maxlength: "80" });
    input.value = this.model.names[index];
    const done = (keep) => {
      if (!input.isConnected) return;
      const name = input.value.trim();
      this.focus = index;
      this.draw();
      if (keep && name && name !== this.model.names[index]) this.send("rename", index, { name });
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") done(true);
      if (event.key === "Escape") done(false);
    });
    input.addEventListener("blur", () => done(true));
    item.replaceChildren(input);
    input.focus();
    input.select();
  }

  close(index) {
    this.focus = Math.max(0, index - 1);
    this.send("close", index);
  }
}

function button(text, kind, title) {
  const node = make("button", { type: "button", class: kind }, text);
  if (title) label(node, title);
  return node;
}

function label(node, title) {
  node.title = title;
  node.setAttribute("aria-label", title);
}
