// A pad of marked-up text and drawings in which some parts are buttons. Python writes the markup (escaped)
// and is told the name of what was pressed; nothing else happens here.

export function render({ model }) {
  const root = document.createElement("div");
  root.className = "pad";
  // it scrolls, so the keyboard must be able to reach it
  root.tabIndex = 0;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", model.label);
  const press = (target) => {
    const part = target.closest?.("[data-act]");
    if (part && !part.hasAttribute("disabled")) {
      model.send_msg({ act: part.dataset.act });
    }
    return part;
  };
  root.addEventListener("click", (event) => press(event.target));
  root.addEventListener("keydown", (event) => {
    // real buttons turn these keys into clicks themselves
    if (
      (event.key === "Enter" || event.key === " ") &&
      event.target.localName !== "button" &&
      press(event.target)
    ) {
      event.preventDefault();
    }
  });
  const draw = () => {
    const held = root.getRootNode().activeElement?.dataset?.act;
    const open = new Set([...root.querySelectorAll("details[open]")].map((part) => part.dataset.name));
    root.innerHTML = model.markup;
    for (const part of root.querySelectorAll("details")) {
      part.open = part.open || open.has(part.dataset.name);
    }
    if (held !== undefined) {
      root.querySelector(`[data-act="${CSS.escape(held)}"]`)?.focus();
    }
  };
  model.on("markup", draw);
  draw();
  return root;
}
