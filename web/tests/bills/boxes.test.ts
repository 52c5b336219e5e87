import { describe, expect, it } from "vitest";
import { cropAspect, cropStyle, isShown, padded, pagesOf } from "@/lib/bills/boxes";
import { bill, line } from "../fixtures/bill";

const box = { page: 0, left: 0.25, top: 0.5, right: 0.75, bottom: 0.6 };

describe("boxes", () => {
  it("are seen through a frame of their own shape", () => {
    expect(cropStyle(box)).toEqual({ width: "200%", height: "1000%", left: "-50%", top: "-500%" });
    expect(cropAspect(box, 1000, 2000)).toBeCloseTo(2.5);
  });
  it("get some air and stay on the page", () => {
    expect(padded({ ...box, left: 0.005, bottom: 0.995 }, 0.01)).toMatchObject({ left: 0, top: 0.49, right: 0.76, bottom: 1 });
  });
  it("of nothing, or beside the page, are not shown", () => {
    expect([isShown(box), isShown(null), isShown({ ...box, right: 0.25 }), isShown({ ...box, left: 1.2, right: 1.4 })]).toEqual([true, false, false, false]);
  });
  it("are on the photos of a bill, or on its own pages of a file with several", () => {
    const one = bill([line("Gạo", 1), { ...line("Sữa", 1), box: { ...box, page: 2 } }], {});
    expect(pagesOf(one, 2, true)).toEqual([0, 1, 2]);
    expect(pagesOf(one, 1, false)).toEqual([0, 2]);
    expect(pagesOf(bill([], {}), 1, false)).toEqual([0]);
  });
});
