import { describe, expect, it } from "vitest";
import { leftover, leftoverOf } from "@/lib/leftover";
import type { Draft } from "@/lib/api/schema";

const drafts = [{ draft_id: "1" } as Draft];

describe("what is left of a sentence", () => {
  it("is all of it when no amount was found", () => expect(leftover("ăn phở", { drafts: [], unread: "" })).toEqual({ line: "ăn phở", note: "nothing" }));
  it("is the end that was too much at once", () => expect(leftover("a 1k, b 2k", { drafts, unread: "b 2k" })).toEqual({ line: "b 2k", note: "rest" }));
  it("is nothing otherwise", () => expect(leftover("ăn phở 45k", { drafts, unread: "" })).toEqual({ line: "", note: null }));
  it("is told of a sentence that waited on the device, and of nothing else", () => {
    expect(leftoverOf({ kind: "say", body: { text: "a 1k, b 2k" } }, { drafts, unread: "b 2k" })).toEqual({ line: "b 2k", note: "rest" });
    expect(leftoverOf({ kind: "say", body: { text: "ăn phở" } }, { drafts: [], unread: "" })).toEqual({ line: "ăn phở", note: "nothing" });
    expect(leftoverOf({ kind: "bill", body: null }, {})).toEqual({ line: "", note: null });
  });
});
