// The service worker: keeps the page's shell, so that it opens without a network. Data and writes are not its business:
// the page keeps what it read, and its own queue sends what was written.
const VERSION = "__VERSION__";
const SHELL = __FILES__;
const NETWORK_MS = 2500;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll(SHELL.map((url) => new Request(url, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  event.respondWith(event.request.mode === "navigate" ? page(event.request) : file(event.request));
});

async function page(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(NETWORK_MS) });
    if (response.status < 500) return response;
  } catch {
    // Slow or no network: the kept page opens.
  }
  const cache = await caches.open(VERSION);
  return (await cache.match(request, { ignoreSearch: true })) ?? (await cache.match("/")) ?? Response.error();
}

async function file(request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
