import { act } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { DropZone } from "@/components/bills/drop-zone";
import { shown } from "./intl";

const picture = new File(["jpeg"], "bill.jpg", { type: "image/jpeg" });

function fire(name: string, transfer: Readonly<Record<string, unknown>>): Event {
  const event = new Event(name, { bubbles: true, cancelable: true });
  Object.assign(event, transfer);
  act(() => void window.dispatchEvent(event));
  return event;
}

describe("the page as a place to put bills", () => {
  const files = { dataTransfer: { types: ["Files"], files: [picture] } };
  it("says so while something is held over it, and takes what is dropped", () => {
    const taken = vi.fn();
    const { queryByText } = shown(<DropZone onFiles={taken} />);
    expect(queryByText("Thả hoá đơn vào đây")).toBeNull();
    fire("dragenter", files);
    expect(queryByText("Thả hoá đơn vào đây")).not.toBeNull();
    expect(fire("drop", files).defaultPrevented).toBe(true);
    expect(taken).toHaveBeenCalledWith([picture]);
    expect(queryByText("Thả hoá đơn vào đây")).toBeNull();
  });
  it("leaves alone what is no file: a link, a word", () => {
    const taken = vi.fn();
    shown(<DropZone onFiles={taken} />);
    expect(fire("drop", { dataTransfer: { types: ["text/plain"], files: [] } }).defaultPrevented).toBe(false);
    expect(taken).not.toHaveBeenCalled();
  });
  it("takes a pasted picture, and lets pasted words be words", () => {
    const taken = vi.fn();
    shown(<DropZone onFiles={taken} />);
    fire("paste", { clipboardData: { types: ["text/plain", "Files"], files: [picture] } });
    expect(taken).not.toHaveBeenCalled();
    expect(fire("paste", { clipboardData: { types: ["Files"], files: [picture] } }).defaultPrevented).toBe(true);
    expect(taken).toHaveBeenCalledWith([picture]);
  });
});
