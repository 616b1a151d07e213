// A link to read; it is also put on the clipboard, where that is allowed.
import { make } from "../ui/nodes.js";

export function render({ model }) {
  const box = make("div", { class: "line" });
  const input = make("input", { readonly: "", "aria-label": tr("Link to this network") });
  const said = make("span", { role: "status" });
  input.addEventListener("focus", () => input.select());
  const show = async () => {
    const url = new URL(window.location.href);
    url.hash = model.fragment;
    input.value = url.href;
    try {
      await navigator.clipboard.writeText(url.href);
      said.textContent = tr("Link copied.");
    } catch {
      // Pages that come without encryption from another machine, and people, may forbid it.
      input.focus();
      said.textContent = tr("Copy the link from here.");
    }
  };
  model.on("copies", show);
  if (model.copies) show();
  box.append(input, said);
  return box;
}
