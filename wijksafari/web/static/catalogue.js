"use strict";
// The list of locations and the map beside it: what is pointed at in one, shows in the other.
// Arrow keys walk through the list.
(function () {
  const GREEN = "#1d6b4f";
  const RED = "#a3123f";
  const USUAL = { color: "#ffffff", fillColor: GREEN, fillOpacity: 1, opacity: 1, radius: 8, weight: 2 };
  const DUE = { color: GREEN, fillColor: "#ffffff", fillOpacity: 1, opacity: 1, radius: 7, weight: 3 };
  const POINTED = { color: "#ffffff", fillColor: RED, fillOpacity: 1, radius: 11, weight: 3 };

  const { map, known, boundary } = window.wijkMap.open("kaart");
  const markers = new Map();
  const look = (place) => (place.due ? DUE : USUAL);

  for (const place of known.places) {
    const marker = L.circleMarker([place.lat, place.lon], look(place));
    const href = known.address.replace("CODE", encodeURIComponent(place.code));
    marker.bindPopup(() => window.wijkMap.words(
      place.name, href, [place.type, place.address, place.due ? "Nog na te kijken" : ""],
    ), { maxWidth: 260 });
    markers.set(place.code, { marker, place });
    marker.addTo(map);
  }

  const spots = known.places.map((place) => [place.lat, place.lon]);
  const bounds = spots.length ? L.latLngBounds(spots) : boundary && boundary.getBounds();
  if (bounds) map.fitBounds(bounds, { padding: [28, 28], maxZoom: 16, animate: false });

  const list = document.querySelector(".locations");
  if (!list) return;
  let pointed = null;

  function point(code) {
    if (code === pointed) return;
    const before = markers.get(pointed);
    if (before) before.marker.setStyle(look(before.place));
    pointed = code;
    const now = markers.get(code);
    if (!now) return;
    now.marker.setStyle(POINTED).bringToFront();
    if (!map.getBounds().contains(now.marker.getLatLng())) {
      map.panTo(now.marker.getLatLng(), { animate: false });
    }
  }

  const item = (event) => event.target.closest("[data-code]");
  list.addEventListener("focusin", (event) => point(item(event)?.dataset.code ?? null));
  list.addEventListener("mouseover", (event) => { if (item(event)) point(item(event).dataset.code); });
  list.addEventListener("mouseleave", () => point(null));

  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll(".cover")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : at + (STEPS[event.key] ?? NaN);
    if (!links[to]) return;
    event.preventDefault();
    links[to].focus();
  });
}());
