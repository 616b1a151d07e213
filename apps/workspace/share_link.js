// A link to read, for the clipboard where that is allowed, and for cameras where other machines find the server.
import { make } from "../ui/nodes.js";

// What each way to reach other machines needs: a command to start the program by, or a file.
const WAYS = [
  [tr("a whole class, with a link that students join by"), "phiscope class"],
  [tr("other machines of your network, for whoever has the link"), "phiscope serve --host 0.0.0.0 --token"],
];

function alone() {
  const note = make("div", { class: "note" });
  const list = make("ul", {});
  for (const [what, command] of WAYS) {
    const item = make("li", {}, `${what}: `);
    item.append(make("code", {}, command));
    list.append(item);
  }
  list.append(make("li", {}, tr("anybody, without a server: the file “Linked plots”, to be chosen below")));
  const text = tr("This link opens on this machine only: the server listens here alone. To reach others:");
  note.append(make("p", {}, text), list);
  return note;
}

export function render({ model }) {
  const box = make("div", { class: "line" });
  const input = make("input", { readonly: "", "aria-label": tr("Link to this network") });
  const said = make("span", { role: "status" });
  const whole = make("div");
  const long = make("p", { class: "note" }, tr("The link is too long for a QR code."));
  const local = alone();
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
    long.hidden = !model.address || Boolean(model.picture);
    local.hidden = Boolean(model.address);
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
  whole.append(box, long, local, camera);
  return whole;
}
