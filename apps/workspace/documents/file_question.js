// The dialog about a table of numbers: what was understood, the ways to read it, Open and Cancel.
import { make } from "../../ui/nodes.js";

export function render({ model, el }) {
  let dialog = null;
  const ask = () => {
    dialog?.remove();
    dialog = null;
    if (!model.asked) return;
    const { number } = model.asked;
    dialog = asking(model.asked, (take) => model.send_msg({ number, take }));
    el.append(dialog);
    dialog.showModal();
    dialog.querySelector("[autofocus]").focus();
  };
  model.on("asked", ask);
  ask();
}

// Enter opens, Escape cancels, as in every form and every dialog; the answer goes out once.
function asking(asked, answer) {
  const dialog = make("dialog", { "aria-labelledby": "title" });
  const form = make("form", { method: "dialog" });
  const open = make("button", { type: "submit", class: "take-file" }, tr("Open"));
  const cancel = make("button", { type: "button", class: "leave-file" }, tr("Cancel"));
  const body = make("div", { class: "body", tabindex: "-1" });
  body.append(facts(asked.parts));
  if (asked.question) body.append(make("p", { class: "question" }, asked.question));
  if (asked.readings.some(({ steps }) => steps.length)) body.append(make("p", { class: "key" }, asked.key));
  body.append(comparison(asked));
  const buttons = make("footer");
  buttons.append(open, cancel);
  form.append(make("h2", { id: "title" }, asked.title), body, buttons);
  dialog.append(form);
  (form.querySelector("input") ?? open).setAttribute("autofocus", "");
  const say = (take) => {
    if (dialog.open) dialog.close();
    answer(take);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(Number(form.querySelector("input:checked")?.value ?? 0));
  });
  cancel.addEventListener("click", () => say(null));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    say(null);
  });
  // Keys pressed here are not the page's.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  return dialog;
}

function facts(parts) {
  const list = make("dl");
  for (const [name, text] of parts) {
    const pair = make("div");
    pair.append(make("dt", {}, name), make("dd", {}, text));
    list.append(pair);
  }
  return list;
}

// A column for each reading; a row for each state, in the order of the file.
function comparison({ readings, rows }) {
  const table = make("table");
  const head = make("tr");
  head.append(make("td", {}, rows.length ? tr("Row of the file") : ""));
  const many = readings.length > 1;
  const all = (name, cell) => line(name, readings.map(cell));
  readings.forEach(({ title }, i) => {
    const cell = make("th", { scope: "col" });
    if (many) {
      const label = make("label");
      const choice = make("input", { type: "radio", name: "reading", value: i });
      choice.checked = i === 0;
      label.append(choice, make("span", {}, title));
      cell.append(label);
      head.append(cell);
    }
  });
  const top = make("thead");
  if (many) top.append(head);
  const lines = make("tbody");
  const count = Math.max(...readings.map(({ steps }) => steps.length));
  for (let i = 0; i < count; i++) {
    lines.append(all(rows[i] ?? "", ({ steps }) => steps[i] ?? ""));
  }
  const { more } = readings[0];
  const left = tr("{n} more").replace("{n}", more);
  if (more) lines.append(all("…", () => left));
  const below = make("tfoot");
  if (readings.some(({ ends }) => ends)) below.append(all(tr("Ends in"), ({ ends }) => ends));
  below.append(all(tr("Edges"), ({ edges }) => `${edges}`));
  table.append(top, lines, below);
  return table;
}

function line(name, cells) {
  const row = make("tr");
  row.append(make("th", { scope: "row" }, name));
  for (const cell of cells) row.append(make("td", {}, cell));
  return row;
}
