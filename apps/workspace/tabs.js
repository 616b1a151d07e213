// The open networks as a row of buttons: choose, close (Delete), rename (double-click or F2), new, reopen.
import { make } from "../ui/nodes.js";

export function render({ model, el }) {
  const nav = make("nav", { "aria-label": tr("Open networks") });
  const list = make("ul");
  const add = button("+", "new", tr("New network in a tab of its own"));
  const back = button("", "reopen", "");
  add.addEventListener("click", () => model.send_msg({ do: "new" }));
  back.addEventListener("click", () => model.send_msg({ do: "reopen" }));
  nav.append(list, add, back);
  el.append(nav);
  let focus = -1; // the tab that gets the keyboard after the next drawing

  const send = (what, index, more = {}) => model.send_msg({ do: what, index, ...more });

  const rename = (item, index) => {
    const input = make("input", { "aria-label": tr("Name of the network"), maxlength: "80" });
    input.value = model.names[index];
    const done = (keep) => {
      if (!input.isConnected) return;
      const name = input.value.trim();
      focus = index;
      draw();
      if (keep && name && name !== model.names[index]) send("rename", index, { name });
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
  };

  const keys = (event, item, index) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const names = [...list.querySelectorAll(".name")];
    if (step && names[index + step]) names[index + step].focus();
    else if (event.key === "F2") rename(item, index);
    else if (event.key === "Delete") close(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const close = (index) => {
    focus = Math.max(0, index - 1);
    send("close", index);
  };

  const tab = (name, index) => {
    const told = tr("{name}: double-click or F2 to rename, Delete to close").replace("{name}", () => name);
    const item = make("li"),
      open = button(name, "name", told);
    const shut = button(
      "×",
      "close",
      tr("Close {name}").replace("{name}", () => name),
    );
    if (index === model.active) {
      item.className = "active";
      open.setAttribute("aria-current", "true");
    }
    open.setAttribute("aria-label", name);
    open.addEventListener("click", () => index !== model.active && send("choose", index));
    open.addEventListener("dblclick", () => rename(item, index));
    open.addEventListener("keydown", (event) => keys(event, item, index));
    shut.addEventListener("click", () => close(index));
    item.append(open, shut);
    return item;
  };

  const draw = () => {
    const at = list.getRootNode().activeElement;
    const kept = focus >= 0 ? focus : [...list.children].findIndex((item) => item.contains(at));
    list.replaceChildren(...model.names.map(tab));
    back.hidden = !model.closed;
    back.textContent = tr("Reopen");
    name(
      back,
      tr("Bring back {name}").replace("{name}", () => model.closed),
    );
    if (kept >= 0) list.children[Math.min(kept, list.children.length - 1)]?.querySelector(".name").focus();
    focus = -1;
    list.querySelector(".active")?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  };

  draw();
  model.on(["names", "active", "closed"], draw);
}

function button(text, kind, title) {
  const node = make("button", { type: "button", class: kind }, text);
  if (title) name(node, title);
  return node;
}

function name(node, title) {
  node.title = title;
  node.setAttribute("aria-label", title);
}
