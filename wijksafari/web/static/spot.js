"use strict";
// Where a location is: a pin to drag, and two fields that say the same.
(function () {
  const STEP = 0.0001; // about ten metres
  const PIN = '<svg aria-hidden="true" viewBox="0 0 24 24"><path fill="#a3123f" stroke="#fff" stroke-width="1.5" d="M12 22.5s-7.5-7-7.5-12.8a7.5 7.5 0 0 1 15 0c0 5.8-7.5 12.8-7.5 12.8z"/><circle cx="12" cy="9.7" r="2.8" fill="#fff"/></svg>';
  const { map } = window.wijkMap.open("plek-kaart");
  const lat = document.getElementById("breedte");
  const lon = document.getElementById("lengte");
  const icon = L.divIcon({ className: "spot-pin", html: PIN, iconSize: [44, 44], iconAnchor: [22, 42] });
  let pin = null;

  const number = (field) => Number(field.value.trim().replace(",", ".") || NaN);

  function write(place) {
    lat.value = place.lat.toFixed(6);
    lon.value = place.lng.toFixed(6);
  }

  function put(place) {
    if (pin) { pin.setLatLng(place); return; }
    pin = L.marker(place, { icon, draggable: true, keyboard: true, autoPan: true }).addTo(map);
    pin.getElement().setAttribute("aria-label", "De plek; verplaats haar met de pijltjestoetsen");
    pin.on("drag dragend", () => write(pin.getLatLng()));
    pin.getElement().addEventListener("keydown", nudge);
  }

  function nudge(event) {
    const [north, east] = {
      ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1],
    }[event.key] || [0, 0];
    if (!north && !east) return;
    event.preventDefault();
    event.stopPropagation();
    const place = pin.getLatLng();
    pin.setLatLng([place.lat + north * STEP, place.lng + east * STEP]);
    write(pin.getLatLng());
    map.panInside(pin.getLatLng(), { padding: [40, 40], animate: false });
  }

  function read(move) {
    const place = [number(lat), number(lon)];
    if (!place.every(Number.isFinite) || Math.abs(place[0]) > 85) return;
    put(place);
    if (move) map.setView(place, Math.max(map.getZoom(), 16), { animate: false });
  }

  map.on("click", (event) => { put(event.latlng); write(event.latlng); });
  for (const field of [lat, lon]) field.addEventListener("change", () => read(true));
  read(true);
}());
