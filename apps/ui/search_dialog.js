// A dialog whose entries are found by typing: those that lack a word are hidden; how many are left is said.
import { make } from "./nodes.js";

// Tells whether a text, in small letters, has all the words that were typed.
export function finder(typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}

// The number in "8 units", if that and nothing else was typed.
export function sized(typed) {
  const found = new RegExp(`^\\s*(\\d+)\\s+(units?|${tr("units")})\\s*$`, "i").exec(typed);
  return found && Number(found[1]);
}

export function counted(shown, all, said) {
  if (!all) return said.waiting;
  if (!shown) return said.none;
  return tr("{shown} of {all}").replace("{shown}", shown).replace("{all}", all);
}

export class Searched {
  /** `said` are its sentences: title, prompt, label (of the search), close, none (has all words), waiting. */
  constructor(el, body, said, kind = "") {
    this.body = body;
    this.said = said;
    this.entries = []; // { node, text, size }: what is hidden, what it is found by, in small letters, its units
    // It can have the focus, so that a click beside everything leaves the keyboard here.
    this.dialog = make("dialog", { "aria-labelledby": "title", class: kind, tabindex: "-1" });
    this.search = make("input", {
      type: "text",
      role: "searchbox",
      placeholder: said.prompt,
      "aria-label": said.label,
    });
    this.count = make("span", { class: "said", role: "status" });
    const shut = make(
      "button",
      { type: "button", class: "shut", "aria-label": said.close, title: tr("Close (Esc)") },
      "×",
    );
    const top = make("header");
    top.append(make("h2", { id: "title" }, said.title), this.search, this.count, shut);
    this.dialog.append(top, body);
    el.append(this.dialog);
    this.search.addEventListener("input", () => this.filter());
    shut.addEventListener("click", () => this.close());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.close());
    // Keys pressed here are not the page's: Escape closes the dialog and leaves the selection as it is.
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
  }

  fill(entries) {
    this.entries = entries;
    this.filter();
  }

  filter() {
    const fits = finder(this.search.value);
    const asked = sized(this.search.value);
    const meant = asked && this.entries.some(({ size }) => size === asked);
    for (const { node, text, size } of this.entries) node.hidden = meant ? size !== asked : !fits(text);
    const left = this.entries.filter(({ node }) => !node.hidden);
    for (const section of this.body.querySelectorAll("section")) {
      section.hidden = !left.some(({ node }) => section.contains(node));
    }
    this.count.textContent = counted(left.length, this.entries.length, this.said);
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.search.select();
    this.search.focus();
  }

  close() {
    this.dialog.close();
  }
}
