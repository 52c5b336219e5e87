import { describe, expect, it } from "vitest";
import { Ear, eased, loudness, meterOf, type Ending } from "@/lib/voice/level";

const hear = (ear: Ear, db: number, ms: number): Ending => {
  let ending: Ending = "waiting";
  for (let passed = 0; passed < ms; passed += 50) ending = ear.hear(db, 50);
  return ending;
};

describe("loudness", () => {
  it("is 0 dB for a full square wave and −100 for nothing", () => {
    expect(loudness(Float32Array.of(1, -1, 1, -1))).toBeCloseTo(0);
    expect(loudness(new Float32Array(0))).toBe(-100);
    expect(loudness(new Float32Array(8))).toBeLessThanOrEqual(-100);
  });
  it("fills the meter between a whisper and a shout", () => {
    expect(meterOf(-80)).toBe(0);
    expect(meterOf(-36)).toBeCloseTo(0.5);
    expect(meterOf(0)).toBe(1);
  });
  it("rises at once and falls slowly", () => {
    expect(eased(0.1, 0.9)).toBe(0.9);
    expect(eased(0.9, 0.1)).toBeGreaterThan(0.7);
  });
});

describe("the ear", () => {
  it("waits for a first word, follows it, and is done after a pause", () => {
    const ear = new Ear();
    expect(hear(ear, -65, 500)).toBe("waiting");
    expect(hear(ear, -28, 900)).toBe("speaking");
    expect(hear(ear, -65, 600)).toBe("paused");
    expect(hear(ear, -28, 300)).toBe("speaking");
    expect(hear(ear, -65, 1500)).toBe("done");
  });
  it("is not kept awake by a fan, nor ended by a voice that began at once", () => {
    const fan = new Ear();
    hear(fan, -44, 2500);
    expect(fan.hear(-44, 50)).toBe("waiting");
    const quick = new Ear();
    expect(hear(quick, -22, 1200)).toBe("speaking");
  });
  it("tells when nobody speaks, and when somebody never ends", () => {
    expect(hear(new Ear(), -70, 9000)).toBe("nobody");
    expect(hear(new Ear(), -20, 58_000)).toBe("too_long");
  });
});
