// @ts-check
// Turns the slides: by key, by button, by a presenter's remote, and by the number after the page's #.

(() => {
  const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".slide")]);
  const says = /** @type {HTMLElement} */ (document.querySelector(".slides-bar output"));
  const buttons = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll("[data-turn]")]);
  /** @type {Record<string, (at: number) => number>} */
  const KEYS = {
    ArrowRight: (at) => at + 1,
    ArrowLeft: (at) => at - 1,
    " ": (at) => at + 1,
    Home: () => 0,
    End: () => slides.length - 1,
    PageDown: (at) => at + 1,
    PageUp: (at) => at - 1,
  };
  // What a remote sends turns the slide wherever the focus is: on a slider, too.
  const ALWAYS = ["PageDown", "PageUp"];
  let at = 0;

  const asked = () => Number.parseInt(location.hash.slice(1), 10) - 1 || 0;

  /** @param {number} next @param {boolean} [isTurned] */
  function show(next, isTurned = true) {
    at = Math.min(Math.max(next, 0), slides.length - 1);
    // what is hidden keeps its size: a live cell is drawn to the measure of its place
    slides.forEach((slide, n) => {
      slide.inert = n !== at;
      slide.toggleAttribute("data-shown", n === at);
    });
    buttons.forEach((button) => {
      button.disabled = !slides[at + Number(button.dataset.turn)];
    });
    says.textContent = `${at + 1} / ${slides.length}`;
    if (!isTurned) return;
    history.replaceState(null, "", `#${at + 1}`);
    slides[at].querySelector("h1")?.focus({ preventScroll: true });
  }

  // Before the live cells' own listeners: one of those may keep a key to itself.
  window.addEventListener(
    "keydown",
    (event) => {
      const turn = KEYS[event.key];
      if (!turn || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
      // its arrows move a slider or the walk, and a space presses a button
      if (!ALWAYS.includes(event.key) && target.closest?.("[data-lstm], button")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // a picture that fills the screen would hide the next slide
      if (document.fullscreenElement?.closest("[data-lstm]")) document.exitFullscreen();
      show(turn(at));
    },
    { capture: true },
  );
  for (const button of buttons)
    button.addEventListener("click", () => show(at + Number(button.dataset.turn)));
  addEventListener("hashchange", () => show(asked(), false));
  show(asked(), false);
})();
