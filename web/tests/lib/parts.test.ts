import { describe, expect, it } from "vitest";
import type { DraftContent } from "@/lib/api/schema";
import { missingIn, piecesOf } from "@/lib/drafts/content";
import { withPart, withParts, withTotal } from "@/lib/drafts/parts";

const vnd = (amount: number) => ({ amount, currency: "VND" });
const part = (amount: number, category_id: string | null, jar_id: string | null, note = "") => ({ amount: vnd(amount), category_id, jar_id, note });
const empty: DraftContent = {
  kind: "expense", amount: vnd(0), valid_date: "2026-11-25", category_id: null, account_id: "cash", counter_account_id: null, jar_id: null, counter_jar_id: null,
  note: "", person: "", tags: [], recurrence: "", counter_amount: null, parts: [],
};

describe("a draft with parts", () => {
  const split = withParts(empty, [part(162_000, "food", "NEC", "Gạo"), part(18_000, "fun", "PLAY", "Truyện")]);
  it("amounts to their sum, and names no category of its own", () => {
    expect(split).toMatchObject({ amount: vnd(180_000), category_id: null, jar_id: null });
    expect(piecesOf(split)).not.toContain("category");
    expect(missingIn(split)).toEqual([]);
  });
  it("needs a category for every part", () => expect(missingIn(withPart(split, 0, { category_id: null }))).toEqual(["category"]));
  it("follows a part that is put right", () => expect(withPart(split, 1, { amount: vnd(20_000) }).amount).toEqual(vnd(182_000)));
  it("follows the total to the đồng", () => {
    const amounts = withTotal(split, 100_001).parts!.map((one) => one.amount.amount);
    expect(amounts).toEqual([90_001, 10_000]);
  });
  it("is no split any more when all of it is one category from one jar", () => {
    expect(withPart(split, 1, { category_id: "food", jar_id: "NEC" })).toMatchObject({ parts: [], category_id: "food", jar_id: "NEC", amount: vnd(180_000) });
  });
  it("joins parts that became the same", () => {
    const three = withParts(empty, [part(5, "a", "x", "Sữa"), part(7, "b", "x"), part(9, "a", "x", "Bơ")]);
    expect(three.parts).toEqual([part(14, "a", "x", "Sữa, Bơ"), part(7, "b", "x")]);
  });
});
