import { describe, expect, it } from "vitest";
import { formatMoney, formatShort, parseAmount } from "@/lib/money";

const vnd = (amount: number) => ({ amount, currency: "VND" });

describe("an amount as people read it", () => {
  it.each([
    [0, "0\u2009đ"],
    [45_000, "45.000\u2009đ"],
    [-1_250_000, "\u22121.250.000\u2009đ"],
    [1_000_000_000_000, "1.000.000.000.000\u2009đ"],
    [999_999_999_999_999, "999.999.999.999.999\u2009đ"],
  ])("%d", (amount, text) => expect(formatMoney(vnd(amount))).toBe(text));

  it("has cents where the currency has them", () => expect(formatMoney({ amount: 5, currency: "USD" })).toBe("0,05\u2009$"));
  it("says plus for income", () => expect(formatMoney(vnd(10), "plus")).toBe("+10\u2009đ"));
});

describe("an amount in short", () => {
  it.each([
    [18_500_000, "vi", "18,5\u2009tr"],
    [18_500_000, "en", "18.5\u2009m"],
    [999, "vi", "999"],
    [-239_000, "vi", "\u2212239\u2009k"],
    [2_625_500_000_000, "vi", "2.626\u2009tỷ"],
  ] as const)("%d in %s", (amount, locale, text) => expect(formatShort(vnd(amount), locale)).toBe(text));
});

describe("an amount as it is typed", () => {
  it.each([
    ["45k", 45_000],
    ["45 nghìn", 45_000],
    ["1,25tr", 1_250_000],
    ["1.250", 1250],
    ["1.250.000 đ", 1_250_000],
    ["1,250,000", 1_250_000],
    ["2 củ", 2_000_000],
    ["3tỷ", 3_000_000_000],
    ["1.5m", 1_500_000],
  ])("%s", (text, amount) => expect(parseAmount(text, "VND")).toBe(amount));

  it.each(["", "phở", "0", "1.2.3", "12,5", "45 quả", "-5", "1e9", "9999999999999999"])("refuses %j", (text) => expect(parseAmount(text, "VND")).toBeNull());

  it("reads back what it shows, to the đồng", () => {
    for (let power = 0; power <= 15; power += 1) {
      const amount = 10 ** power;
      expect(parseAmount(formatMoney(vnd(amount)), "VND")).toBe(amount);
    }
  });
});
