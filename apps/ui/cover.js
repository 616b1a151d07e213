// What hides numbers, and what would tell them, until somebody has predicted them: custom properties of the page,
// which the style sheets of all its parts read.
export const BLUR = "blur(.42em)";
// Numbers, and the minimum partition in the drawing.
const NUMBERS = { "--phi-cover": BLUR, "--phi-scissors": "hidden", "--phi-dashes": "none" };
// The shapes of pictures, and what is a complex in the drawing.
const SHAPES = { "--phi-haze": "blur(1.8em)", "--phi-marks": "hidden" };

export const cover = (on) => setCovers(on, NUMBERS);
export const coverAll = (on) => setCovers(on, { ...NUMBERS, ...SHAPES });

function setCovers(on, properties) {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(properties)) {
    if (on) style.setProperty(name, value);
    else style.removeProperty(name);
  }
}
