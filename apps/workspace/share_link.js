// A link to read, for the clipboard where that is allowed, and for cameras where other machines find the server.
import { make } from "../ui/nodes.js";

const ALONE = [
  tr("This link opens on this machine only: the server listens here alone."),
  tr("For others take away the linked plots, which need no server, or start phiscope with --host."),
].join(" ");

export function render({ model }) {
  const box = make("div", { class: "line" });
  const input = make("input", { readonly: "", "aria-label": tr("Link to this network") });
  const said = make("span", { role: "status" });
  const whole = make("div");
  const note = make("p", { class: "note" });
  const camera = make("div", { class: "qr" });
  const code = make("div", { role: "img", "aria-label": tr("QR code of the link") });
  camera.append(code, make("p", {}, tr("Point a camera at it to open the network on another machine.")));
  input.addEventListener("focus", () => input.select());
  const show = async () => {
    const url = new URL(window.location.href);
    url.hash = model.fragment;
    input.value = model.address || url.href;
    code.innerHTML = model.picture;
    camera.hidden = !model.picture;
    note.textContent = model.address ? tr("The link is too long for a QR code.") : ALONE;
    note.hidden = Boolean(model.picture);
    try {
      await navigator.clipboard.writeText(input.value);
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
  whole.append(box, note, camera);
  return whole;
}
