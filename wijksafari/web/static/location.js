"use strict";
// One location on the map.
(function () {
  const { map, known } = window.wijkMap.open("plek");
  map.setView(known.spot, 16, { animate: false });
  L.circleMarker(known.spot, {
    color: "#ffffff", fillColor: "#a3123f", fillOpacity: 1, interactive: false, radius: 11, weight: 3,
  }).addTo(map);
}());
