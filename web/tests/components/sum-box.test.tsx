import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { SumBox } from "@/components/bills/sum-box";
import { Verdict } from "@/components/bills/verdict";
import { editedLines, NO_EDITS, sumOf } from "@/lib/bills/split";
import { bill, line } from "../fixtures/bill";
import { shown } from "./intl";

const off = bill([{ ...line("Gạo", 158_000), breaks_the_sum: true }, line("Sữa", 64_000)], { total: 249_000 });
const mended = { lines: { 0: { amount: { amount: 185_000, currency: "VND" } } }, total: null };

describe("a sum that does not close", () => {
  it("says by how much, and can be taken as the total", () => {
    const total = vi.fn();
    const { getByText } = shown(<SumBox sum={sumOf(off, NO_EDITS)} currency="VND" onTotal={total} />);
    expect(getByText("Còn lệch 27.000 đ")).toBeTruthy();
    fireEvent.click(getByText("Lấy tổng là 222.000 đ"));
    expect(total).toHaveBeenCalledWith(222_000);
  });
  it("closes when its line is put right", () => {
    const { getByText } = shown(<SumBox sum={sumOf(off, mended)} currency="VND" onTotal={vi.fn()} />);
    expect(getByText("Cộng lại khớp tổng")).toBeTruthy();
  });
});

describe("the verdict", () => {
  const look = (edits: typeof mended | typeof NO_EDITS) => {
    const [breaking] = editedLines(off, edits);
    return shown(<Verdict verified={false} sum={sumOf(off, edits)} breaking={breaking} hasLines currency="VND" />).container.textContent;
  };
  it("names the line that breaks the sum", () => expect(look(NO_EDITS)).toContain("Dòng “Gạo” làm lệch tổng."));
  it("is good again when the sum closes", () => expect(look(mended)).toContain("Khớp số"));
});
