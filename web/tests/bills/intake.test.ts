import { describe, expect, it } from "vitest";
import { LARGEST_BYTES, readingsOf, sorted } from "@/lib/bills/intake";

const file = (name: string, type = "", size = 1000) => ({ name, type, size });

describe("files that come in", () => {
  it("are pictures and PDFs, by type or by name", () => {
    const found = sorted([file("a.jpg", "image/jpeg"), file("IMG_1.HEIC"), file("b.pdf"), file("notes.txt", "text/plain"), file("huge.png", "image/png", LARGEST_BYTES + 1)]);
    expect(found.good.map((one) => one.name)).toEqual(["a.jpg", "IMG_1.HEIC", "b.pdf"]);
    expect(found.wrongKind.map((one) => one.name)).toEqual(["notes.txt"]);
    expect(found.tooLarge.map((one) => one.name)).toEqual(["huge.png"]);
  });
  it("are a bill each, or the pages of one; a PDF always stands alone", () => {
    const files = [file("1.jpg"), file("2.jpg"), file("x.pdf")];
    expect(readingsOf(files, false)).toHaveLength(3);
    expect(readingsOf(files, true).map((pages) => pages.map((one) => one.name))).toEqual([["1.jpg", "2.jpg"], ["x.pdf"]]);
    expect(readingsOf(Array.from({ length: 23 }, (_, at) => file(`${at}.jpg`)), true).map((pages) => pages.length)).toEqual([10, 10, 3]);
  });
});
