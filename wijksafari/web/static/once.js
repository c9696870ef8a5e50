"use strict";
// Whoever presses a button twice means it once. The answer to the second press would be about what
// the first has done already: that there is no such list (any more), or that it is there already.
(() => {
  const ON_ITS_WAY = 5000;
  const pressed = new WeakMap();

  // On the window: by now every script of the page had its say, and some send forms themselves.
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const { target: form, submitter } = event;
    const last = pressed.get(form);
    if (last && last.submitter === submitter && performance.now() - last.at < ON_ITS_WAY) event.preventDefault();
    else pressed.set(form, { submitter, at: performance.now() });
  });
})();
