"use strict";
// How far work in the background is. The page itself comes anew once it has more to say than that.
(function () {
  const EVERY = 2000;
  const LONGEST = 15000; // that one answer may take
  const ON_ITS_WAY = 60000; // that a page may take which somebody asked for
  const place = document.querySelector("[data-follow]");
  if (!place) return;
  const told = place.querySelector("[data-said]");
  let left = -Infinity;

  // Whoever pressed something goes there: coming anew now would call that off.
  window.addEventListener("beforeunload", () => { left = performance.now(); });

  function comeAnew() {
    if (performance.now() - left < ON_ITS_WAY) return;
    // To reload what came of pressing a button is to press it again.
    if (place.dataset.anew) window.location.replace(place.dataset.anew);
    else window.location.reload();
  }

  function hear({ busy, late, said }) {
    if (!busy || Boolean(late) !== "late" in place.dataset) comeAnew();
    else if (said && said !== told.textContent) told.textContent = said;
  }

  async function look() {
    try {
      const answer = await fetch(place.dataset.follow, {
        cache: "no-store", signal: AbortSignal.timeout(LONGEST),
      });
      // Logged out meanwhile, or thrown away: the page says which.
      if (answer.redirected || [403, 404, 410].includes(answer.status)) comeAnew();
      else if (answer.ok) hear(await answer.json());
    } catch { /* No connection, or the site is away for a moment: the next time, perhaps. */ }
    window.setTimeout(look, EVERY);
  }
  window.setTimeout(look, EVERY);
}());
