import { describe, expect, it } from "vitest";
import { clipOf, Framer, Resampler, toInt16, wavOf } from "@/lib/voice/pcm";

const tone = (hz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hz * index) / rate));
const power = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);

describe("the resampler", () => {
  it.each([44_100, 48_000, 96_000, 8_000])("keeps a voice's tone that comes at %i Hz, as long as it was", (rate) => {
    const made = new Resampler(rate).push(tone(440, rate, 1));
    expect(made.length).toBeGreaterThan(15_900);
    expect(made.length).toBeLessThanOrEqual(16_000);
    expect(power(made.slice(400, -400))).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });
  it("lets nothing through that 16 kHz cannot hold", () => {
    expect(power(new Resampler(48_000).push(tone(11_000, 48_000, 1)).slice(400, -400))).toBeLessThan(0.005);
  });
  it("hears no seam between pieces", () => {
    const whole = tone(300, 44_100, 0.5);
    const atOnce = new Resampler(44_100).push(whole);
    const inPieces = new Resampler(44_100);
    const made: number[] = [];
    for (let at = 0; at < whole.length; at += 777) made.push(...inPieces.push(whole.slice(at, at + 777)));
    expect(made.length).toBe(atOnce.length);
    expect(Math.max(...made.map((one, index) => Math.abs(one - atOnce[index]!)))).toBeLessThan(1e-3);
  });
});

describe("16-bit samples", () => {
  it("are cut off where they are too loud, not wrapped", () => {
    expect([...toInt16(Float32Array.of(0, 1, -1, 3, -3))]).toEqual([0, 32_767, -32_767, 32_767, -32_767]);
  });
});

describe("the framer", () => {
  const numbers = (from: number, count: number) => Int16Array.from({ length: count }, (_, index) => from + index);
  it("cuts pieces of one length and keeps every sample in order", () => {
    const framer = new Framer(4);
    const pieces = [...framer.push(numbers(0, 3)), ...framer.push(numbers(3, 7)), ...framer.push(numbers(10, 1))];
    expect(pieces.map((piece) => [...piece])).toEqual([[0, 1, 2, 3], [4, 5, 6, 7]]);
    expect([...framer.flush()]).toEqual([8, 9, 10]);
    expect([...framer.clip()]).toEqual([...numbers(0, 11)]);
    expect(framer.flush()).toHaveLength(0);
  });
});

describe("a WAV file", () => {
  it("says what it holds, and gives it back", () => {
    const clip = Int16Array.of(1, -2, 300);
    const file = wavOf(clip);
    const view = new DataView(file);
    expect(new TextDecoder().decode(file.slice(0, 4))).toBe("RIFF");
    expect([view.getUint32(24, true), view.getUint16(34, true), view.getUint32(40, true)]).toEqual([16_000, 16, 6]);
    expect([...clipOf(file)]).toEqual([1, -2, 300]);
  });
});
