// A repair of Panel: a component of the page writes back only what it changed itself.
//
// Panel's hook `useState` writes each value that it has drawn back into the model. Where the server changed
// the value twice in quick succession, the first is written back after the second has arrived, and wins, here
// and on the server: on a slow machine a button that was busy for a moment stayed so for ever.
// And a value that came between the first drawing and the listening was not drawn: of a weight that is dragged
// while its slider appears, the slider showed an old one.
//
// Panel keeps the hook as text, which is compiled when the first component of a kind is drawn.
const COMPONENT = "panel.models.esm.ReactComponent";
const REPAIRS = [
  [
    "if (!target.model.events.includes(resolvedProp) && initialized.current) {",
    "if (own.current) {\nown.current = false",
  ],
  ["let initialized = React.useRef(false)", "const own = React.useRef(false)"],
  ["} else { initialized.current = true }", "}"],
  [
    "setValue(targetModel.attributes[resolvedProp])\n",
    "own.current = false; setValue(targetModel.attributes[resolvedProp])\n",
  ],
  [
    "react_proxy.on(prop, cb, true)",
    "react_proxy.on(prop, cb, true)\nif (!target.model.events.includes(resolvedProp)) { own.current = false; setValue(targetModel.attributes[resolvedProp]) }",
  ],
  [
    "return [value, setValue]",
    "const change = React.useCallback((next) => { own.current = !target.model.events.includes(resolvedProp); setValue(next) }, [])\nreturn [value, change]",
  ],
];

function repaired(code) {
  if (!REPAIRS.every(([old]) => code.split(old).length === 2)) {
    console.warn(
      "Panel keeps the state of its components in another way now; see apps/repairs/early/react_state.js",
    );
    return code;
  }
  return REPAIRS.reduce((text, [old, repair]) => text.replace(old, () => repair), code);
}

// The page is drawn once all of it has arrived; who listens first is called first.
document.addEventListener("DOMContentLoaded", () => {
  const { prototype } = window.Bokeh.Models.get(COMPONENT);
  const original = prototype._render_code;
  if (original.repaired) return;
  prototype._render_code = function () {
    return repaired(original.call(this));
  };
  prototype._render_code.repaired = true;
});
