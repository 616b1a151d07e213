// A text to read, and a button that copies it.
import { make } from "./nodes.js";

export function render({ model }) {
  const box = make("div", { class: "text-to-copy" });
  const row = make("div");
  const text = make("textarea", { readonly: "", rows: 6, "aria-label": model.label });
  const copy = make("button", { type: "button" }, tr("Copy"));
  const said = make("span", { role: "status" });
  const show = () => {
    text.value = model.text;
    said.textContent = "";
  };
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = tr("Copied.");
    } catch {
      // Pages that come without encryption from another machine, and people, may forbid it.
      text.focus();
      text.select();
      said.textContent = tr("Copy the selected text from here.");
    }
  });
  model.on("text", show);
  show();
  row.append(copy, said);
  box.append(text, row);
  return box;
}
