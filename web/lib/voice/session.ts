import type { Line } from "@/lib/api/voice";
import { Problem } from "@/lib/api/problem";
import { Ear, eased, loudness, meterOf } from "./level";
import { Framer, Resampler, toInt16 } from "./pcm";
import type { Record, Recording } from "./recorder";
import { troubleOf, type Trouble } from "./trouble";
import type { DraftsEvent, Transcript, VoiceStart } from "@/lib/api/schema";

export type Phase = "idle" | "asking" | "listening" | "reading" | "trouble";

export interface VoiceState {
  readonly phase: Phase;
  /** Ends when the finger lifts; otherwise by a tap or by silence. */
  readonly hold: boolean;
  readonly text: string;
  readonly words: Transcript["words"];
  readonly trouble: Trouble | null;
  /** The backend's own sentence about the trouble, when it had one. */
  readonly problem: Problem | null;
}

/** A clip with the message that belongs before it. */
export interface Clip {
  readonly start: VoiceStart;
  readonly samples: Int16Array;
}

/** What a session needs of the world; tests give it another one. */
export interface World {
  readonly before: () => Trouble | null;
  readonly record: Record;
  readonly start: () => VoiceStart;
  readonly open: (start: VoiceStart, onWords: (transcript: Transcript, isPause: boolean) => void) => Line;
  /** Keeps a clip on the device and tries to send it: the answer, or null when it waits. */
  readonly keep: (clip: Clip) => Promise<DraftsEvent | null>;
  /** Shows what came of a clip. Answers what to tell the person, if anything. */
  readonly arrived: (answer: DraftsEvent, clip: Clip) => Trouble | null;
}

/** Whoever listens: Heo's own ear, or the browser's. */
export interface Listener {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => VoiceState;
  /** 0 to 1, now. */
  readonly level: () => number;
  readonly start: (hold: boolean) => void;
  /** The finger lifted soon: it was a tap, and listening goes on. */
  readonly letGo: () => void;
  readonly finish: () => void;
  readonly cancel: () => void;
}

export const IDLE: VoiceState = { phase: "idle", hold: false, text: "", words: [], trouble: null, problem: null };

const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

class Take {
  recording: Recording | undefined;
  line: Line | undefined;
  resampler: Resampler | undefined;
  readonly framer = new Framer();
  readonly ear = new Ear();
  constructor(readonly start: VoiceStart) {}

  clip(): Clip {
    return { start: this.start, samples: this.framer.clip() };
  }
}

/** One clip at a time: from the tap to its drafts. */
export class VoiceSession implements Listener {
  private state = IDLE;
  private take: Take | undefined;
  private meter = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly world: () => World) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): VoiceState => this.state;
  level = (): number => this.meter;

  start = (hold: boolean): void => {
    if (this.take || this.state.phase === "reading") return;
    const trouble = this.world().before();
    if (trouble) return this.fail(trouble);
    const take = (this.take = new Take(this.world().start()));
    this.change({ ...IDLE, phase: "asking", hold });
    this.world().record((samples, rateHz) => this.heard(take, samples, rateHz)).then(
      (recording) => this.opened(take, recording),
      (failure: unknown) => this.take === take && this.fail(troubleOf(failure)),
    );
  };

  letGo = (): void => {
    this.take?.recording?.wake();
    if (this.state.hold) this.change({ ...this.state, hold: false });
  };

  finish = (): void => {
    const take = this.take;
    // Released while the browser still asks for the microphone: nothing was said yet, so listening goes on by tap.
    if (!take?.recording) return this.letGo();
    this.take = undefined;
    this.meter = 0;
    this.change({ ...this.state, phase: "reading" });
    void this.send(take, take.recording);
  };

  cancel = (): void => {
    const take = this.take;
    this.take = undefined;
    this.meter = 0;
    void take?.recording?.stop();
    take?.line?.cancel();
    this.change(IDLE);
  };

  private opened(take: Take, recording: Recording): void {
    if (this.take !== take) return void recording.stop();
    take.recording = recording;
    this.change({ ...this.state, phase: "listening" });
  }

  private heard(take: Take, samples: Float32Array, rateHz: number): void {
    take.resampler ??= new Resampler(rateHz);
    take.line ??= this.call(take);
    for (const piece of take.framer.push(toInt16(take.resampler.push(samples)))) take.line.send(piece);
    if (this.take !== take) return;
    const db = loudness(samples);
    this.meter = eased(this.meter, meterOf(db));
    const ending = take.ear.hear(db, (samples.length / rateHz) * 1000);
    if (ending === "too_long" || (ending === "done" && !this.state.hold)) this.finish();
    if (ending === "nobody" && !this.state.hold) {
      this.cancel();
      this.fail("nobody");
    }
  }

  private call(take: Take): Line {
    const line = this.world().open(take.start, (transcript, isPause) => {
      if (this.take !== take && this.state.phase !== "reading") return;
      this.change({ ...this.state, text: transcript.text, words: transcript.words });
      if (isPause && this.take === take && !this.state.hold) this.finish();
    });
    line.answer.catch(() => undefined); // asked about when the clip ends; until then it goes on being recorded
    return line;
  }

  private async send(take: Take, recording: Recording): Promise<void> {
    await recording.stop();
    const line = (take.line ??= this.call(take));
    const rest = take.framer.flush();
    if (rest.length > 0) line.send(rest);
    line.end();
    try {
      this.settle(await line.answer, take);
    } catch (failure) {
      await this.rescue(take, failure);
    }
  }

  private async rescue(take: Take, failure: unknown): Promise<void> {
    if (failure instanceof Problem && !PASSING.has(failure.status)) return this.fail("refused", failure);
    const answer = await this.world().keep(take.clip());
    if (answer) this.settle(answer, take);
    else this.fail(failure instanceof Problem ? "engine_down" : "kept");
  }

  private settle(answer: DraftsEvent, take: Take): void {
    const trouble = this.world().arrived(answer, take.clip());
    if (trouble) this.fail(trouble);
    else this.change(IDLE);
  }

  private fail(trouble: Trouble, problem: Problem | null = null): void {
    this.take = undefined;
    this.meter = 0;
    this.change({ ...IDLE, text: this.state.text, words: this.state.words, phase: "trouble", trouble, problem });
  }

  private change(state: VoiceState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

