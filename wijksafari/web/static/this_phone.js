"use strict";
// What leaders' pages leave on a phone: gone after two days and at logging out; not
// unasked while reports wait to be sent.
(() => {
  const LONGEST = 2 * 24 * 3600 * 1000;
  let items = [];
  try {
    items = Object.keys(localStorage).filter((name) => /^(melding|geweigerd)\//.test(name));
    for (const name of items) {
      const { action } = JSON.parse(localStorage.getItem(name));
      // The site takes nothing as old as that any more.
      if (Date.now() - action.at > LONGEST) localStorage.removeItem(name);
    }
  } catch { /* a browser that keeps nothing for us */ }

  function waiting() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith("melding/") && !JSON.parse(localStorage.getItem(name)).heard).length;
    } catch {
      return 0;
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[action='/uitloggen']")) return;
    const count = waiting();
    const which = count === 1 ? "1 melding" : `${count} meldingen`;
    if (count && !confirm(`Er wacht nog ${which} op verbinding. Als u nu uitlogt, gaat dat verloren. Toch uitloggen?`)) event.preventDefault();
  });
})();
