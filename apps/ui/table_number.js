// The cells of a table: numbers in four significant digits, as viz.numbers writes them, and everything whole in
// a hint. Halfway between two of them, which only short binary fractions are, Python goes to the even one.
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const raised = (power) =>
  (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) => RAISED[digit]).join("");

const inThousands = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

export function fourDigits(x) {
  const size = Math.abs(x);
  if (!(size >= 1e-10)) return "0";
  const sign = x < 0 ? "−" : "";
  if (size === Infinity) return `${sign}∞`;
  const short = (decimals) => (decimals.includes(".") ? decimals.replace(/\.?0+$/, "") : decimals);
  const [digits, power] = size.toExponential(3).split("e");
  if (power <= -4 || power >= 9) return `${sign}${short(digits)}×10${raised(Number(power))}`;
  const decimals = Math.max(3 - power, 0);
  const [whole, part] = short(size.toFixed(decimals)).split(".");
  return sign + inThousands(whole) + (part ? `.${part}` : "");
}

export function tableCell(cell) {
  const value = cell.getValue();
  if (value == null || Number.isNaN(value)) return "";
  cell.getElement().title = String(value);
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? inThousands(String(value)) : fourDigits(value);
  }
  return document.createTextNode(String(value));
}
