"use strict";
// Before anything is drawn: light or dark as was chosen here, else dark after sunset.
(function () {
  const root = document.documentElement;
  let chosen = null;
  let ahead = 0;
  try {
    chosen = localStorage.getItem("licht");
    ahead = Number(localStorage.getItem("klok")) || 0;
  } catch { /* a browser that keeps nothing for us */ }
  const now = Date.now() + ahead;
  const { darkFrom, darkUntil } = root.dataset;
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  else if (now >= Date.parse(darkFrom) && now < Date.parse(darkUntil)) root.dataset.theme = "dark";
})();
