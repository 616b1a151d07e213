// Keeps the language that is chosen as a cookie, so that the server builds the page in it, and asks for it anew.
import { make } from "../ui/nodes.js";

const YEAR = 365 * 24 * 3600;
const GLOBE = `<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9.5" />
  <ellipse cx="12" cy="12" rx="4.2" ry="9.5" /><path d="M2.5 12h19M4 7h16M4 17h16" /></svg>`;

export function render({ model }) {
  const list = make("select", { "aria-label": model.label, title: model.label });
  for (const [code, name] of model.languages) {
    const option = make("option", { value: code, lang: code }, name);
    option.selected = code === model.chosen;
    list.append(option);
  }
  list.addEventListener("change", () => {
    document.cookie = `${model.cookie}=${list.value}; path=/; max-age=${YEAR}; SameSite=Lax`;
    location.reload();
  });
  const label = make("label", { class: model.small ? "small" : "" });
  label.innerHTML = GLOBE;
  label.append(model.small ? "" : `${model.label}:`, list);
  return label;
}
