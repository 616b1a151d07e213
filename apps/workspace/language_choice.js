// Keeps the language that is chosen as a cookie, so that the server builds the page in it, and asks for it anew.
import { make } from "../ui/nodes.js";

const YEAR = 365 * 24 * 3600;

export function render({ model }) {
  const list = make("select", { "aria-label": model.label });
  for (const [code, name] of model.languages) {
    const option = make("option", { value: code, lang: code }, name);
    option.selected = code === model.chosen;
    list.append(option);
  }
  list.addEventListener("change", () => {
    document.cookie = `${model.cookie}=${list.value}; path=/; max-age=${YEAR}; SameSite=Lax`;
    location.reload();
  });
  const label = make("label", {}, model.label);
  label.append(" ", list);
  return label;
}
