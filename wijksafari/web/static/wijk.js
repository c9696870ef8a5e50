"use strict";
// A wijk's own page: its boundary and meeting point on a map, and how far its streets are.
(function () {
  const EVERY = 3000;
  const { map, known, boundary } = window.wijkMap.open("wijk-kaart");
  const { name, point } = known.meeting;
  const mark = L.circleMarker(point, {
    radius: 9, color: "#fff", weight: 2, fillColor: "#a3123f", fillOpacity: 1,
  }).addTo(map);
  mark.bindPopup(window.wijkMap.words(name, "", ["Verzamelpunt"]));
  if (boundary) map.fitBounds(boundary.getBounds().extend(point), { padding: [20, 20], animate: false });

  const fetching = document.querySelector("[data-state]");
  if (!fetching) return;
  const said = fetching.querySelector("[data-said]");

  async function ask() {
    try {
      const answer = await fetch(fetching.dataset.state, { cache: "no-store" });
      if (answer.ok && !answer.redirected) {
        const state = await answer.json();
        // Done, or failed: the page says which.
        if (!state.busy) { window.location.reload(); return; }
        if (state.said && state.said !== said.textContent) said.textContent = state.said;
      }
    } catch { /* no connection: the next time, perhaps */ }
    window.setTimeout(ask, EVERY);
  }
  window.setTimeout(ask, EVERY);
}());
