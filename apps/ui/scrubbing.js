// Numbers that a drag changes: how far a pixel takes them, and where they stop.

const STEP = 0.05;
const PIXELS = 5; // from one stop to the next; finely ten
const FINER = 5; // fine stops between two others

// The number after so many pixels more: not rounded, so that small moves add up.
export function scrubbed(number, pixels, fine, step = STEP) {
  return number + (pixels * step) / (fine ? PIXELS * FINER * 2 : PIXELS);
}

// The nearest number that is shown and sent.
export function stopOf(number, fine, step = STEP) {
  const gap = fine ? step / FINER : step;
  return Math.round(Math.round(number / gap) * gap * 1e6) / 1e6 + 0; // no −0
}

// A stop up (1) or down (−1), as the arrow keys go.
export function stepFrom(number, direction, fine, step = STEP) {
  return stopOf(number + (direction * step) / (fine ? FINER : 1), fine, step);
}

// What somebody typed as a number: with a comma or a printed minus too; null if it is none.
export function readNumber(text) {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain))
    ? Number(plain)
    : null;
}

// A number as the field shows it; what is not shown of it is kept until somebody types.
export function shownNumber(number) {
  return String(Math.round(number * 1e6) / 1e6 + 0);
}
