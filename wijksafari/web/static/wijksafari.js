"use strict";
// Everything works without this file; it only makes some things more pleasant.
(function () {
  // Choosing another wijk brings its own places and dates at once.
  const wijk = document.querySelector("select[name=wijk]");
  if (wijk && wijk.form && !wijk.value) {
    wijk.addEventListener("change", () => {
      if (wijk.value) location.assign("?wijk=" + encodeURIComponent(wijk.value));
    });
  }
  // A second press while the page is being saved would save twice.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.formMethod !== "post") return;
    if (button.dataset.pressed) event.preventDefault();
    button.dataset.pressed = "yes";
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("[data-pressed]").forEach((button) => delete button.dataset.pressed);
  });
})();
