// Units as round buttons: presses, and what is pointed at, are reported.
export function render({ model, el }) {
  const row = document.createElement("div");
  row.className = "row";
  row.setAttribute("role", "group");
  el.append(row);
  let waiting = 0;
  const point = (label) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => model.send_msg({ over: label }), 40);
  };
  const draw = () => {
    row.setAttribute("aria-label", model.title);
    for (const [name, value] of Object.entries(model.colors)) row.style.setProperty(`--${name}`, value);
    const units = model.units;
    while (row.children.length > units.length) row.lastChild.remove();
    units.forEach((unit, i) => {
      let button = row.children[i];
      if (!button) {
        button = document.createElement("button");
        button.type = "button";
        button.addEventListener("click", () => model.send_msg({ label: button.dataset.unit }));
        const here = () => point(button.dataset.unit);
        button.addEventListener("pointerenter", here);
        button.addEventListener("focus", () => button.matches(":focus-visible") && here());
        for (const gone of ["pointerleave", "blur"]) button.addEventListener(gone, () => point(""));
        row.append(button);
      }
      button.dataset.unit = unit.label;
      button.textContent = unit.text;
      button.title = said(tr("{unit} = {state}; press for its next state"), unit);
      button.setAttribute("aria-label", said(tr("{unit} is {state}"), unit));
      button.setAttribute("aria-pressed", String(unit.on));
      button.classList.toggle("on", unit.on);
    });
  };
  draw();
  for (const name of ["units", "title", "colors"]) model.on(name, draw);
}

export function said(sentence, { label, state }) {
  // A function, as a label may hold what `replace` would take for a pattern.
  return sentence.replace("{state}", state).replace("{unit}", () => label);
}
