"use strict";
// Everything works without this file; it only makes some things more pleasant.
(function () {
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
