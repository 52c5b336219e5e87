import { describe, expect, it, vi } from "vitest";
import { Problem, Unreachable } from "@/lib/api/problem";
import type { DraftsEvent, Transcript } from "@/lib/api/schema";
import type { Line } from "@/lib/api/voice";
import { VoiceSession, type World } from "@/lib/voice/session";

const transcript = (text: string): Transcript => ({
  text, words: text.split(" ").map((word, at) => ({ text: word, start_ms: at * 300, end_ms: at * 300 + 250, confidence: 0.9 })),
  confidence: 0.9, amounts: [], nothing_heard: null, duration_ms: 900,
});
const heard: DraftsEvent = { type: "drafts", transcript: transcript("ăn phở"), evidence_id: null, drafts: [], question: null, unread: "" };
const speech = (ms: number) => Float32Array.from({ length: ms * 16 }, (_, at) => 0.3 * Math.sin(at / 5));
const silence = (ms: number) => new Float32Array(ms * 16);

/** A world in which the microphone is fed by hand and the line answers what it is told. */
function world(answer: () => Promise<DraftsEvent> = () => Promise.resolve(heard)) {
  const sent: number[] = [];
  const said: string[] = [];
  const arrived = vi.fn((): null => null);
  const keep = vi.fn(async (): Promise<DraftsEvent | null> => null);
  const made = {
    feed: (() => undefined) as (samples: Float32Array) => void,
    words: (() => undefined) as (transcript: Transcript, isPause: boolean) => void,
    closed: 0,
  };
  const one: World = {
    before: () => null,
    record: async (hear) => {
      made.feed = (samples) => hear(samples, 16_000);
      return { wake: () => undefined, stop: async () => void (made.closed += 1) };
    },
    start: () => ({ type: "start", request_id: "id", encoding: "linear16", sample_rate_hz: 16_000, said_on: "2026-11-25" }),
    open: (_start, onWords): Line => {
      made.words = onWords;
      return { answer: answer(), send: (piece) => sent.push(piece.length), end: () => said.push("end"), cancel: () => said.push("cancel") };
    },
    keep,
    arrived,
  };
  return { one, made, sent, said, arrived, keep };
}

const passed = () => new Promise((done) => setTimeout(done, 0));

async function listening(w: ReturnType<typeof world>, hold: boolean) {
  const session = new VoiceSession(() => w.one);
  session.start(hold);
  expect(session.snapshot().phase).toBe("asking");
  await passed();
  expect(session.snapshot().phase).toBe("listening");
  return session;
}

describe("listening", () => {
  it("sends what is spoken while it is spoken, and the rest when the finger lifts", async () => {
    const w = world();
    const session = await listening(w, true);
    w.made.feed(speech(120));
    expect(w.sent).toEqual([800, 800]);
    expect(session.level()).toBeGreaterThan(0.5);
    session.finish();
    expect(session.snapshot().phase).toBe("reading");
    await passed();
    expect([w.sent, w.said]).toEqual([[800, 800, 320], ["end"]]);
    expect(w.arrived).toHaveBeenCalledWith(heard, expect.objectContaining({ samples: expect.any(Int16Array) }));
    expect([session.snapshot().phase, w.made.closed]).toEqual(["idle", 1]);
  });
  it("shows the words as they come", async () => {
    const w = world();
    const session = await listening(w, true);
    w.made.feed(speech(200));
    w.made.words(transcript("ăn phở bốn lăm"), false);
    expect(session.snapshot().text).toBe("ăn phở bốn lăm");
  });
  it("ends by silence after a tap, and not while a finger holds", async () => {
    const tapped = world();
    const byTap = await listening(tapped, false);
    const held = world();
    const byHold = await listening(held, true);
    for (const w of [tapped, held]) {
      w.made.feed(silence(200));
      for (let at = 0; at < 10; at += 1) w.made.feed(speech(50));
      for (let at = 0; at < 32; at += 1) w.made.feed(silence(50));
    }
    expect([byTap.snapshot().phase, byHold.snapshot().phase]).toEqual(["reading", "listening"]);
  });
  it("goes on by tap when the finger lifted before the browser had asked", async () => {
    const w = world();
    const session = new VoiceSession(() => w.one);
    session.start(true);
    session.finish();
    await passed();
    expect(session.snapshot()).toMatchObject({ phase: "listening", hold: false });
  });
  it("forgets a clip that is cancelled", async () => {
    const w = world();
    const session = await listening(w, false);
    w.made.feed(speech(300));
    session.cancel();
    expect([session.snapshot().phase, w.said, w.made.closed]).toEqual(["idle", ["cancel"], 1]);
    expect(w.arrived).not.toHaveBeenCalled();
  });
});

describe("what goes wrong", () => {
  const after = async (failure: Error, kept: DraftsEvent | null) => {
    const w = world(() => Promise.reject(failure));
    w.keep.mockResolvedValue(kept);
    const session = await listening(w, true);
    w.made.feed(speech(300));
    session.finish();
    await passed();
    return { session, w };
  };
  it("keeps a clip that could not be sent", async () => {
    const { session, w } = await after(new Unreachable("no network"), null);
    expect(w.keep).toHaveBeenCalledOnce();
    expect(session.snapshot()).toMatchObject({ phase: "trouble", trouble: "kept" });
  });
  it("says when nobody listens, and keeps the clip", async () => {
    const { session, w } = await after(new Problem(503, { reason: "ENGINE_UNAVAILABLE" }), null);
    expect(w.keep).toHaveBeenCalledOnce();
    expect(session.snapshot().trouble).toBe("engine_down");
  });
  it("shows the drafts when the second way went through", async () => {
    const { session, w } = await after(new Unreachable("line broke"), heard);
    expect([session.snapshot().phase, w.arrived.mock.calls.length]).toEqual(["idle", 1]);
  });
  it("does not keep what was refused", async () => {
    const { session, w } = await after(new Problem(413, { reason: "AUDIO_TOO_LONG" }), null);
    expect(w.keep).not.toHaveBeenCalled();
    expect(session.snapshot().trouble).toBe("refused");
  });
  it("says at once that the address is not secure, or that the microphone is denied", async () => {
    const insecure = world();
    const session = new VoiceSession(() => ({ ...insecure.one, before: () => "insecure" }));
    session.start(true);
    expect(session.snapshot().trouble).toBe("insecure");
    const denied = new VoiceSession(() => ({ ...insecure.one, record: () => Promise.reject(Object.assign(new Error(), { name: "NotAllowedError" })) }));
    denied.start(false);
    await passed();
    expect(denied.snapshot().trouble).toBe("denied");
  });
});
