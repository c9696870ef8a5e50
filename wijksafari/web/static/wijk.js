"use strict";
// A wijk's own page: its boundary and meeting point on a map.
(function () {
  const { map, known, boundary } = window.wijkMap.open("wijk-kaart");
  const { name, point } = known.meeting;
  const mark = L.circleMarker(point, {
    radius: 9, color: "#fff", weight: 2, fillColor: "#a3123f", fillOpacity: 1,
  }).addTo(map);
  mark.bindPopup(window.wijkMap.words(name, "", ["Verzamelpunt"]));
  if (boundary) map.fitBounds(boundary.getBounds().extend(point), { padding: [20, 20], animate: false });
}());
