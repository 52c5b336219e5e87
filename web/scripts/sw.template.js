// The service worker: keeps the page's shell, so that it opens without a network. Data and writes are not its business:
// the page keeps what it read, and its own queue sends what was written.
const VERSION = "__VERSION__";
const SHELL = __FILES__;
const NETWORK_MS = 2500;
// What another app shared waits here until the page takes it; a new version of the page leaves it alone.
const SHARED = "heo-shared";

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
      .then((names) => Promise.all(names.filter((name) => name !== VERSION && name !== SHARED).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.origin === location.origin && url.pathname === "/share/") {
    event.respondWith(share(event.request));
    return;
  }
  if (event.request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  event.respondWith(event.request.mode === "navigate" ? page(event.request) : file(event.request));
});

// The share sheet posts to us, not to the backend: pictures and words are kept here, and the page opens and takes them.
async function share(request) {
  const form = await request.formData();
  const cache = await caches.open(SHARED);
  const files = form.getAll("files").filter((one) => typeof one !== "string" && one.size > 0);
  for (const [place, file] of files.entries()) {
    const headers = { "Content-Type": file.type, "X-Name": encodeURIComponent(file.name) };
    await cache.put(`/shared/file/${place}`, new Response(file, { headers }));
  }
  const words = ["title", "text", "url"].map((name) => form.get(name)).filter((one) => typeof one === "string" && one);
  if (words.length > 0) await cache.put("/shared/text", new Response([...new Set(words)].join("\n")));
  return Response.redirect("/?shared=1", 303);
}

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
