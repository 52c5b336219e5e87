import { describe, expect, it } from "vitest";
import { editedLines, NO_EDITS, partsOf, spread, sumOf } from "@/lib/bills/split";
import { bill, line } from "../fixtures/bill";

const vnd = (amount: number) => ({ amount, currency: "VND" });

describe("the sum of a bill", () => {
  it("closes when lines less discount are the total", () => {
    const one = bill([line("Sữa", 32_000), line("Gạo", 150_000)], { discount: 2_000, total: 180_000 });
    expect(sumOf(one, NO_EDITS)).toMatchObject({ lines: 182_000, discount: 2_000, off: 0 });
  });
  it("takes tax as on top only when that closes it", () => {
    expect(sumOf(bill([line("Phở", 100_000)], { vat: 8_000, total: 108_000 }), NO_EDITS)).toMatchObject({ vat: 8_000, off: 0 });
    expect(sumOf(bill([line("Phở", 108_000)], { vat: 8_000, total: 108_000 }), NO_EDITS)).toMatchObject({ vat: 0, off: 0 });
  });
  it("says by how much it is off, and closes when the number is put right", () => {
    const one = bill([line("Cá", 86_000), line("Rau", 12_000)], { total: 93_000 });
    expect(sumOf(one, NO_EDITS).off).toBe(-5_000);
    expect(sumOf(one, { lines: { 0: { amount: vnd(81_000) } }, total: null }).off).toBe(0);
    expect(sumOf(one, { lines: {}, total: 98_000 }).off).toBe(0);
  });
});

describe("a split", () => {
  it("loses nothing, whatever the weights are", () => {
    for (let total = 1; total < 500; total += 7) {
      for (const weights of [[1, 1, 1], [3, 7, 11, 13], [100, 1], [1e12, 7]]) {
        expect(spread(weights, total).reduce((sum, part) => sum + part, 0)).toBe(total);
      }
    }
    expect(spread([1, 1, 1], 100)).toEqual([34, 33, 33]);
    expect(spread([0, 0], 9)).toEqual([9, 0]);
    expect(spread([-5, 10], 8)).toEqual([0, 8]);
  });
  it("gathers lines by category and jar and spreads the discount over them", () => {
    const one = bill([line("Gạo", 150_000, "food", "NEC"), line("Trứng", 30_000, "food", "NEC"), line("Truyện", 20_000, "fun", "PLAY")], { discount: 20_000, total: 180_000 });
    expect(partsOf(editedLines(one, NO_EDITS), 180_000)).toEqual([
      { category_id: "food", jar_id: "NEC", amount: 162_000, names: ["Gạo", "Trứng"] },
      { category_id: "fun", jar_id: "PLAY", amount: 18_000, names: ["Truyện"] },
    ]);
  });
  it("moves a line to another jar with what belongs to it", () => {
    const one = bill([line("Gạo", 100, "food", "NEC"), line("Bia", 50, "food", "NEC")], { total: 150 });
    const moved = editedLines(one, { lines: { 1: { category_id: "drinks", jar_id: "PLAY" } }, total: null });
    expect(partsOf(moved, 150).map((part) => [part.jar_id, part.amount])).toEqual([["NEC", 100], ["PLAY", 50]]);
  });
});
