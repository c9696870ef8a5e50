"use strict";
// The participant's evening: what comes next by the right time of day, and light or dark.
// Times come from the plan. The phone's clock only counts on from the server's.
// A script that hears the server's time later tells it with the event "wijksafari:now",
// its detail an ISO moment.
(function () {
  const root = document.documentElement;
  const ride = document.querySelector("[data-ride]");
  const card = document.querySelector("[data-card]");
  const places = [...document.querySelectorAll("[data-place]")];
  const inside = card ? [...card.childNodes] : [];

  function kept(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }

  function keep(name, value) {
    try { localStorage.setItem(name, value); } catch { /* then it is forgotten */ }
  }

  // How far the server's clock is ahead of the phone's, in milliseconds.
  let ahead = Number(kept("klok")) || 0;

  function hear(moment) {
    ahead = Date.parse(moment) - Date.now();
    keep("klok", String(Math.round(ahead)));
  }

  // A page that a service worker kept may carry the time of yesterday.
  const worker = navigator.serviceWorker && navigator.serviceWorker.controller;
  if (!worker) hear(root.dataset.now);

  const now = () => Date.now() + ahead;

  const reached = (place) => Date.parse(place.dataset.at) <= now();

  function headOf(number, place) {
    if (reached(place)) return "Nu hier";
    if (number === 0) return "Verzamelen";
    return number === places.length - 1 ? "Naar het eindpunt" : "Volgende stop";
  }

  function write(name, text) {
    const element = card.querySelector(`[data-card-${name}]`);
    if (element.textContent !== text) element.textContent = text;
  }

  function fill(number) {
    const place = places[number];
    const found = (what) => place.querySelector(what);
    write("head", headOf(number, place));
    write("time", found("time").textContent);
    write("name", found("[data-name]").textContent);
    write("lasts", found("[data-lasts]").textContent);
    write("address", (found("[data-address]") || {}).textContent || "");
    write("arriving", (found("[data-arriving]") || {}).textContent || "");
    card.querySelector("[data-card-time]").dateTime = found("time").dateTime;
    card.querySelector("[data-card-name]").href = `#${place.id}`;
    const [google, apple] = place.querySelectorAll(".links a");
    card.querySelector("[data-card-google]").href = google.href;
    card.querySelector("[data-card-apple]").href = apple.href;
  }

  function finish() {
    if ("over" in card.dataset) return;
    const thanks = document.createElement("p");
    const head = document.createElement("h2");
    head.id = "nu-kop";
    head.textContent = "De avond is afgelopen";
    thanks.textContent = card.dataset.thanks;
    card.replaceChildren(head, thanks);
    card.dataset.over = "";
  }

  // The phone's clock was wrong, and the right time is heard only now.
  function reopen() {
    if (!("over" in card.dataset)) return;
    card.replaceChildren(...inside);
    delete card.dataset.over;
  }

  // The first place the group has not left by the plan, or a later one by what was reported.
  function currentPlace() {
    const byTime = places.findIndex((place) => Date.parse(place.dataset.until) > now());
    if (byTime < 0) return -1;
    const reported = places.findIndex((place) => place.id === `plek-${ride.dataset.reported}`);
    return Math.max(byTime, reported);
  }

  function show() {
    const number = currentPlace();
    places.forEach((place, each) => {
      const here = each === number;
      if (here) place.setAttribute("aria-current", "step");
      else place.removeAttribute("aria-current");
      const flag = place.querySelector("[data-flag]");
      flag.hidden = !here;
      flag.textContent = reached(place) ? "nu hier" : "volgende";
    });
    if (number < 0) {
      finish();
    } else {
      reopen();
      fill(number);
    }
  }

  // Light or dark: after sunset dark by itself, until somebody says otherwise.
  const light = document.querySelector("[data-light]");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  function dusk() {
    const after = now() >= Date.parse(root.dataset.darkFrom);
    const dark = after && now() < Date.parse(root.dataset.darkUntil);
    const chosen = kept("licht");
    if (chosen) root.dataset.theme = chosen;
    else if (dark) root.dataset.theme = "dark";
    else delete root.dataset.theme;
    light.querySelector("span").textContent = isDark() ? "Licht" : "Donker";
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches;
  }

  light.hidden = false;
  light.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    keep("licht", wanted);
    root.dataset.theme = wanted;
    dusk();
  });
  prefersDark.addEventListener("change", dusk);

  function tick() {
    if (card && card.dataset.thanks) show();
    dusk();
  }

  document.addEventListener("wijksafari:now", (event) => { hear(event.detail); tick(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
  setInterval(tick, 10000);
  tick();
})();
