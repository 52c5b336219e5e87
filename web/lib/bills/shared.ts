/** Where the service worker leaves what another app shared, until the page takes it. The names are the service worker's too. */
export const SHARED_CACHE = "heo-shared";
const FILE = "/shared/file/";
const TEXT = "/shared/text";

export interface Shared {
  readonly files: readonly File[];
  readonly text: string;
}

/** Takes what was shared, once. */
export async function takeShared(caches: CacheStorage): Promise<Shared> {
  if (!(await caches.has(SHARED_CACHE))) return { files: [], text: "" };
  const cache = await caches.open(SHARED_CACHE);
  const files: File[] = [];
  let text = "";
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const path = new URL(request.url).pathname;
    if (kept && path === TEXT) text = await kept.text();
    if (kept && path.startsWith(FILE)) {
      const blob = await kept.blob();
      files.push(new File([blob], decodeURIComponent(kept.headers.get("X-Name") ?? "bill"), { type: blob.type }));
    }
  }
  await caches.delete(SHARED_CACHE);
  return { files, text };
}
