// Measures, in the page itself, how long a change takes from the key or the mouse to the picture.

window.bench = (() => {
  const SLOW_MS = 51; // three frames of a screen at 60 a second
  let frame = 0;
  let lastFrame = performance.now();
  const frames = []; // how long each frame took
  // Within a frame's callbacks a change is painted with this frame, outside them with the next.
  let within = false;
  const afterFrame = new MessageChannel();
  afterFrame.port1.onmessage = () => (within = false);
  const tick = (now) => {
    frame += 1;
    within = true;
    afterFrame.port2.postMessage(null);
    frames.push(now - lastFrame);
    lastFrame = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);

  let event = { at: 0, frame: 0 };
  for (const type of ["keydown", "pointermove"]) {
    addEventListener(type, (e) => (event = { at: e.timeStamp, frame }), { capture: true });
  }

  // A canvas changes without the document's noticing.
  let drawn = () => {};
  for (const name of ["drawImage", "putImageData"]) {
    const original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      original.apply(this, args);
      drawn();
    };
  }

  // Call back after each change of the element, once it is there to be painted.
  function watch(element, kind, changed) {
    if (kind === "canvas") {
      drawn = changed;
      return () => (drawn = () => {});
    }
    const observer = new MutationObserver(async () => {
      if (kind === "image") {
        const image = element.querySelector("img");
        if (!image) return; // cleared, and not yet drawn anew
        await image.decode();
      }
      changed();
    });
    observer.observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: kind === "attributes",
    });
    return () => observer.disconnect();
  }

  // From the next key to the changed picture and to the painted one, in milliseconds and in frames.
  function once(element, kind) {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error("no picture came in 20 s")), 20000);
      const stop = watch(element, kind, () => {
        stop();
        clearTimeout(patience);
        const paintedIn = within ? frame : frame + 1;
        const changed = performance.now() - event.at;
        const done = new MessageChannel();
        done.port1.onmessage = () =>
          resolve({ changed, painted: performance.now() - event.at, frames: paintedIn - event.frame });
        if (within) done.port2.postMessage(null);
        else requestAnimationFrame(() => done.port2.postMessage(null));
      });
    });
  }

  // Between start and stop: how many different pictures were painted, and how late the last came.
  function record(element, kind) {
    const state = { pictures: 0, lastChange: 0, firstFrame: frames.length };
    let dirty = false;
    const stop = watch(element, kind, () => (dirty = true));
    const sample = (now) => {
      if (dirty) {
        state.pictures += 1;
        state.lastChange = now;
        dirty = false;
      }
      state.running = requestAnimationFrame(sample);
    };
    sample(performance.now());
    return () => {
      stop();
      cancelAnimationFrame(state.running);
      const taken = frames.slice(state.firstFrame);
      return {
        pictures: state.pictures,
        late: Math.max(0, state.lastChange - event.at),
        longest: Math.max(...taken),
        slow: taken.filter((ms) => ms > SLOW_MS).length,
      };
    };
  }

  return { once, record };
})();
