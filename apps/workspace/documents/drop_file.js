// Files dropped anywhere on the page. Only drags that carry files are noticed, not those inside the drawing.
export function render({ model, el }) {
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.setAttribute("aria-hidden", "true");
  sheet.textContent = tr("Drop a network file to open it");
  sheet.hidden = true;
  el.append(sheet);
  const off = new AbortController();
  const hear = (type, act) => window.addEventListener(type, act, { signal: off.signal });
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  hear("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    sheet.hidden = false;
  });
  hear("dragleave", (event) => {
    if (!event.relatedTarget) sheet.hidden = true;
  });
  hear("drop", async (event) => {
    sheet.hidden = true;
    if (!files(event)) return;
    event.preventDefault();
    for (const file of [...event.dataTransfer.files].slice(0, model.most)) await send(file);
  });
  model.on("lifecycle:remove", () => off.abort());

  const send = async (file) => {
    const name = file.name.slice(0, 256); // one letter more than a name may have: Python refuses it
    if (file.size > model.bytes) return model.send_msg({ name, size: file.size });
    try {
      model.send_msg({ name, data: await base64(file) });
    } catch {
      model.send_msg({ name, unread: true }); // a folder, or a file that is gone
    }
  };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] ?? ""));
    reader.addEventListener("error", reject);
    reader.readAsDataURL(file);
  });
}
