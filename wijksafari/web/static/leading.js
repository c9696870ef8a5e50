"use strict";
// The leader's page: goes on by what queue.js keeps, also where there is no connection.
// Every step of the evening is a button in [data-next], of which one shows.
(() => {
  const PAUSE = 2500; // a thumb that presses twice must not report the next step, too
  let pressed = 0;

  const all = (what) => [...document.querySelectorAll(what)];
  const one = (what) => document.querySelector(what);
  const { ahead, clock, momentOf, timeOf } = window.rideQueue;

  // Which step each report of this phone is about, and what was taken back.
  function standing() {
    const unseen = window.rideQueue.unseen();
    const undone = new Set(unseen.filter(({ action }) => action.type === "undo").map(({ action }) => action.target));
    const here = all("[data-next] button").map((button) => {
      const { type, group, location } = JSON.parse(button.dataset.queue);
      // A page made while a report arrived may have it already.
      const own = unseen.filter(({ action }) => action.type === type && action.group === group
        && action.location === location && !undone.has(action.key) && action.key !== button.dataset.reported);
      const heard = button.dataset.reported && !undone.has(button.dataset.reported);
      return { button, own: own[0], done: Boolean(own.length || heard) };
    });
    return { here, changes: unseen.some(({ action }) => ["departed", "arrived", "undo"].includes(action.type)) };
  }

  function show() {
    const { here, changes } = standing();
    if (!here.length) return;
    if (changes) goOn(here);
    markUndone();
    tick();
  }

  // Show the step after the furthest one that was reported.
  function goOn(here) {
    const next = here.findLastIndex((step) => step.done) + 1;
    const moves = here.some(({ button }) => button === document.activeElement);
    here.forEach(({ button }, number) => { button.hidden = number !== next; });
    if (moves && here[next]) here[next].button.focus({ preventScroll: true });
    one("[data-done]").hidden = next < here.length;
    const own = here.filter((step) => step.own);
    showQueued(own[own.length - 1]);
    shift(here, own[own.length - 1], next);
  }

  function showQueued(step) {
    const box = one("[data-queued]");
    const last = one("[data-last]");
    box.hidden = !step;
    if (last) last.hidden = Boolean(step);
    if (!step) return;
    const label = step.button.querySelector("b").textContent;
    box.querySelector("[data-queued-what]").textContent = label;
    box.querySelector("[data-queued-at]").textContent = timeOf(step.own.action);
    box.querySelector("[data-queued-waits]").hidden = Boolean(step.own.heard);
    box.querySelector("[data-queued-about]").textContent = `: ${label}`;
    box.querySelector("[data-queued-undo]").onclick = () => {
      window.rideQueue.add([{ type: "undo", target: step.own.action.key }], `Ongedaan maken: ${label}`);
      const shown = all("[data-next] button:not([hidden])")[0];
      if (shown) shown.focus({ preventScroll: true });
    };
  }

  // What follows from the last report for the times that are shown, until the site says better.
  function shift(here, step, next) {
    if (!step || step.own.heard || step.own.action.clock) return;
    const later = momentOf(step.own.action) - Date.parse(step.button.dataset.expected);
    const total = Number(one("#leiden").dataset.later) * 1000 + later;
    const minutes = Math.floor(Math.abs(total) / 60000);
    const status = one("[data-lateness]");
    const length = minutes === 1 ? "1 minuut" : `${minutes} minuten`;
    for (const old of all("[data-overdue]")) old.hidden = true;
    status.textContent = minutes ? `${length} ${total > 0 ? "later" : "eerder"} dan gepland` : "volgens plan";
    status.className = minutes && total > 0 ? "late" : "fine";
    if (!here[next]) return;
    const { button } = here[next];
    button.querySelector("[data-time]").textContent = clock(Date.parse(button.dataset.expected) + later);
  }

  function markUndone() {
    for (const form of all("form.undo")) {
      const waits = form.hasAttribute("data-waiting");
      form.querySelector("button").disabled = waits;
      form.querySelector("[data-undo-waits]").hidden = !waits;
    }
  }

  // Until the site's clock was heard, the page shows the time it was made at.
  function tick() {
    const shown = one("[data-clock]");
    if (shown && ahead()) shown.textContent = clock(Date.now() + ahead());
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-next]")) return;
    if (Date.now() - pressed < PAUSE) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    pressed = Date.now();
    document.body.classList.add("just");
    setTimeout(() => document.body.classList.remove("just"), PAUSE);
  }, true);

  // What else was reported is told above: back to there.
  document.addEventListener("submit", (event) => {
    const details = event.target.closest("#anders");
    if (!details || !event.defaultPrevented) return;
    details.open = false;
    scrollTo({ top: 0 });
    (all("[data-next] button:not([hidden])")[0] || details.querySelector("summary")).focus({ preventScroll: true });
  });

  // Choices are found anew by the site; without it the browser would leave this page for none.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || !event.target.closest(".ways")) return;
    event.preventDefault();
    window.rideQueue.say("Kiezen kan alleen met bereik. Probeer het zo nog eens.");
  });

  document.addEventListener("queue:change", show);
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 5000);
})();
