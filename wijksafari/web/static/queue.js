"use strict";
// What a leader reports, kept on this phone until the site has heard it.
//
// Wants templates/web/_queue.html on the page. A form with data-queue='{"type": …}' is
// kept and sent instead of posted; fields with data-queue-field="name" go along, and what
// its button says in data-queue. Waiting forms get data-waiting. Without storage, or
// without this script, the same form posts plainly.
//
// Each report is an item of its own, so that two tabs never overwrite each other. Who is
// logged in sends them, also where somebody else was when they were made. What was sent
// stays for two days: it still counts on a page that was kept from before.
(() => {
  const root = document.querySelector("[data-queue-of]");
  if (!root) return;
  const { queueOf: uid, queueSend, queueState, queueGroup } = root.dataset;
  const KEPT = `melding/${uid}/`;
  const REFUSED = `geweigerd/${uid}/`;
  const AT_ONCE = 50;
  const EVERY = 15000;
  const PATIENCE = 20000;
  const SOON = 1500;
  const PRESS = 300;
  const LONGEST_PRESS = 3000;
  const READ = 6000;
  const status = root.querySelector("[data-queue-status]");
  const refusedList = root.querySelector("[data-queue-refused]");
  const owed = new Set(); // what waited here, and was not yet told to have gone
  let version = root.dataset.queueVersion;
  let busy = false;
  let again = false;
  let held = false;
  let touched = 0;
  let told = 0;
  let saidAt = 0;

  // Storage

  function read(prefix) {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix))
        .map((name) => JSON.parse(localStorage.getItem(name))).filter(Boolean)
        .sort((a, b) => a.order - b.order);
    } catch {
      return [];
    }
  }

  function write(prefix, entry) {
    localStorage.setItem(prefix + entry.action.key, JSON.stringify(entry));
  }

  const waiting = () => read(KEPT).filter((entry) => !entry.heard);

  // What the part of the page that is shown cannot know yet.
  function unseen() {
    const parts = [...document.querySelectorAll("[data-now]")];
    const shown = Math.min(...parts.map((part) => Date.parse(part.dataset.now)));
    return read(KEPT).filter((entry) => !entry.heard || entry.heard > shown);
  }

  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return bytes.map((byte, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  }

  // Keep what happened now; false where this browser keeps nothing.
  function add(actions, label = "") {
    const before = read(KEPT);
    let order = before.length ? before[before.length - 1].order : 0;
    const made = actions.map((action) => ({
      action: { key: uuid(), at: Date.now(), group: Number(queueGroup), ...action },
      order: (order += 1),
      label,
    }));
    try {
      made.forEach((entry) => write(KEPT, entry));
    } catch {
      made.forEach((entry) => localStorage.removeItem(KEPT + entry.action.key));
      return false;
    }
    changed();
    made.forEach(({ action }) => owed.add(action.key));
    if (status.dataset.waits !== "ja") status.replaceChildren();
    // With reception it is gone before anybody reads that it waits.
    const heard = told;
    setTimeout(() => { if (told === heard && waiting().length) say(""); }, SOON);
    send();
    return true;
  }

  function ahead() {
    try {
      return Number(localStorage.getItem("klok")) || 0;
    } catch {
      return 0;
    }
  }

  // Moments, as the wijk's clocks show them

  const CLOCK = new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const clock = (moment) => CLOCK.format(moment).replace(":", ".");
  const momentOf = (action) => action.at + ahead();
  const timeOf = (action) => (action.clock ? action.clock.replace(":", ".") : clock(momentOf(action)));

  // Words

  function counted() {
    const count = waiting().length;
    return count === 1 ? "1 melding wacht" : `${count} meldingen wachten`;
  }

  // Without words: how it stands with what was reported here.
  function stands() {
    const left = waiting();
    left.forEach(({ action }) => owed.add(action.key));
    if (left.length) return `${counted()} op verbinding.`;
    // What is not here any more was not sent: it was refused, or went with who logged out.
    const heard = new Set(read(KEPT).map(({ action }) => action.key));
    const sent = owed.size && !read(REFUSED).length && [...owed].every((key) => heard.has(key));
    owed.clear();
    return sent ? "Alles is verzonden." : "";
  }

  function say(words, link) {
    const text = words || stands();
    told += 1;
    if (status.textContent.trim() === `${text}${link ? ` ${link.textContent}` : ""}`.trim()) return;
    // A sentence stays until it can have been read, unless there is another.
    if (!text && status.dataset.waits !== "ja" && Date.now() - saidAt < READ) return;
    saidAt = Date.now();
    status.replaceChildren(text);
    if (link) status.append(" ", link);
    status.dataset.waits = waiting().length ? "ja" : "nee";
  }

  function sayLogIn() {
    const link = document.createElement("a");
    link.href = `/inloggen?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = "Log opnieuw in";
    say(waiting().length ? `${counted()}; zij blijven bewaard. U bent niet meer ingelogd.` : "U bent niet meer ingelogd.", link);
  }

  function showRefused() {
    const rows = read(REFUSED).map(({ label, sentence }) => {
      const row = document.createElement("li");
      row.textContent = label ? `${label}: ${sentence}` : sentence;
      return row;
    });
    refusedList.querySelector("ul").replaceChildren(...rows);
    refusedList.hidden = !rows.length;
  }

  // Sending

  async function ask(path, options = {}) {
    const answer = await fetch(path, {
      ...options, cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) throw new Error("login");
    const told = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
    if (told.offline) throw new TypeError("offline");
    if (answer.status === 400 && told.sentence) throw new Error(told.sentence, { cause: "said" });
    if (!answer.ok) throw new TypeError(`${answer.status}`);
    return told;
  }

  async function stand() {
    const asked = Date.now();
    const told = await ask(queueState);
    const took = Date.now() - asked;
    // A phone that slept meanwhile, or whose clock was set, has heard nothing of the time.
    if (took < 0 || took > PATIENCE) return told;
    try {
      localStorage.setItem("klok", String(Math.round(Date.parse(told.now) - asked - took / 2)));
    } catch { /* a full phone */ }
    return told;
  }

  async function sendAll() {
    let { csrf, version: there } = await stand();
    for (let next = waiting().slice(0, AT_ONCE); next.length; next = waiting().slice(0, AT_ONCE)) {
      const told = await ask(queueSend, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
        body: JSON.stringify({ sent_at: Date.now(), actions: next.map((entry) => entry.action) }),
      });
      csrf = told.csrf;
      there = told.version;
      if (!settle(next, told)) break;
    }
    return there;
  }

  // Note what the site said of each; false where it said nothing that helps.
  function settle(sent, told) {
    // What is here no more went with somebody who logged out: that stays so.
    const here = sent.filter(({ action }) => localStorage.getItem(KEPT + action.key));
    const byKey = new Map(here.map((entry) => [entry.action.key, entry]));
    for (const key of told.done) {
      if (byKey.has(key)) write(KEPT, { ...byKey.get(key), heard: Date.parse(told.now) });
    }
    for (const { key, sentence } of told.refused) {
      if (!byKey.has(key)) continue;
      write(REFUSED, { ...byKey.get(key), sentence });
      localStorage.removeItem(KEPT + key);
    }
    if (told.refused.length) version = ""; // the page went on as if it counted
    showRefused();
    changed();
    return told.done.length + told.refused.length > 0;
  }

  // Two tabs would send everything twice; it would count once, but why bother the phone. A
  // tab that a phone put to sleep while it sent holds up nobody for long.
  async function inTurn(work) {
    if (!navigator.locks) return work();
    let begun = false;
    const begin = () => { begun = true; return work(); };
    try {
      return await navigator.locks.request(KEPT, { signal: AbortSignal.timeout(PATIENCE) }, begin);
    } catch (error) {
      if (begun) throw error;
      return work();
    }
  }

  async function send() {
    // Whatever is reported while the site is asked goes right after it.
    if (busy) { again = true; return; }
    busy = true;
    try {
      const there = await inTurn(sendAll);
      say("");
      if (there !== version && await refresh()) version = there;
    } catch (error) {
      if (error.message === "login") sayLogIn();
      else say(error.cause === "said" ? error.message : "");
    } finally {
      busy = false;
      if (again) {
        again = false;
        send();
      }
    }
  }

  // Another tab of this phone reported something, or sent what waited here.
  function heardElsewhere({ key, newValue }) {
    if (key && !key.startsWith(KEPT) && !key.startsWith(REFUSED)) return;
    changed();
    showRefused();
    const waits = waiting().length;
    if (waits && status.querySelector("a")) sayLogIn();
    else if (status.dataset.waits === "ja" || (owed.size && !waits)) say("");
    else if (waits) status.replaceChildren();
    if (!newValue || !key.startsWith(REFUSED)) return;
    version = "";
    send();
  }

  // The parts of the page that others change, too

  function touch(event) {
    held = ["pointerdown", "keydown"].includes(event.type);
    touched = Date.now();
  }
  for (const kind of ["pointerdown", "pointerup", "pointercancel", "keydown", "keyup"]) {
    addEventListener(kind, touch, { passive: true, capture: true });
  }
  addEventListener("blur", touch);

  // Whether soon nothing is pressed: a button replaced under a finger never hears of its tap.
  async function lifted() {
    const from = Date.now();
    const pressed = () => held || Date.now() - touched < PRESS;
    while (pressed() && Date.now() - from < LONGEST_PRESS) {
      await new Promise((resolve) => { setTimeout(resolve, PRESS / 6); });
    }
    return !pressed();
  }

  const FIELDS = "input:not([type=hidden]), select, textarea";

  function typing(parts) {
    const here = document.activeElement;
    return parts.some((part) => part.contains(here) && here.matches(FIELDS));
  }

  // Replace what has data-now by what the site shows now; not while somebody types in it.
  async function refresh() {
    const parts = [...document.querySelectorAll("[data-now][id]")];
    if (!parts.length) return true;
    if (typing(parts)) return false;
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!await lifted() || typing(parts)) return false;
    const focused = document.activeElement?.id;
    const open = [...document.querySelectorAll("[data-now] details[open][id]")].map(({ id }) => id);
    const typed = parts.flatMap((part) => [...part.querySelectorAll(FIELDS)]).filter(({ id, value, defaultValue }) => id && value !== defaultValue);
    for (const part of parts) {
      const next = fresh.getElementById(part.id);
      if (next) part.replaceWith(document.adoptNode(next));
    }
    for (const { id, value } of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
    askToKeep([location.pathname + location.search]);
    changed();
    return true;
  }

  // Keeping this page, and those it leads to, for where there is no connection

  function askToKeep(pages) {
    navigator.serviceWorker?.ready.then(({ active }) => active.postMessage({ keep: pages }));
  }

  function keepPages() {
    if (!navigator.serviceWorker) return;
    const here = location.pathname + location.search;
    const there = [...document.querySelectorAll("a[href^='/onderweg/']")].map((link) => link.getAttribute("href"));
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data?.kept === location.origin + here) root.dataset.kept = "ja";
    });
    navigator.serviceWorker.register("/onderweg/sw.js").then(() => askToKeep([...new Set([here, ...there])])).catch(() => {});
  }

  // Forms

  function asked(form, button) {
    const told = { ...JSON.parse(form.dataset.queue || "{}"), ...JSON.parse(button?.dataset.queue || "{}") };
    for (const field of form.querySelectorAll("[data-queue-field]")) told[field.dataset.queueField] = field.value;
    return told;
  }

  function markForms() {
    const queued = waiting().map(({ action }) => action);
    const waits = (told) => queued.some((action) => Object.entries(told).every(([name, value]) => action[name] === value));
    for (const one of document.querySelectorAll("[data-queue]")) {
      const told = JSON.parse(one.dataset.queue || "{}");
      one.toggleAttribute("data-waiting", Boolean(told.type) && waits(told));
    }
  }

  function changed() {
    markForms();
    document.dispatchEvent(new Event("queue:change"));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-queue]");
    if (!form) return;
    const label = event.submitter?.dataset.queueLabel || form.dataset.queueLabel || event.submitter?.textContent.trim();
    if (!add([asked(form, event.submitter)], label)) return;
    event.preventDefault();
    form.reset();
  });

  root.querySelector("[data-queue-seen]").addEventListener("click", () => {
    read(REFUSED).forEach(({ action }) => localStorage.removeItem(REFUSED + action.key));
    showRefused();
    status.focus();
  });

  window.rideQueue = { add, say, unseen, ahead, clock, momentOf, timeOf };
  addEventListener("online", send);
  addEventListener("storage", heardElsewhere);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(() => { if (!document.hidden || waiting().length) send(); }, EVERY);
  keepPages();
  document.addEventListener("DOMContentLoaded", () => {
    showRefused();
    changed();
    say("");
    send();
  });
})();
