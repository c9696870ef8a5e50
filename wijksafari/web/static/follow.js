"use strict";
// Keeps an open page true: asks now and then which version is the last, takes the
// new one, and says how old the page is where there is no connection. Times are
// the server's: a phone's clock may be wrong. What a page needs of this is in
// templates/web/_follow.html.
(function () {
  const sign = document.querySelector("[data-follow]");
  if (!sign) return;
  const { follow: address, version, worker } = sign.dataset;
  const every = Number(sign.dataset.every) * 1000;
  const said = sign.querySelector("[data-said]");
  const age = sign.querySelector("[data-age]");
  const CALM = Math.min(3000, every);
  const LONGEST = 3 * CALM;
  const PATIENCE = 8000;
  const LEAVING = 10000;
  const SEEN = `stand ${address}`;
  const BEFORE = `plek ${location.pathname}`;
  let busy = 0;
  let left = 0;
  let timer = 0;
  let asking = false;
  let again = false;
  let online = true;

  // Some browsers keep nothing for us; then the page works without memory.
  function stored(store, key) {
    try { return JSON.parse(window[store].getItem(key)); } catch { return null; }
  }
  function store(store, key, value) {
    try { window[store].setItem(key, JSON.stringify(value)); } catch { /* idem */ }
  }

  const serverNow = () => Date.now() + (Number(stored("localStorage", "klok")) || 0);

  function say(text) {
    if (said.textContent !== text) said.textContent = text;
  }

  // When it was last known that this is the last version.
  function confirmed() {
    const seen = stored("localStorage", SEEN);
    const made = Date.parse(sign.dataset.made);
    return seen && seen.version === version ? Math.max(seen.at, made) : made;
  }

  function moment(at) {
    const zone = { timeZone: "Europe/Amsterdam" };
    const hours = new Intl.DateTimeFormat("nl-NL", { ...zone, hour: "2-digit", minute: "2-digit" });
    const day = new Intl.DateTimeFormat("nl-NL", { ...zone, weekday: "long", day: "numeric", month: "long" });
    const clock = `${hours.format(at).replace(":", ".")} uur`;
    return day.format(at) === day.format(serverNow()) ? clock : `${day.format(at)}, ${clock}`;
  }

  function duration(milliseconds) {
    const minutes = Math.max(0, Math.floor(milliseconds / 60000));
    if (minutes < 1) return "zojuist opgehaald";
    if (minutes < 120) return `${minutes} ${minutes === 1 ? "minuut" : "minuten"} oud`;
    if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} uur oud`;
    return `${Math.floor(minutes / 1440)} dagen oud`;
  }

  function tellAge() {
    if (online && age.querySelector("a")) return;
    const at = confirmed();
    age.textContent = online ? "" : `Dit programma is van ${moment(at)} (${duration(serverNow() - at)}).`;
  }

  function setOnline(now) {
    if (online && !now) say("Geen verbinding.");
    if (!online && now) say("Weer verbinding: dit is het laatste programma.");
    online = now;
    sign.classList.toggle("offline", !online);
    tellAge();
  }

  async function ask() {
    // An answer that is still on its way may be from before: then once more, right after it.
    if (asking) { again = true; return; }
    asking = true;
    again = false;
    clearTimeout(timer);
    try {
      const asked = Date.now();
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if ([404, 409, 410].includes(answer.status)) return void (leaving() || location.reload());
      const told = answer.ok ? await answer.json() : { offline: true };
      if (told.offline) setOnline(false);
      else await hear(told, Date.now() - asked);
    } catch {
      setOnline(false);
    } finally {
      asking = false;
      if (again) ask();
      else plan();
    }
  }

  async function hear(told, took) {
    const now = Date.parse(told.now);
    // A phone that slept meanwhile, or whose clock was set, has heard nothing of the time.
    if (took >= 0 && took <= PATIENCE) {
      store("localStorage", "klok", now - Date.now());
      document.dispatchEvent(new CustomEvent("wijksafari:now", { detail: told.now }));
    }
    if (told.version === version) {
      store("localStorage", SEEN, { version, at: now });
      takeBack();
      setOnline(true);
    } else {
      await renew(told);
    }
  }

  function plan() {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = setTimeout(ask, every);
  }

  // A form that somebody is filling in is theirs: then the new page waits for them.
  function typed() {
    return [...document.querySelectorAll("input, textarea, select")].some((field) => {
      if (!field.options) return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
      const usual = [...field.options].findIndex((one) => one.defaultSelected);
      return field.selectedIndex !== Math.max(0, usual);
    });
  }

  // Whoever is on their way to another page, or sends a form, is not called back from there.
  const leaving = () => Date.now() - left < LEAVING;
  function leaves({ type, target }) {
    if (type !== "click" || target.closest?.("a[href]:not([href^='#'], [target])")) left = Date.now();
  }

  function offer() {
    online = true;
    sign.classList.remove("offline");
    say("Er is een nieuwer programma.");
    if (age.querySelector("a")) return; // a link replaced under a finger never hears of its tap
    age.replaceChildren();
    const link = document.createElement("a");
    // Without its #, which would lead to a place on this very page.
    link.href = location.pathname + location.search;
    link.textContent = "Toon het nieuwe programma";
    age.append(link);
  }

  // What was newer was undone: this page is the last again.
  function takeBack() {
    if (!age.querySelector("a")) return;
    age.replaceChildren();
    say("Dit is het laatste programma.");
  }

  // Not under somebody's fingers, and not again and again where the new page does not come.
  async function renew(told) {
    const before = stored("sessionStorage", BEFORE);
    if (typed() || (before && before.wanted === told.version && Date.now() - before.at < 60000)) {
      offer();
      return;
    }
    const from = Date.now();
    while (Date.now() - busy < CALM && Date.now() - from < LONGEST) {
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
    if (leaving()) return;
    // Meanwhile somebody may have begun to fill in something.
    if (typed()) {
      offer();
      return;
    }
    const open = [...document.querySelectorAll("details")].map((each) => each.open);
    const { scrollX: x, scrollY: y } = window;
    const focus = document.activeElement && document.activeElement.id;
    store("sessionStorage", BEFORE, { from: version, wanted: told.version, at: Date.now(), open, x, y, focus, back: true });
    location.reload();
  }

  function comeBack() {
    const before = stored("sessionStorage", BEFORE);
    if (!before || !before.back) return;
    store("sessionStorage", BEFORE, { ...before, back: false });
    document.querySelectorAll("details").forEach((each, n) => { each.open = Boolean(before.open[n]); });
    if (before.focus) document.getElementById(before.focus)?.focus({ preventScroll: true });
    window.scrollTo(before.x, before.y);
    // Where the connection is slow this may be the page of before; then there is nothing to say.
    if (before.from === version) return;
    // Said anew, so that it is read out.
    const text = said.textContent;
    said.textContent = "";
    setTimeout(() => { if (!said.textContent) say(text || "Het programma is bijgewerkt."); }, 200);
  }

  async function keep() {
    if (!worker || !("serviceWorker" in navigator)) return;
    const container = navigator.serviceWorker;
    const isKept = () => { sign.dataset.kept = ""; };
    container.addEventListener("message", ({ data }) => {
      if (data && data.kept && new URL(data.kept).pathname === location.pathname) isKept();
    });
    const also = sign.dataset.also.split(" ").filter(Boolean);
    const controlled = container.controller;
    await container.register(worker);
    const { active } = await container.ready;
    const there = await caches.match(location.href, { ignoreVary: true, ignoreSearch: true });
    // A worker may have taken over after this page was loaded without it.
    active.postMessage({ keep: [...(controlled && there ? [] : [location.href]), ...also] });
    if (there) isKept();
  }

  for (const doing of ["pointerdown", "pointermove", "wheel", "keydown", "scroll", "touchmove"]) {
    window.addEventListener(doing, () => { busy = Date.now(); }, { passive: true, capture: true });
  }
  for (const going of ["beforeunload", "submit", "click"]) window.addEventListener(going, leaves);
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => setOnline(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
    else clearTimeout(timer);
  });
  setInterval(tellAge, 30000);
  comeBack();
  window.addEventListener("load", () => {
    ask();
    keep().catch(() => { /* the page works as well without being kept */ });
  });
})();
