import { describe, expect, it } from "vitest";
import en from "@/messages/en.json";
import vi from "@/messages/vi.json";

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)])),
  );
}

const names = (text: string) => [...text.matchAll(/[{<](\w+)/g)].map((match) => match[1]).filter((name) => !/^\d/.test(name!)).sort();

describe("the two languages", () => {
  const [vietnamese, english] = [flat(vi), flat(en)];
  it("say the same things", () => expect([...english.keys()]).toEqual([...vietnamese.keys()]));
  it("fill in the same values", () => {
    const plain = (map: Map<string, string>) => [...map].filter(([, text]) => !text.includes("plural")).map(([key, text]) => [key, names(text)]);
    const shared = new Set(plain(vietnamese).map(([key]) => key));
    const other = new Map(plain(english) as [string, string[]][]);
    for (const [key, used] of plain(vietnamese)) if (other.has(key as string)) expect([key, other.get(key as string)]).toEqual([key, used]);
    expect(shared.size).toBeGreaterThan(100);
  });
});
