// How far a list is that is being looked up; the page itself comes anew once there is more to see.
"use strict";

const place = document.querySelector("[data-follow]");
const told = document.getElementById("stand");

async function look() {
  try {
    const answer = await fetch(place.dataset.follow, { headers: { Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const { state, said } = await answer.json();
    if (state !== "waiting" && state !== "busy") return location.reload();
    if (said && said !== told.textContent) told.textContent = said;
  } catch {
    // The connection is away for a moment: the next look may tell more.
  }
  setTimeout(look, 2000);
}

if (place && told) setTimeout(look, 1500);
