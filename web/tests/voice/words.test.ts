import { describe, expect, it } from "vitest";
import { piecesOf, stretchOf } from "@/lib/voice/words";

const word = (text: string, at: number, confidence: number) => ({ text, start_ms: at, end_ms: at + 300, confidence });

describe("doubtful words", () => {
  it("are gathered, so that a doubtful number is one thing to tap", () => {
    const pieces = piecesOf([word("ăn", 0, 0.99), word("phở", 300, 0.97), word("bốn", 600, 0.6), word("lăm", 900, 0.5), word("nghìn", 1200, 0.95)]);
    expect(pieces.map((one) => [one.text, one.doubtful])).toEqual([["ăn phở", false], ["bốn lăm", true], ["nghìn", false]]);
    expect(stretchOf(pieces[1]!, 1400)).toEqual({ from: 0.42, to: 1.38 });
  });
  it("play from the beginning at the earliest and to the end at the latest", () => {
    expect(stretchOf({ startMs: 50, endMs: 400 }, 420)).toEqual({ from: 0, to: 0.42 });
  });
});
