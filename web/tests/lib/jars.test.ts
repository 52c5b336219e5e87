import { describe, expect, it } from "vitest";
import type { JarShare } from "@/lib/api/schema";
import { formatPercent, parsePercent, splitByRule } from "@/lib/jars";

const percent = (jar_id: string, basis_points: number): JarShare => ({ jar_id, kind: "percent", basis_points });
const SIX = [percent("NEC", 5500), percent("FFA", 1000), percent("EDU", 1000), percent("LTSS", 1000), percent("PLAY", 1000), percent("GIVE", 500)];

describe("sharing an amount by the rule", () => {
  it("loses nothing of 10.000.001 đ", () => {
    const parts = splitByRule(10_000_001, SIX);
    expect(parts.get("NEC")).toBe(5_500_001);
    expect([...parts.values()].reduce((sum, part) => sum + part)).toBe(10_000_001);
  });
  it("adds up for every small amount", () => {
    for (let amount = 0; amount < 500; amount += 1) {
      expect([...splitByRule(amount, SIX).values()].reduce((sum, part) => sum + part)).toBe(amount);
    }
  });
  it("is exact at 10¹⁵", () => {
    expect([...splitByRule(999_999_999_999_999, SIX).values()].reduce((sum, part) => sum + part)).toBe(999_999_999_999_999);
  });
  it("gives the rest to the jar that takes it", () => {
    const parts = splitByRule(101, [percent("A", 5000), { jar_id: "B", kind: "remainder", basis_points: 0 }]);
    expect(parts).toEqual(new Map([["A", 50], ["B", 51]]));
  });
});

describe("a percentage", () => {
  it.each([["55", 5500], ["12,5", 1250], ["0.25 %", 25], ["100", 10_000]])("%s", (text, points) => expect(parsePercent(text)).toBe(points));
  it.each(["101", "abc", "-5", "1,234"])("refuses %s", (text) => expect(parsePercent(text)).toBeNull());
  it("is shown as it is typed", () => expect(formatPercent(1250)).toBe("12,5"));
});
