// Numbers as Python prints them: what equations.py does in format_number.

// JSON has no nan and no infinities: the kernel sends them as words.
const WORDS = { nan: NaN, inf: Infinity, "-inf": -Infinity, NaN, Infinity, "-Infinity": -Infinity };
const toNumber = (given) => (typeof given === "string" ? (WORDS[given] ?? NaN) : Number(given));

export function formatNumber(spec, value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (Number.isInteger(value) && Math.abs(value) < spec.whole_below) {
    return String(value + 0).replace("-", "−");
  }
  return general(value).replaceAll("-", "−");
}

// Python's format ".4g".
function general(value) {
  const [digits, power] = fourDigits(Math.abs(value)).split("e");
  const exponent = Number(power);
  const sign = value < 0 ? "-" : "";
  if (exponent >= -4 && exponent < 4) {
    return sign + trimmed(Number(`${digits}e${power}`).toFixed(3 - exponent));
  }
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${trimmed(digits)}e${exponent < 0 ? "-" : "+"}${size}`;
}

const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

// toExponential rounds a tie up, Python rounds it to the even digit.
function fourDigits(size) {
  const up = size.toExponential(3);
  const five = size.toExponential(4);
  if (!five.includes("5e") || Number(five) !== size) return up;
  const [exact, exponent] = size.toExponential(100).split("e");
  const isTie = /^\d\.\d{3}50*$/.test(exact);
  const lastIsEven = Number(exact[4]) % 2 === 0;
  return isTie && lastIsEven ? `${exact.slice(0, 5)}e${exponent}` : up;
}
