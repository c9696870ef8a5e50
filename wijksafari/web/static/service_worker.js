"use strict";
// Keeps pages on the phone for where there is no connection: those below this
// worker's own address that carry data-kept-until, each together with the very
// files it was written for, so that no release can part them. Never map tiles,
// never anything that is sent, and nothing of what goes wrong.

const SCOPE = new URL(self.registration.scope).pathname;
const KEPT = `wijksafari 1 ${SCOPE}`;
const PATIENCE = 3000;
const GONE = [404, 409, 410];
const FILES = /(?:src|href)="(\/(?:static|leaflet)\/[^"]+|\/[^"]+\.webmanifest)"/g;

let turn = Promise.resolve();
let fetches = 0;
const newest = new Map(); // by address, the number of the fetch whose page is kept
const forgotten = [];

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), leaveOlderCaches(), inTurn(sweep)]));
});

self.addEventListener("message", (event) => {
  const asked = Array.isArray(event.data?.keep) ? event.data.keep : [];
  const own = asked.map((path) => new URL(path, self.location)).filter(isOwnPage);
  event.waitUntil(Promise.all(own.map(({ href }) => fetchAndKeep(addressOf(href)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isOwnPage(url)) event.respondWith(page(event));
  } else if (url.pathname.endsWith("/stand.json")) {
    event.respondWith(fetch(request).catch(() => Response.json({ offline: true })));
  } else if (url.pathname.endsWith(".webmanifest")) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  } else if (/^\/(static|leaflet)\//.test(url.pathname)) {
    event.respondWith(kept(request).then((answer) => answer || fetch(request)));
  }
});

// Under which address a page is kept: of its query, only the group matters.
function addressOf(text) {
  const { origin, pathname, searchParams } = new URL(text, self.location);
  const group = searchParams.get("groep");
  return `${origin}${pathname}${group ? `?groep=${encodeURIComponent(group)}` : ""}`;
}

function isOwnPage(url) {
  return url.origin === self.location.origin && url.pathname.startsWith(SCOPE);
}

// One change at a time: who tidies up must not meet half of what another puts away.
function inTurn(work) {
  turn = turn.catch(() => {}).then(work);
  return turn;
}

// The network's page; the kept one where that takes long or fails.
async function page(event) {
  const url = addressOf(event.request.url);
  const begun = begin();
  const fresh = fetch(event.request);
  const before = recall(url);
  // A page that is gone is forgotten only after what was kept of it has been read.
  const copy = fresh.then((answer) => answer.clone());
  event.waitUntil(Promise.all([copy, before]).then(([answer]) => keep(url, answer, begun)).catch(() => inTurn(sweep)));
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const answer = await Promise.race([fresh.catch(() => {}), late]);
  if (answer && answer.status === 404) return reopened(await before) || answer;
  if (answer && answer.status < 500 && answer.status !== 429) return answer;
  return (await recall(url)) || answer || fresh;
}

// A browser that was closed may have forgotten that it opened the link.
function reopened(copy) {
  const path = copy?.headers.get("X-Opened-By");
  return path ? Response.redirect(path) : null;
}

async function fetchAndKeep(url) {
  const begun = begin();
  try {
    await keep(url, await fetch(url, { redirect: "manual" }), begun);
  } catch {
    // Without a connection what was kept stays.
  }
}

// What was here when a page was asked for: how many pages had gone, and where it would be kept.
function begin() {
  fetches += 1;
  return { number: fetches, since: forgotten.length, place: caches.open(KEPT) };
}

async function keep(url, answer, { number, since, place }) {
  if (GONE.includes(answer.status)) return forget(url, new URL(url).pathname);
  // Who is asked to log in keeps nothing; a private link leads on to its page, which stays.
  if (answer.type === "opaqueredirect") return forget(url);
  if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) return undefined;
  const text = await answer.text();
  const until = attribute(text, "data-kept-until");
  if (!until) return undefined;
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Kept-Until", until);
  headers.set("X-Opened-By", attribute(text, "data-opened-by"));
  const cache = await place;
  const files = await Promise.all(filesOf(text).map(async (file) => [file, (await cache.match(file)) ? null : await fetched(file)]));
  const gone = () => forgotten.slice(since).some((one) => url === one || url.startsWith(`${one}/`));
  await inTurn(async () => {
    // Nothing comes back that went while this was on its way, or with somebody who logged out.
    if (gone() || !await caches.has(KEPT)) return;
    // An answer that was long on its way does not undo one that was asked for later.
    if (newest.get(url) > number) return;
    newest.set(url, number);
    // What was there may have been tidied up meanwhile.
    await Promise.all(files.map(async ([file, came]) => (await cache.match(file)) || cache.put(file, came || await fetched(file))));
    await cache.put(url, new Response(text, { headers }));
    await sweep();
  });
  if (gone()) return undefined;
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.forEach((client) => client.postMessage({ kept: url }));
}

async function fetched(file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new TypeError(`${answer.status}`);
  return answer;
}

// What is kept under this address, or was opened by it. Waits for nobody's turn:
// another page's files may be long in coming.
async function recall(url) {
  const path = new URL(url).pathname;
  const there = (await copies()).filter(isValid);
  if (there.some((copy) => copy.url === url)) return kept(url);
  const found = there.find(({ opened }) => opened === path);
  return found ? Response.redirect(found.url) : undefined;
}

// With a page that is gone go those below it, and what it opened.
function forget(url, opened) {
  if (opened) forgotten.push(url);
  return inTurn(async () => {
    if (!await caches.has(KEPT)) return;
    const cache = await caches.open(KEPT);
    const along = (copy) => opened && (copy.opened === opened || copy.url.startsWith(`${url}/`));
    const gone = (await copies()).filter((copy) => copy.url === url || along(copy));
    await Promise.all(gone.map((copy) => cache.delete(copy.url)));
    await sweep();
  });
}

function isValid({ until }) {
  return Date.parse(until) > Date.now();
}

// Drop pages whose time is over, and files that no page needs any more; only in turn.
async function sweep() {
  const cache = await caches.open(KEPT);
  const pages = await copies();
  const over = pages.filter((copy) => !isValid(copy));
  await Promise.all(over.map(({ url }) => cache.delete(url)));
  const needed = new Set();
  for (const { url } of pages) {
    const copy = await cache.match(url);
    for (const file of copy ? filesOf(await copy.text()) : []) needed.add(new URL(file, url).href);
  }
  const files = (await cache.keys()).filter(({ url }) => !pages.some((one) => one.url === url));
  await Promise.all(files.filter(({ url }) => !needed.has(url)).map((file) => cache.delete(file)));
}

async function copies() {
  const cache = await caches.open(KEPT);
  const found = [];
  for (const { url } of await cache.keys()) {
    const headers = (await cache.match(url))?.headers;
    const until = headers?.get("X-Kept-Until");
    if (until) found.push({ url, until, opened: headers.get("X-Opened-By") });
  }
  return found;
}

async function kept(request) {
  return (await caches.open(KEPT)).match(request, { ignoreVary: true });
}

async function leaveOlderCaches() {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith("wijksafari ") && name.endsWith(` ${SCOPE}`) && name !== KEPT,
  );
  await Promise.all(older.map((name) => caches.delete(name)));
}

function filesOf(text) {
  return [...new Set([...text.matchAll(FILES)].map(([, file]) => file))];
}

function attribute(text, name) {
  return new RegExp(`${name}="([^"]*)"`).exec(text)?.[1] || "";
}
