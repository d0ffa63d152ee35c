// @ts-check
// When a view is drawn.

const LATER_MS = 100;

// Draws a change as soon as all that changes with it is set, and more of them before the next frame
// together, in it. What is not on the screen waits until there is time: one Explorer may be shown many
// times in a notebook.
export class Frames {
  /** @param {Element} root @param {() => void} draw */
  constructor(root, draw) {
    this.draw = draw;
    this.isSeen = true;
    this.isStale = false;
    this.isGone = false;
    this.frame = 0;
    this.timer = 0;
    this.observer = new IntersectionObserver((entries) => {
      this.isSeen = entries[entries.length - 1].isIntersecting;
      if (this.timer) this.request();
    });
    this.observer.observe(root);
  }

  request() {
    this.isStale = true;
    if (this.frame) return;
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.isSeen) {
      this.timer = window.setTimeout(() => this.catchUp(), LATER_MS);
      return;
    }
    queueMicrotask(() => this.catchUp());
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isStale) this.request();
    });
  }

  catchUp() {
    this.timer = 0;
    if (!this.isStale || this.isGone) return;
    this.isStale = false;
    this.draw();
  }

  stop() {
    this.isGone = true;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.observer.disconnect();
  }
}
