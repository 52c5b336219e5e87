import { describe, expect, it } from "vitest";
import { addDays, addMonths, budgetMonth, dayName, daysOf, isWeekend, monthName, monthSpan, todayIn } from "@/lib/dates";
import { lunarDay } from "@/lib/lunar";

describe("civil days", () => {
  it("cross months and leap years", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(addMonths("2026-01", -13)).toBe("2024-12");
  });
  it("are those of the household's zone", () => {
    expect(todayIn("Asia/Ho_Chi_Minh", new Date("2026-11-22T18:00:00Z"))).toBe("2026-11-23");
  });
  it("have names", () => {
    expect(dayName("2026-09-23", "2026-09-23", "vi")).toBe("Thứ tư 23/9");
    expect(dayName("2025-09-23", "2026-09-23", "vi")).toBe("Thứ ba 23/9/2025");
    expect(monthName("2026-09", "vi")).toBe("Tháng 9, 2026");
    expect(isWeekend("2026-09-26")).toBe(true);
  });
});

describe("a budget month", () => {
  it.each([
    ["2026-11-04", 5, "2026-10"],
    ["2026-11-05", 5, "2026-11"],
    ["2026-01-01", 28, "2025-12"],
  ])("holds %s when pay-day is %d", (day, start, month) => expect(budgetMonth(day, start)).toBe(month));
  it("ends the day before the next one", () => {
    expect(monthSpan("2026-01", 28)).toEqual({ from: "2026-01-28", to: "2026-02-27" });
    expect(daysOf("2026-11-01", "2026-11-30")).toHaveLength(30);
  });
});

describe("the lunar day", () => {
  // Tết of nine years, and a rằm tháng Giêng.
  it.each([
    "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26",
  ])("%s is mùng 1", (day) => expect(lunarDay(day)).toBe(1));
  it("is 15 at rằm", () => expect(lunarDay("2026-03-03")).toBe(15));
});
