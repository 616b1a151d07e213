// A table of numbers to edit: one tab stop, arrows walk, Enter goes down, Escape takes an entry back, a block
// from a spreadsheet fills cells. What is entered goes to Python as text; Python answers with a new grid.
import { make } from "./nodes.js";

const SPREAD = /[\t\n\r;]|,.*,|,\s|\d\s+\d/;

export function target(key, row, column, rows, columns) {
  const to = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
    PageUp: [0, column],
    PageDown: [rows - 1, column],
  }[key];
  if (!to) return null;
  return [Math.min(rows - 1, Math.max(0, to[0])), Math.min(columns - 1, Math.max(0, to[1]))];
}

// Left and right walk only when the caret has nowhere left to go in the text.
export function leaves(key, start, end, length) {
  if (start === 0 && end === length) return true;
  if (key === "ArrowLeft" || key === "Home") return start === 0 && end === 0;
  if (key === "ArrowRight" || key === "End") return start === length && end === length;
  return true;
}

// The probability that a cell says; 0 when it says none.
export function chanceIn(text) {
  const chance = text.trim() === "" ? 0 : Number(text);
  return chance >= 0 && chance <= 1 ? chance : 0;
}

// Whether a text that is pasted is more than an entry: a block for several cells.
export function isBlock(text) {
  return SPREAD.test(text.trim());
}

class Grid {
  constructor(model) {
    this.model = model;
    this.box = make("div", { class: "grid-box" });
    this.words = make("p", { class: "words", id: "words" });
    this.frame = make("div", { class: "frame" });
    this.mistakes = make("div", { class: "mistakes", role: "status", "aria-live": "polite" });
    this.box.append(this.words, this.frame, this.mistakes);
    this.at = [0, 0];
    this.cells = [];
    this.heads = [];
    this.draw();
  }

  draw() {
    const grid = this.model.grid;
    if (this.turn !== grid.turn) this.build(grid);
    this.turn = grid.turn;
    this.fill(grid);
  }

  build(grid) {
    this.words.textContent = grid.words ?? "";
    this.frame.replaceChildren();
    this.cells = [];
    this.heads = [];
    const rows = grid.rows ?? [];
    const columns = grid.columns ?? [];
    this.frame.hidden = !rows.length;
    if (!rows.length) return;
    this.at = [Math.min(this.at[0], rows.length - 1), Math.min(this.at[1], columns.length - 1)];
    const table = make("table", {
      class: grid.kind,
      "aria-label": grid.caption,
      "aria-describedby": "words",
    });
    const top = make("tr");
    top.append(make("td", { class: "corner" }, grid.corner));
    for (const name of columns) top.append(make("th", { scope: "col" }, name));
    const head = make("thead");
    head.append(top);
    const body = make("tbody");
    rows.forEach((name, r) => {
      const line = make("tr");
      const label = make("th", { scope: "row" });
      label.append(make("span", { class: "now", "aria-hidden": "true" }), make("span", {}, name));
      this.heads.push(label);
      line.append(label);
      this.cells.push(
        columns.map((column, c) => {
          const holder = make("td");
          const input = this.input(
            grid,
            r,
            c,
            grid.say.replace("{row}", () => name).replace("{column}", () => column),
          );
          holder.append(input);
          line.append(holder);
          return input;
        }),
      );
      body.append(line);
    });
    table.append(head, body);
    this.frame.append(table);
  }

  input(grid, r, c, label) {
    const bit = grid.kind === "bit";
    const input = make("input", {
      type: bit ? "checkbox" : "text",
      "aria-label": label,
      "data-row": r,
      "data-column": c,
      autocomplete: "off",
      spellcheck: "false",
      tabindex: r === this.at[0] && c === this.at[1] ? 0 : -1,
    });
    if (!bit) input.inputMode = "decimal";
    if (!grid.editable) input[bit ? "disabled" : "readOnly"] = true;
    input.addEventListener("focus", () => this.arrive(input, r, c));
    input.addEventListener("keydown", (event) => this.key(event, input, r, c));
    input.addEventListener("input", () => {
      input.dataset.typed = "1";
    });
    input.addEventListener("change", () => this.enter(input, r, c));
    input.addEventListener("paste", (event) => this.paste(event, r, c));
    return input;
  }

  arrive(input, r, c) {
    this.cells[this.at[0]]?.[this.at[1]]?.setAttribute("tabindex", "-1");
    this.at = [r, c];
    input.setAttribute("tabindex", "0");
    if (input.type === "text") input.select();
  }

  key(event, input, r, c) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const text = input.type === "text";
    if (event.key === "Escape") {
      delete input.dataset.typed;
      this.send({ type: "drop", cells: [[r, c]] });
      this.fill(this.model.grid);
      if (text) input.select();
      event.preventDefault();
      return;
    }
    const key = event.key === "Enter" ? (event.shiftKey ? "ArrowUp" : "ArrowDown") : event.key;
    const rows = this.cells.length;
    const columns = this.cells[0].length;
    const to = target(key, r, c, rows, columns);
    if (!to || (event.shiftKey && event.key !== "Enter")) return;
    const sideways = ["ArrowLeft", "ArrowRight", "Home", "End"].includes(key);
    if (text && sideways && !leaves(key, input.selectionStart, input.selectionEnd, input.value.length)) {
      return;
    }
    event.preventDefault();
    this.enter(input, r, c);
    this.cells[to[0]][to[1]].focus();
  }

  enter(input, r, c) {
    const bit = input.type === "checkbox";
    if (!bit && !input.dataset.typed) return;
    if (bit && input.checked === (this.model.grid.cells[r][c] === "1")) return;
    delete input.dataset.typed;
    this.send({ type: "cells", cells: [[r, c, bit ? (input.checked ? "1" : "0") : input.value]] });
  }

  paste(event, r, c) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.model.grid.editable || !isBlock(text)) return;
    event.preventDefault();
    delete event.target.dataset.typed;
    this.send({ type: "paste", row: r, column: c, text: text.slice(0, 100000) });
  }

  send(message) {
    if (this.model.grid.editable) this.model.send_msg({ ...message, turn: this.turn });
  }

  fill(grid) {
    const wrong = new Map((grid.errors ?? []).map((error, i) => [`${error.row},${error.column}`, i]));
    for (const [r, line] of this.cells.entries()) {
      for (const [c, input] of line.entries()) {
        const text = grid.cells[r][c];
        show(input, text);
        input.style.setProperty("--p", grid.kind === "probability" ? chanceIn(text) : 0);
        const error = wrong.get(`${r},${c}`);
        blame(input, error);
        input.title = error === undefined ? "" : grid.errors[error].text;
      }
    }
    this.heads.forEach((head, r) => {
      head.parentElement.classList.toggle("current", r === grid.current);
      if (r === grid.current) head.setAttribute("aria-current", "true");
      else head.removeAttribute("aria-current");
      head.firstChild.textContent = r === grid.current ? "▶ " : "";
    });
    this.tell(grid);
  }

  tell(grid) {
    const errors = grid.errors ?? [];
    const list = make("ul");
    for (const [i, error] of errors.slice(0, 6).entries()) {
      list.append(make("li", { id: `error-${i}` }, error.text));
    }
    if (errors.length > 6) list.append(make("li", {}, tr("and {n} more.").replace("{n}", errors.length - 6)));
    const parts = errors.length ? [list] : [];
    if (grid.refusal) parts.push(make("p", {}, grid.refusal));
    if (parts.length) {
      const button = make("button", { type: "button", class: "discard" }, tr("Take these entries back"));
      button.addEventListener("click", () => {
        for (const input of this.cells.flat()) delete input.dataset.typed;
        this.send({ type: "discard" });
      });
      parts.push(button);
    }
    this.mistakes.replaceChildren(...parts);
  }
}

// An entry that is being typed stays.
function show(input, text) {
  if (input.type === "checkbox") input.checked = text === "1";
  else if (!input.dataset.typed && input.value !== text) {
    input.value = text;
    if (input.getRootNode().activeElement === input) input.select();
  }
}

function blame(input, error) {
  if (error === undefined) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  } else {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `error-${error}`);
  }
}

export function render({ model }) {
  const grid = new Grid(model);
  model.on("grid", () => grid.draw());
  return grid.box;
}
