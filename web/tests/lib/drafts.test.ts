import { describe, expect, it } from "vitest";
import type { DraftContent, Evidence } from "@/lib/api/schema";
import { direction, missingIn } from "@/lib/drafts/content";
import { isInferred, segmentsOf } from "@/lib/drafts/segments";

const evidence = (field: Evidence["field"], start: number, end: number, inferred = false): Evidence => ({
  field, start, end, rule: "", explanation: "", confidence: 1, inferred,
});
const shown = (text: string, ...found: Evidence[]) => segmentsOf(text, found).map((one) => [one.text, one.field]);

describe("the sentence with its evidence", () => {
  it("is cut where the evidence begins and ends", () => {
    expect(shown("sáng nay ăn phở 45k", evidence("valid_date", 0, 8), evidence("category", 12, 15), evidence("amount", 16, 19))).toEqual([
      ["sáng nay", "valid_date"], [" ăn ", null], ["phở", "category"], [" ", null], ["45k", "amount"],
    ]);
  });
  it("counts code points, as the backend does", () => {
    expect(shown("🍜 45k", evidence("amount", 2, 5))).toEqual([["🍜 ", null], ["45k", "amount"]]);
  });
  it("shows the more useful piece where two share their words", () => {
    expect(shown("45k", evidence("kind", 0, 3), evidence("category", 0, 3), evidence("amount", 0, 3))).toEqual([["45k", "amount"]]);
  });
  it("leaves out what no words say, and what lies beyond the sentence", () => {
    expect(shown("45k", evidence("account", 0, 0), evidence("jar", 9, 12))).toEqual([["45k", null]]);
  });
  it("always says the whole sentence when it is short", () => {
    const text = "ăn sáng 30 cà phê 25 gửi xe 5";
    expect(shown(text, evidence("amount", 8, 10), evidence("category", 3, 12)).map(([part]) => part).join("")).toBe(text);
  });
  it("shows only the neighbourhood in a long one", () => {
    const [first] = shown("a".repeat(300) + " phở 45k", evidence("amount", 305, 308));
    expect(first).toEqual(["…" + "a".repeat(19) + " phở ", null]);
  });
  it("knows what was completed", () => expect(isInferred([evidence("amount", 0, 2, true)], "amount")).toBe(true));
});

describe("a draft", () => {
  const whole: DraftContent = {
    kind: "expense", amount: { amount: 1, currency: "VND" }, valid_date: "2026-09-23", category_id: "c", account_id: "a",
    counter_account_id: null, jar_id: null, counter_jar_id: null, note: "", person: "", tags: [], recurrence: "", counter_amount: null, parts: [],
  };
  it("is ready when nothing is missing", () => expect(missingIn(whole)).toEqual([]));
  it("says what is missing", () => expect(missingIn({ ...whole, amount: null, account_id: null })).toEqual(["amount", "account"]));
  it("of a move between jars needs both jars and no account", () => {
    expect(missingIn({ ...whole, kind: "jar_move", account_id: null, category_id: null })).toEqual(["jar", "counter_jar"]);
  });
  it("goes in, out or neither", () => expect([direction("income"), direction("expense"), direction("transfer")]).toEqual([1, -1, 0]));
});
