// A repair of Material's hints: what was pressed needs no hint any more.
//
// A hint opens half a second after the pointer came, also when the button was pressed meanwhile, and stays as
// long as the pointer rests: over the result of the press, and over the next example in a lecture. Pressed, or
// while a key is used, a button takes the pointer for gone, until it comes back.
const BUTTON = ".MuiButtonBase-root";
const TYPED = new Set(["Alt", "Control", "Meta", "Shift", "Tab"]);
let under = null;
let told = null;

const buttonOf = (event) => event.composedPath().find((node) => node.matches?.(BUTTON)) ?? null;

function tell(button) {
  told = button;
  button?.dispatchEvent(
    new MouseEvent("mouseout", { bubbles: true, composed: true, relatedTarget: document.body }),
  );
}

document.addEventListener("pointerdown", (event) => tell(buttonOf(event)), true);
document.addEventListener(
  "keydown",
  (event) => {
    if (!TYPED.has(event.key)) tell(under);
  },
  true,
);
document.addEventListener(
  "mouseover",
  (event) => {
    under = buttonOf(event);
    // Within a button the pointer comes and goes between its parts.
    if (told !== null && under === told) event.stopPropagation();
    else told = null;
  },
  true,
);
