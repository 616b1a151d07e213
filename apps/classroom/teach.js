// The teacher's page: forms that stay as they are, a line about the class, and a card a student.
import { make } from "../ui/nodes.js";
import { again } from "./again.js";

export function render({ model }) {
  const root = make("div", { class: "teach" });
  const side = make("div", { class: "side" });
  const main = make("div", { class: "class" });
  const status = make("div", { class: "status" });
  const grid = make("div", { class: "grid", role: "list", "aria-label": tr("Students") });
  main.append(status, grid);
  root.append(side, main);

  root.addEventListener("click", ({ target }) => {
    const part = target.closest("button[data-act]");
    if (part) model.send_msg({ act: part.dataset.act, value: part.dataset.value ?? "" });
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    model.send_msg({ act: form.dataset.act, fields: Object.fromEntries(new FormData(form)) });
  });

  const redraw = (part, markup) => {
    const held = part.getRootNode().activeElement;
    const mark = held && part.contains(held) ? { ...held.dataset } : null;
    part.innerHTML = markup;
    if (mark?.act) again(part, mark)?.focus({ preventScroll: true });
  };
  const cards = new Map();
  const show = ({ changed, all, asked }) => {
    for (const [number, markup] of changed ?? []) {
      if (!cards.has(number)) {
        cards.set(number, make("div", { role: "listitem", "data-student": number }));
        grid.append(cards.get(number));
      }
      redraw(cards.get(number), markup);
    }
    for (const [number, node] of cards) {
      if (!all || all.includes(number)) continue;
      cards.delete(number);
      node.remove();
    }
    // A question that was taken leaves its form empty for the next one.
    if (asked) side.querySelector("form.ask").reset();
  };
  const forms = () => (side.innerHTML = model.forms);
  model.on("forms", forms);
  model.on("status", () => redraw(status, model.status));
  model.on("msg:custom", (event) => show(event.data ?? event));
  forms();
  status.innerHTML = model.status;
  model.send_msg({ act: "look", value: "" });
  return root;
}
