// The strip of a class at the foot of the window: shows what Python wrote (escaped there) and tells what is
// pressed. While the page is frozen nothing but the strip can be reached.
import { tellActs } from "../ui/acts.js";
import { coverAll } from "../ui/cover.js";
import { make } from "../ui/nodes.js";
import { again } from "./again.js";

export function render({ model, el }) {
  el.hidden = true;
  // In the body, beside the page: a page that is made inert would take the strip with it.
  const host = make("div", { class: "class-strip" });
  const root = host.attachShadow({ mode: "open" });
  const strip = make("section", { class: "strip", "aria-label": model.label });
  const card = make("div", { class: "line" });
  const live = make("p", { class: "live", role: "status", "aria-live": "polite" });
  strip.append(card, live);
  const veil = make("div", { class: "veil" });
  root.append(make("style", {}, model.look), veil, strip);
  document.body.append(host);
  const told = (act, value) => model.send_msg({ act, value });
  tellActs(root, told);

  const draw = () => {
    const typed = card.querySelector("form")?.dataset.turn;
    const text = card.querySelector("input")?.value ?? "";
    const held = root.activeElement?.dataset ?? null;
    card.innerHTML = model.markup;
    const form = card.querySelector("form");
    if (form && form.dataset.turn === typed) form.querySelector("input").value = text;
    if (held?.act) again(card, held)?.focus({ preventScroll: true });
  };
  // The page leaves room for the strip, so that it covers nothing.
  const room = new ResizeObserver(() => {
    const height = strip.hidden ? 0 : strip.offsetHeight;
    document.documentElement.style.setProperty("--phi-strip", `${height}px`);
    document.body.style.paddingBottom = `${height}px`;
  });
  room.observe(strip);
  const frozen = new Freezing(host, veil);
  model.on("markup", draw);
  model.on("said", () => (live.textContent = model.said));
  model.on("frozen", () => frozen.set(model.frozen));
  // A page that was left is told of things for a while, but only a browser answers.
  model.on("sent", () => told("had", String(model.sent)));
  model.on("covered", () => coverAll(model.covered));
  model.on("lifecycle:remove", () => {
    frozen.set(false);
    room.disconnect();
    host.remove();
  });
  draw();
  frozen.set(model.frozen);
  coverAll(model.covered);
}

// Keeps all of the page but the strip out of reach.
export class Freezing {
  constructor(host, veil) {
    this.host = host;
    this.veil = veil;
    this.frozen = false;
    // Others make parts of the page inert and free them again, and open dialogs.
    this.watch = new MutationObserver(() => this.hold());
  }

  set(frozen) {
    if (this.frozen && !frozen) {
      this.watch.disconnect();
      for (const part of this.others()) {
        part.inert = false;
      }
    }
    this.frozen = frozen;
    this.veil.hidden = !frozen;
    if (!frozen) return;
    this.hold();
    this.watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["inert"] });
  }

  others() {
    return [...document.body.children].filter((part) => part !== this.host);
  }

  hold() {
    for (const part of this.others()) {
      if (part.inert || part.matches(".server-gone")) continue;
      part.inert = true;
    }
  }
}
