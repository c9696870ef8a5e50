"use strict";
// Checking in on templates/web/who.html: shows at once what queue.js keeps, searches, filters.
(() => {
  const list = () => document.getElementById("lijst");
  const search = document.getElementById("zoek");
  const only = document.getElementById("alleen");
  const nobody = document.getElementById("niemand");
  const queued = document.getElementById("erbij");
  const PLAIN = /[\u0300-\u036f]/g;
  const plain = (text) => text.normalize("NFD").replace(PLAIN, "").toLowerCase();

  // Who holds what, by what was reported and what waits to be sent

  function fold(reports) {
    let known = { status: "expected", since: "", until: "", undo: [] };
    for (const { kind, key, at } of reports) {
      const undo = known.status === kind ? [...known.undo, key] : [key];
      if (kind === "present") known = { status: kind, since: known.since || at, until: "", undo };
      else if (kind === "left") known = { status: kind, since: known.since, until: at, undo };
      else known = { status: kind, since: "", until: "", undo };
    }
    return known;
  }

  function known(row) {
    let reports = JSON.parse(row.dataset.reports);
    let waits = false;
    for (const { action, heard } of window.rideQueue.unseen()) {
      const undoes = action.type === "undo" && reports.some(({ key }) => key === action.target);
      // A page made while a report arrived may have it already.
      const about = action.person === row.dataset.person && !reports.some(({ key }) => key === action.key);
      if (undoes) reports = reports.filter(({ key }) => key !== action.target);
      else if (about) reports = reports.filter(({ key }) => !action.instead?.includes(key));
      if (about) reports.push({ kind: action.type, key: action.key, at: window.rideQueue.timeOf(action) });
      waits = waits || ((undoes || about) && !heard);
    }
    return { ...fold(reports), reports, waits };
  }

  function words({ status, since, until }) {
    if (status === "present") return `aanwezig sinds ${since} uur`;
    if (status === "left") return `weggegaan om ${until} uur`;
    return status === "absent" ? "niet gekomen" : "nog niet hier";
  }

  function show(row) {
    const now = known(row);
    if (now.status !== row.dataset.status || now.waits) {
      row.querySelector("[data-state]").textContent = words(now);
    }
    row.dataset.status = now.status;
    const late = row.querySelector("[data-late]");
    if (late) late.hidden = !now.since;
    row.toggleAttribute("data-waiting", now.waits);
    row.querySelector("[data-waits]").hidden = !now.waits;
    row.querySelector(".tap button").setAttribute("aria-pressed", String(now.status === "present"));
  }

  function showAll() {
    if (!list() || !window.rideQueue) return;
    const rows = [...list().querySelectorAll("[data-person]")];
    rows.forEach(show);
    showWalkIns(rows);
    count(rows);
    sift();
  }

  function showWalkIns(rows) {
    const gone = new Set(window.rideQueue.unseen().filter(({ action }) => action.type === "undo").map(({ action }) => action.target));
    const there = new Set(rows.map((row) => row.dataset.person));
    const added = window.rideQueue.unseen().filter(({ action }) => action.type === "walk_in"
      && !gone.has(action.key) && !there.has(`w${action.key}`));
    queued.querySelector("ul").replaceChildren(...added.map(({ action, heard }) => {
      const row = document.createElement("li");
      const name = document.createElement("b");
      name.textContent = action.name;
      const undo = document.createElement("button");
      undo.type = "button";
      undo.className = "button quiet";
      undo.textContent = "Toch niet";
      undo.setAttribute("aria-label", `Toch niet: ${action.name}`);
      undo.addEventListener("click", () => {
        window.rideQueue.add([{ type: "undo", target: action.key }], `${action.name}: toch niet`);
        document.getElementById("erbij-naam").focus();
      });
      const told = document.createElement("span");
      told.append(name, ` aanwezig sinds ${window.rideQueue.timeOf(action)} uur${heard ? "" : ", wacht op verbinding"}`);
      row.append(told, undo);
      return row;
    }));
    queued.hidden = !added.length;
    queued.dataset.added = added.length;
  }

  function count(rows) {
    const own = rows.filter((row) => row.hasAttribute("data-counts") || (row.hasAttribute("data-own") && ["present", "left"].includes(row.dataset.status)));
    const added = Number(queued.dataset.added);
    const here = own.filter((row) => row.dataset.status === "present").length + added;
    list().querySelector("[data-count]").textContent = `${here} van ${own.length + added}`;
  }

  // Searching

  function sift() {
    const wanted = plain(search.value.trim());
    let found = 0;
    for (const row of list().querySelectorAll("[data-person]")) {
      const fits = plain(row.dataset.name).includes(wanted) && !(only.checked && row.dataset.status !== "expected");
      row.hidden = !fits;
      found += fits ? 1 : 0;
    }
    for (const group of list().querySelectorAll("[data-sift]")) {
      const some = group.querySelector("[data-person]:not([hidden])");
      group.hidden = !some;
      if (group.tagName === "DETAILS" && wanted && some) group.open = true;
    }
    nobody.hidden = found > 0;
  }

  // Tapping

  function actionsOf(form) {
    const row = form.closest("[data-person]");
    const { status, undo, reports } = known(row);
    const { person } = row.dataset;
    const back = undo.map((target) => ({ type: "undo", target }));
    const wanted = form.dataset.does;
    if (wanted === "tap" && ["present", "left"].includes(status)) return back;
    if (wanted === "absent" && status === "absent") return back;
    const clock = form.elements.tijd?.value;
    const instead = form.elements.tijd ? reports.filter(({ kind }) => [wanted, "absent"].includes(kind)).map(({ key }) => key) : [];
    return [{
      type: wanted === "tap" ? "present" : wanted,
      person,
      ...(clock ? { clock } : {}),
      ...(instead.length ? { instead } : {}),
    }];
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-does]");
    if (!form || !window.rideQueue) return;
    const row = form.closest("[data-person]");
    const { name } = row.querySelector(".name").dataset;
    if (!window.rideQueue.add(actionsOf(form), name)) return;
    event.preventDefault();
    const more = form.closest("details.extras");
    if (!more) return;
    more.open = false;
    more.querySelector("summary").focus();
  });

  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details.extras")) return;
    for (const field of event.target.querySelectorAll("input[type=time]")) {
      // The time is filled in, so nothing is said of leaving it empty.
      field.closest(".choices").querySelector("p").hidden = true;
      // Nor is a time that somebody typed lost when the list is renewed around it.
      if (!event.target.open) field.value = "";
      else if (!field.value) field.value = window.rideQueue.timeOf({ at: Date.now() }).replace(".", ":");
    }
  }, true);

  document.getElementById("zoeken").hidden = false;
  search.addEventListener("input", sift);
  only.addEventListener("change", sift);
  document.addEventListener("queue:change", showAll);
  showAll();
})();
