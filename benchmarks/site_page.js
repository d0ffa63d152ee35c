// @ts-check
// Watches a page of the site from its first line on: when its cell can be moved, how long input takes.

/** @type {any} */ (window).site = {
  movable: null,
  /** @type {PerformanceEventTiming[]} */
  events: [],

  /** The longest interaction since the last call, in ms to the next paint; 0 when it was too short to be told. */
  async worst() {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    await new Promise((resolve) => setTimeout(resolve, 150));
    const told = this.events.splice(0).map((entry) => entry.duration);
    return Math.max(0, ...told);
  },
};

// An input that stands there has its view around it: what it does next is to move the picture.
const watching = new MutationObserver(() => {
  if (!document.querySelector(".lstm-explorer input[type=range]")) return;
  watching.disconnect();
  /** @type {any} */ (window).site.movable = performance.now();
});
watching.observe(document, { childList: true, subtree: true });

new PerformanceObserver((list) => {
  for (const entry of /** @type {any[]} */ (list.getEntries())) {
    if (entry.interactionId) /** @type {any} */ (window).site.events.push(entry);
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
