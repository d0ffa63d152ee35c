// @ts-check
// A map under mouse, pen and fingers: a press is a choice, a pull moves what is seen, two fingers zoom.

/** @typedef {{x: number, y: number}} Spot */
/**
 * @typedef {object} Hands  what they do
 * @property {(event: {clientX: number, clientY: number}) => void} point
 * @property {() => void} choose
 * @property {(x: number, y: number) => void} pull  by so many pixels
 * @property {(factor: number, at: {clientX: number, clientY: number}) => void} zoom
 * @property {() => boolean} isWide  there is more to the sides
 */

const PRESS = 6; // pixels that a hand moves while it presses
const LEAST_APART = 20;

/** @param {Spot[]} spots */
const middleOf = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** How far two fingers are from each other. @param {Spot[]} spots */
const apart = ([a, b]) => Math.max(LEAST_APART, Math.hypot(a.x - b.x, a.y - b.y));

/** What two fingers do: how much more is seen, and how far it is pulled. @param {Spot[]} before @param {Spot[]} now */
export function pinch(before, now) {
  const [from, to] = [middleOf(before), middleOf(now)];
  return { factor: apart(before) / apart(now), x: from.x - to.x, y: from.y - to.y, at: to };
}

/** @param {HTMLCanvasElement} canvas @param {Hands} hands */
export function listenToHands(canvas, hands) {
  /** @type {Map<number, Spot>} */
  const fingers = new Map();
  let pulled = 0;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    canvas.setPointerCapture(event.pointerId);
    pulled = fingers.size > 1 ? PRESS + 1 : 0;
    hands.point(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return hands.point(event);
    const before = [...fingers.values()].map((each) => ({ ...each }));
    const [x, y] = [finger.x - event.clientX, finger.y - event.clientY];
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    pulled += Math.abs(x) + Math.abs(y);
    if (fingers.size === 1) return pulled > PRESS && hands.pull(x, y);
    const { factor, at, ...by } = pinch(before, [...fingers.values()]);
    hands.pull(by.x, by.y);
    hands.zoom(factor, { clientX: at.x, clientY: at.y });
  });
  const lift = (/** @type {PointerEvent} */ event) => fingers.delete(event.pointerId);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerup", (event) => {
    if (!lift(event) || fingers.size || pulled > PRESS) return;
    hands.point(event);
    hands.choose();
  });
  // The wheel moves the page, as anywhere: with Ctrl it zooms, sideways it goes through time.
  const onWheel = (/** @type {WheelEvent} */ event) => {
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    if (event.ctrlKey) hands.zoom(1.002 ** event.deltaY, event);
    else if (isSideways && hands.isWide()) hands.pull(event.deltaX || event.deltaY, 0);
    else return;
    event.preventDefault();
  };
  canvas.addEventListener("wheel", onWheel, { passive: false });
}
