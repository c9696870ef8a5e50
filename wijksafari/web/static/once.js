"use strict";
// Whoever presses a button twice means it once. The answer to the second press would be about what
// the first has done already: that there is no such list (any more), or that it is there already.
(() => {
  const ON_ITS_WAY = 5000;
  let sent = new WeakMap();

  // On the window: by now every script of the page had its say, and some send forms themselves.
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const { target: form, submitter } = event;
    const now = { what: JSON.stringify([...new FormData(form, submitter)]), submitter, at: performance.now() };
    const last = sent.get(form);
    const again = last && last.submitter === submitter && last.what === now.what && now.at - last.at < ON_ITS_WAY;
    if (again) event.preventDefault();
    else sent.set(form, now);
  });

  // Who went back may mean it anew.
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) sent = new WeakMap(); });
})();
