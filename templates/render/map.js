"use strict";
// Everything on the map that is ours. Words arrive as values and become text,
// never HTML or code.
window.wijkkaart = (function () {
  const SPACING = 90;
  const ARROW = 8;
  const STREETS = [
    { kind: "street", color: "#cbc4b5", weight: 4 },
    { kind: "main road", color: "#bdb4a1", weight: 6 },
    { kind: "path", color: "#c3bba9", weight: 1.5 },
    { kind: "cycleway", color: "#c98f86", weight: 2 },
    { kind: "street", color: "#ffffff", weight: 2.5 },
    { kind: "main road", color: "#fff6dd", weight: 4 },
  ];

  // Google's encoded polyline format, five decimals; lines are parted by spaces.
  function decode(text) {
    const line = [];
    let index = 0;
    const at = [0, 0];
    while (index < text.length) {
      for (let axis = 0; axis < 2; axis += 1) {
        let value = 0;
        let shift = 0;
        let chunk;
        do {
          chunk = text.charCodeAt(index) - 63;
          index += 1;
          value |= (chunk & 31) << shift;
          shift += 5;
        } while (chunk >= 32);
        at[axis] += value & 1 ? ~(value >> 1) : value >> 1;
      }
      line.push([at[0] / 1e5, at[1] / 1e5]);
    }
    return line;
  }

  // Piece by piece, so that a slow phone can answer a finger in between.
  const breathe = () => new Promise((resolve) => { setTimeout(resolve); });

  async function streets(map, encoded) {
    const decoded = {};
    for (const [kind, lines] of Object.entries(encoded)) {
      await breathe();
      decoded[kind] = lines.split(" ").filter(Boolean).map(decode);
    }
    await breathe();
    // All at once: each that is added has all of them drawn again.
    const renderer = L.canvas({ pane: "straten", padding: 0.3 });
    for (const { kind, color, weight } of STREETS) {
      L.polyline(decoded[kind] || [], { renderer, pane: "straten", interactive: false, color, weight })
        .addTo(map);
    }
  }

  // Arrowheads along the line, at even distances on the screen whatever the zoom.
  function arrowheads(points) {
    const lengths = points.slice(1).map((point, n) => point.distanceTo(points[n]));
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const found = [];
    if (total < 4 * ARROW) return found;
    const count = Math.max(1, Math.round(total / SPACING));
    let passed = 0;
    let n = 0;
    for (let nth = 0; nth < count; nth += 1) {
      const wanted = ((nth + 0.5) * total) / count;
      while (n < lengths.length - 1 && passed + lengths[n] < wanted) {
        passed += lengths[n];
        n += 1;
      }
      const along = points[n + 1].subtract(points[n]).divideBy(lengths[n] || 1);
      const middle = points[n].add(along.multiplyBy(wanted - passed));
      const side = L.point(-along.y, along.x).multiplyBy(ARROW * 0.8);
      const [tip, back, notch] = [1, -1, -0.4].map((part) => middle.add(along.multiplyBy(part * ARROW)));
      found.push([[tip, back.add(side), notch, back.subtract(side)]]);
    }
    return found;
  }

  function arrows(map, legs) {
    const drawn = L.polygon([], {
      pane: "pijlen", interactive: false, color: "#fff", weight: 1.5, fillColor: "#14213d",
      fillOpacity: 1, smoothFactor: 0, className: "wijkkaart-pijlen",
    }).addTo(map);
    function draw() {
      const zoom = map.getZoom();
      drawn.setLatLngs(
        legs.flatMap((leg) => arrowheads(leg.getLatLngs().map((place) => map.project(place, zoom))))
          .map(([ring]) => [ring.map((point) => map.unproject(point, zoom))]),
      );
    }
    map.on("zoomend", draw);
    breathe().then(draw);
  }

  function popup(words) {
    const box = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = words.title;
    box.append(title);
    for (const row of words.rows) {
      const line = document.createElement("p");
      line.textContent = row;
      box.append(line);
    }
    return box;
  }

  function tell(layer, words) {
    layer.bindPopup(() => popup(words), { maxWidth: 260 });
    if (!(layer instanceof L.Marker)) return;
    const element = layer.getElement();
    element.setAttribute("aria-label", [words.title, words.rows[0]].filter(Boolean).join(", "));
    element.setAttribute("aria-haspopup", "dialog");
  }

  // Signs keep clear of each other: their words to the right, to the left, or left out; and
  // where even that does not do, one gives way a little.
  const SLACK = 4;
  const SIDES = ["rechts", "links", "kort"];
  const AWAY = [8, 16, 24, 32].flatMap((far) => [[0, far], [0, -far], [far, 0], [-far, 0]]);

  function box(map, marker, side, [right, down] = [0, 0]) {
    const size = marker.getIcon().options.iconSize;
    const anchor = marker.getIcon().options.iconAnchor;
    const at = map.latLngToLayerPoint(marker.getLatLng());
    const left = side === "links" ? at.x + anchor[0] - size[0] : at.x - anchor[0];
    const width = side === "kort" ? 2 * anchor[0] : size[0];
    const corner = L.point(left + right + SLACK, at.y - anchor[1] + down + SLACK);
    return L.bounds(corner, corner.add([width - 2 * SLACK, size[1] - 2 * SLACK]));
  }

  function place(marker, side, [right, down] = [0, 0]) {
    const { iconSize: size, iconAnchor: anchor } = marker.getIcon().options;
    const element = marker.getElement();
    element.classList.remove(...SIDES.map((one) => `wijkkaart-${one}`));
    element.classList.add(`wijkkaart-${side}`);
    element.style.width = `${side === "kort" ? 2 * anchor[0] : size[0]}px`;
    element.style.marginLeft = `${(side === "links" ? anchor[0] - size[0] : -anchor[0]) + right}px`;
    element.style.marginTop = `${down - anchor[1]}px`;
  }

  function keepClear(map, signs) {
    function settle() {
      const taken = [];
      const seen = L.bounds([[0, 0], map.getSize()].map((at) => map.containerPointToLayerPoint(at)));
      signs.forEach((marker, n) => {
        const ahead = signs.slice(n + 1).map((other) => box(map, other, "kort"));
        const free = (others) => (side, away) => {
          const wanted = box(map, marker, side, away);
          return seen.contains(wanted) && !others.some((other) => other.overlaps(wanted));
        };
        const side = SIDES.find((each) => free([...taken, ...ahead])(each)) || "kort";
        const stays = side !== "kort" || free(taken)(side);
        const away = stays ? undefined : AWAY.find((each) => free(taken)(side, each));
        place(marker, side, away);
        taken.push(box(map, marker, side, away));
      });
    }
    map.on("moveend", settle);
    breathe().then(settle);
  }

  // Signs with the words that stand on them; those at one spot stand below each other.
  const SIGN = 34;

  function sign(map, [lat, lon, below, style, face, width, title, rows], n) {
    const anchor = SIGN / 2 - below * SIGN;
    const icon = L.divIcon({
      className: `wijkkaart-${style}`, html: false,
      iconSize: [width, SIGN], iconAnchor: [SIGN / 2, anchor], popupAnchor: [0, -anchor],
    });
    const marker = L.marker([lat, lon], { icon, zIndexOffset: -n, riseOnHover: true }).addTo(map);
    marker.getElement().append(...(face.length > 1 ? face.map(worded) : face));
    tell(marker, { title, rows });
    return marker;
  }

  function worded(text, n) {
    const part = document.createElement("span");
    part.className = n ? "wijkkaart-tijd" : "wijkkaart-nummer";
    if (n) part.setAttribute("aria-hidden", "true");
    part.textContent = text;
    return part;
  }

  async function signs(map, values) {
    const clear = [];
    for (const [n, value] of values.entries()) {
      const marker = sign(map, value, n);
      if (value[4].length > 1) clear.push(marker);
      if (n % 3 === 2) await breathe();
    }
    keepClear(map, clear);
  }

  // The keyboard goes into a popup, and back to what opened it.
  function followPopups(map) {
    map.on("popupopen", (event) => {
      const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", "Sluiten");
      const opener = event.popup._source && event.popup._source.getElement();
      if (opener && opener === document.activeElement) close.focus({ preventScroll: true });
    });
    map.on("popupclose", (event) => {
      const opener = event.popup._source && event.popup._source.getElement();
      const inside = event.popup.getElement().contains(document.activeElement);
      if (inside && opener && opener.focus) opener.focus({ preventScroll: true });
    });
  }

  // A wheel over the map scrolls the page until somebody is busy with the map.
  function mindTheWheel(map) {
    map.scrollWheelZoom.disable();
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
  }

  // Show everything, also in a container that gets its size later, until somebody moves the map.
  function fit(map, bounds) {
    let touched = false;
    let size = "";
    const container = map.getContainer();
    function show() {
      const found = `${container.clientWidth} ${container.clientHeight}`;
      if (found === size) return;
      size = found;
      map.invalidateSize({ animate: false });
      if (!touched && container.clientWidth && container.clientHeight) {
        map.fitBounds(bounds, { paddingTopLeft: [36, 36], paddingBottomRight: [60, 56], maxZoom: 17, animate: false });
      }
    }
    for (const happening of ["pointerdown", "wheel", "keydown"]) {
      container.addEventListener(happening, () => { touched = true; }, { once: true });
    }
    new ResizeObserver(show).observe(container);
    show();
  }

  // Every map on the page, for scripts that add to it; told as "wijkkaart:prepared".
  const maps = [];

  function prepare(map, bounds) {
    maps.push(map);
    L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(map);
    map.attributionControl.setPrefix(false);
    followPopups(map);
    mindTheWheel(map);
    fit(map, bounds);
    tilesWhenLookedAt(map);
    document.dispatchEvent(new Event("wijkkaart:prepared"));
  }

  // Tiles are asked for once somebody looks at the map, and with a connection: they cost the
  // phone more than all the rest. Until then the streets beneath them, our own, are the map.
  const tileFromNetwork = L.TileLayer.prototype.createTile;
  L.TileLayer.include({
    createTile(place, done) {
      if (this._map.isLookedAt && navigator.onLine) return tileFromNetwork.call(this, place, done);
      const nothing = document.createElement("img");
      nothing.alt = "";
      setTimeout(() => done(new Error("later"), nothing));
      return nothing;
    },
  });

  function tilesWhenLookedAt(map) {
    const redraw = () => map.eachLayer((layer) => { if (layer instanceof L.TileLayer) layer.redraw(); });
    function look() {
      if (map.isLookedAt) return;
      map.isLookedAt = true;
      redraw();
    }
    new IntersectionObserver(([seen]) => { if (seen.intersectionRatio >= 0.5) look(); }, { threshold: 0.5 })
      .observe(map.getContainer());
    for (const doing of ["pointerdown", "keydown", "scroll"]) {
      window.addEventListener(doing, look, { once: true, passive: true, capture: true });
    }
    window.addEventListener("online", redraw);
  }

  // For pages on which a slow phone has better things to do first than to draw what nobody sees.
  function whenSeen(id) {
    return new Promise((draw) => {
      const seeing = new IntersectionObserver(([seen]) => { if (seen.intersectionRatio >= 0.25) draw(); }, { threshold: 0.25 });
      seeing.observe(document.getElementById(id));
      for (const doing of ["pointerdown", "keydown", "scroll"]) {
        window.addEventListener(doing, draw, { once: true, passive: true, capture: true });
      }
    });
  }

  return { arrows, breathe, maps, prepare, signs, streets, tell, whenSeen };
})();
