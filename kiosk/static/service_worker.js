/**
 * The pages of the door and their files, kept on the device so that they open without the server.
 *
 * Kept are only pages without data (the shells of kiosk and desk) and hashed files; never an answer
 * of the API. A new build brings a new worker, which throws the old build's files away.
 */

const { HOINGHI_BUILD: build, HOINGHI_ASSETS: assets } = /** @type {any} */ (self);
const OURS = "hoinghi-";
const FILES = `${OURS}files-${build}`;
const PAGES = `${OURS}pages-${build}`;
const SHELLS = ["/kiosk", "/kiosk/desk"];
const FONTS = ["400Regular", "500Medium", "600SemiBold", "700Bold", "800ExtraBold"];
const PAGE_WITHIN_MS = 2000;

/** A page that was really given, not the sign-in instead of it. */
const isShell = (answer) => answer.ok && !answer.redirected && answer.type === "basic";

async function keepFiles() {
  const cache = await caches.open(FILES);
  const fonts = FONTS.map((weight) => `/static/fonts/BeVietnamPro_${weight}.ttf`);
  // One that was not built is no reason to keep none.
  await Promise.allSettled([...assets, ...fonts].map((file) => cache.add(file)));
}

async function keepPage(path) {
  // Not on to the sign-in: asked for here, it would undo the form that somebody is filling in.
  const answer = await fetch(path, { credentials: "same-origin", redirect: "manual", headers: { Accept: "text/html" } });
  if (isShell(answer)) await (await caches.open(PAGES)).put(path, answer);
}

async function forgetOlder() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.filter((name) => name !== FILES && name !== PAGES).map((name) => caches.delete(name)));
}

async function within(promise, ms) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("late")), ms));
  return Promise.race([promise, late]);
}

/** The server's page; the kept one when the server is silent. */
async function givePage(request, path, keep) {
  const asked = fetch(request);
  keep(asked.then(async (answer) => {
    if (isShell(answer)) await (await caches.open(PAGES)).put(path, answer.clone());
  }).catch(() => {}));
  try {
    return (await within(asked, PAGE_WITHIN_MS)).clone();
  } catch {
    return (await (await caches.open(PAGES)).match(path)) ?? asked;
  }
}

async function giveFile(request) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener("install", (installing) => {
  /** @type {any} */ (self).skipWaiting();
  /** @type {any} */ (installing).waitUntil(Promise.all([keepFiles(), ...SHELLS.map((path) => keepPage(path).catch(() => {}))]));
});

self.addEventListener("activate", (activating) => {
  /** @type {any} */ (activating).waitUntil(forgetOlder().then(() => /** @type {any} */ (self).clients.claim()));
});

self.addEventListener("fetch", (asking) => {
  const { request } = /** @type {any} */ (asking);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && SHELLS.includes(pathname)) {
    /** @type {any} */ (asking).respondWith(givePage(request, pathname, (work) => /** @type {any} */ (asking).waitUntil(work)));
  } else if (pathname.startsWith("/static/")) {
    /** @type {any} */ (asking).respondWith(giveFile(request));
  }
});
