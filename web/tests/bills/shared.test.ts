import { describe, expect, it } from "vitest";
import { takeShared } from "@/lib/bills/shared";

/** Just enough of the browser's caches. */
function cachesWith(entries: Readonly<Record<string, Response>>): CacheStorage {
  const store = new Map(Object.entries(entries));
  let there = store.size > 0;
  const cache = {
    keys: async () => [...store.keys()].map((path) => ({ url: `https://heo.test${path}` })),
    match: async ({ url }: { url: string }) => store.get(new URL(url).pathname)?.clone(),
  };
  return {
    has: async () => there,
    open: async () => cache,
    delete: async () => {
      there = false;
      return true;
    },
  } as unknown as CacheStorage;
}

describe("what another app shared", () => {
  it("is taken once, with its names", async () => {
    const picture = new Response("jpeg", { headers: { "Content-Type": "image/jpeg", "X-Name": encodeURIComponent("hoá đơn.jpg") } });
    const caches = cachesWith({ "/shared/file/0": picture, "/shared/text": new Response("ăn phở 45k") });
    const { files, text } = await takeShared(caches);
    expect(files.map((file) => [file.name, file.type, file.size])).toEqual([["hoá đơn.jpg", "image/jpeg", 4]]);
    expect(text).toBe("ăn phở 45k");
    expect(await takeShared(caches)).toEqual({ files: [], text: "" });
  });
});
