// The rail of lessons: shows what Python wrote (escaped there), tells what is pressed, keeps how far one came.
import { tellActs } from "../ui/acts.js";
import { coverAll } from "../ui/cover.js";
import { make } from "../ui/nodes.js";
import { lightUp } from "../ui/sight.js";

export const KEY = "phiscope.lessons";

export function render({ model }) {
  const root = make("aside", { class: "rail", "aria-label": model.label, tabindex: "0" });
  const card = make("div", { class: "card" });
  const live = make("p", { class: "live", role: "status", "aria-live": "polite" });
  root.append(card, live);
  const told = (act, value) => model.send_msg({ act, value });
  tellActs(root, told);

  // The title has the focus, so that what a new step says is heard, and Tab goes on from there.
  const begin = () => card.querySelector("h2")?.focus({ preventScroll: true });
  let turn = -1;
  const draw = () => {
    const held = name(root.getRootNode().activeElement);
    const typed = card.querySelector("input")?.value ?? "";
    card.innerHTML = model.markup;
    const input = card.querySelector("input");
    if (input && turn === model.turns) input.value = typed;
    if (turn !== model.turns) {
      turn = model.turns;
      root.scrollTop = 0;
      begin();
    } else if (held) {
      (card.querySelector(held) ?? card.querySelector(".way .main") ?? root).focus({ preventScroll: true });
    }
  };
  model.on("markup", draw);
  model.on("said", () => (live.textContent = model.said));
  model.on("covered", () => coverAll(model.covered));
  model.on("msg:custom", (message) => {
    const { keep, light } = message.data ?? message;
    if (typeof keep === "string") put(keep);
    if (typeof light === "string") lightUp(light);
  });
  model.on("after_render", begin);
  // What was not shown until now can take the focus only when it is.
  model.on("turns", () => requestAnimationFrame(begin));
  draw();
  coverAll(model.covered);
  model.send_msg({ found: found() });
  return root;
}

// How an element of the card is found again after it is drawn anew.
export function name(node) {
  if (!node) return "";
  if (["input", "h2"].includes(node.localName)) return node.localName;
  const { act, value } = node.dataset ?? {};
  if (act === undefined) return "";
  return `[data-act="${act}"]${value === undefined ? "" : `[data-value="${value}"]`}:not([disabled])`;
}

export function found() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // people may forbid a page to keep anything
  }
}

export function put(text) {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // full, or forbidden: the lesson goes on, it only begins anew after a reload
  }
}
