"use strict";
// A map of a wijk: its tiles and its boundary. What a page puts on it is the page's own script's
// work. Words arrive as values and become text, never HTML or code.
window.wijkMap = (function () {
  const INK = "#14213d";

  function values(id) {
    return JSON.parse(document.getElementById(`${id}-waarden`).textContent);
  }

  // Somebody who scrolls the page past the map wants the page to move, not the map.
  function mindTheWheel(map) {
    map.scrollWheelZoom.disable();
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.on("blur mouseout", () => map.scrollWheelZoom.disable());
  }

  function open(id) {
    const box = document.getElementById(id);
    const known = values(id);
    const map = L.map(box, { zoomControl: false, preferCanvas: true, zoomSnap: 0.5 });
    L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(map);
    map.attributionControl.setPrefix(false);
    L.tileLayer(box.dataset.tiles, { attribution: box.dataset.credits, minZoom: 6, maxZoom: 19 })
      .addTo(map);
    map.setView(known.middle, 14);
    mindTheWheel(map);
    const boundary = known.boundary && L.geoJSON(known.boundary, {
      interactive: false,
      style: { color: INK, dashArray: "6 6", fill: false, weight: 2 },
    }).addTo(map);
    return { map, known, boundary };
  }

  // A box with a link and lines of text, for in a popup.
  function words(title, href, lines) {
    const box = document.createElement("div");
    const head = document.createElement(href ? "a" : "strong");
    if (href) head.href = href;
    head.textContent = title;
    box.append(head);
    for (const line of lines.filter(Boolean)) {
      const row = document.createElement("p");
      row.textContent = line;
      box.append(row);
    }
    return box;
  }

  return { open, words };
}());
