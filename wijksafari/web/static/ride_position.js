"use strict";
// Where somebody is, only when they ask, and never told to anyone: how far it is to the
// place they go to next, in which direction, and a dot on the map.
(function () {
  const button = document.querySelector("[data-where]");
  if (!button) return;
  const output = document.querySelector("[data-position]");
  const text = output.querySelector("[data-position-text]");
  const arrow = output.querySelector("[data-arrow]");
  const FAR = 25000;
  const WINDS = [
    "noord", "noordoost", "oost", "zuidoost", "zuid", "zuidwest", "west", "noordwest",
  ];
  const FAILED = {
    1: "Uw telefoon mag uw plek hier niet gebruiken. Sta “locatie” toe in de instellingen van uw browser voor deze site, en druk nog eens.",
    2: "Uw telefoon weet nu niet waar u bent; wij zoeken door. Ga zo mogelijk naar buiten, of zet locatie aan.",
    3: "Het duurt lang om uw plek te bepalen; wij zoeken door. Ga zo mogelijk buiten staan.",
  };
  let watching = null;
  let dot = null;
  let place = null;

  const radians = (degrees) => (degrees * Math.PI) / 180;

  // Metres along the earth, and degrees clockwise from north.
  function way(from, to) {
    const north = radians(to.lat - from.lat);
    const middle = Math.cos(radians((from.lat + to.lat) / 2));
    const east = radians(to.lon - from.lon) * middle;
    const bearing = (Math.atan2(east, north) * 180) / Math.PI;
    return { metres: 6371000 * Math.hypot(north, east), bearing: (bearing + 360) % 360 };
  }

  function distance(metres) {
    if (metres < 195) return `${Math.max(10, Math.round(metres / 10) * 10)} m`;
    const fifties = Math.round(metres / 50) * 50;
    if (fifties < 1000) return `${fifties} m`;
    return `${(metres / 1000).toFixed(1).replace(".", ",")} km`;
  }

  function goal() {
    const place = document.querySelector("[data-place][aria-current]");
    if (!place) return null;
    const { lat, lon } = place.dataset;
    return { name: place.querySelector("[data-name]").textContent, lat: +lat, lon: +lon };
  }

  function say(words, bearing) {
    if (text.textContent !== words) text.textContent = words;
    arrow.toggleAttribute("hidden", bearing === undefined);
    if (bearing !== undefined) arrow.style.transform = `rotate(${Math.round(bearing)}deg)`;
  }

  function found({ coords }) {
    const here = { lat: coords.latitude, lon: coords.longitude };
    const to = goal();
    if (!to) return;
    const { metres, bearing } = way(here, to);
    if (metres > FAR) {
      say(`U bent ${Math.round(metres / 1000)} km hier vandaan. Dichterbij wijzen wij u de weg naar ${to.name}; tot die tijd helpt Google Maps of Apple Kaarten.`);
      mark(null);
    } else if (metres < Math.max(25, Math.min(coords.accuracy, 60))) {
      say(`U bent bij ${to.name}.`);
      mark(here);
    } else {
      const wind = WINDS[Math.round(bearing / 45) % 8];
      const rough = coords.accuracy > 200 ? "Ongeveer " : "";
      say(`${rough}${distance(metres)}, richting ${wind}, naar ${to.name}`, bearing);
      mark(here);
    }
    // The first answer is read out; after that it changes too often.
    output.setAttribute("aria-live", "off");
  }

  function mark(here) {
    place = here;
    const map = window.wijkkaart && wijkkaart.maps[0];
    if (!map) return;
    if (!here) {
      if (dot) dot.remove();
      dot = null;
      return;
    }
    const at = [here.lat, here.lon];
    if (dot) { dot.setLatLng(at); return; }
    const icon = L.divIcon({ className: "mijn-plek", iconSize: [22, 22] });
    dot = L.marker(at, { icon, keyboard: false, zIndexOffset: 1000, title: "U bent hier" }).addTo(map);
    dot.getElement().setAttribute("aria-label", "U bent hier");
    if (!map.getBounds().contains(at)) map.fitBounds(map.getBounds().extend(at));
  }

  // Under a bridge it fails for a moment; without permission it stays so.
  function failed({ code }) {
    if (code === 1) stop();
    mark(null);
    say(FAILED[code] || FAILED[2]);
  }

  function start() {
    output.setAttribute("aria-live", "polite");
    if (!navigator.geolocation) { say("Deze browser kan uw plek niet bepalen."); return; }
    say("Even zoeken waar u bent…");
    watching = navigator.geolocation.watchPosition(found, failed, {
      enableHighAccuracy: true, maximumAge: 5000, timeout: 20000,
    });
    button.querySelector("span").textContent = "Stop met zoeken";
  }

  function stop() {
    if (watching !== null) navigator.geolocation.clearWatch(watching);
    watching = null;
    mark(null);
    say("");
    button.querySelector("span").textContent = "Waar ben ik?";
  }

  // The map may be drawn only after the place was found.
  document.addEventListener("wijkkaart:prepared", () => { if (place) mark(place); });
  button.hidden = false;
  button.addEventListener("click", () => (watching === null ? start() : stop()));
  document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); });
  window.addEventListener("pagehide", stop);
})();
