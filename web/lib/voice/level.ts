/** How loud it is, and whether somebody is still speaking. */
const QUIETEST_DB = -100;
const METER_FROM_DB = -58;
const METER_TO_DB = -14;

/** Root mean square in decibels of full scale; −100 for nothing. */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return QUIETEST_DB;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.max(QUIETEST_DB, 10 * Math.log10(sum / samples.length + 1e-12));
}

/** The height of the meter, 0 to 1, for a loudness: a whisper is seen, a shout fills it. */
export function meterOf(db: number): number {
  return Math.max(0, Math.min(1, (db - METER_FROM_DB) / (METER_TO_DB - METER_FROM_DB)));
}

/** The meter rises at once and falls slowly, as eyes like it. */
export function eased(before: number, now: number): number {
  return now > before ? now : before * 0.82 + now * 0.18;
}

export type Ending = "waiting" | "speaking" | "paused" | "done" | "nobody" | "too_long";

export interface Patience {
  /** Silence after speech that ends a clip. */
  readonly pauseMs: number;
  /** How long to wait for a first word. */
  readonly nobodyMs: number;
  readonly longestMs: number;
}

export const PATIENCE: Patience = { pauseMs: 1_500, nobodyMs: 9_000, longestMs: 58_000 };

const ABOVE_FLOOR_DB = 10;
const SPEECH_AT_LEAST_DB = -52;
const SPEECH_MS = 160;
const FLOOR_RISES_DB_S = 4;
/** A room this loud is no floor, it is a voice that began at once. */
const FLOOR_AT_MOST_DB = -34;

/** Follows the loudness of a room and of a voice in it. */
export class Ear {
  /** The room; its first moment is taken for it. */
  private floor: number | undefined;
  private spokenMs = 0;
  private quietMs = 0;
  private totalMs = 0;

  constructor(private readonly patience: Patience = PATIENCE) {}

  get hasHeardVoice(): boolean {
    return this.spokenMs >= SPEECH_MS;
  }

  /** Takes `ms` of sound of that loudness. */
  hear(db: number, ms: number): Ending {
    this.totalMs += ms;
    const before = this.floor ?? db;
    const floor = Math.min(FLOOR_AT_MOST_DB, db < before ? db * 0.3 + before * 0.7 : before + (FLOOR_RISES_DB_S * ms) / 1000);
    this.floor = floor;
    const voice = db > Math.max(SPEECH_AT_LEAST_DB, floor + ABOVE_FLOOR_DB);
    this.quietMs = voice ? 0 : this.quietMs + ms;
    if (voice) this.spokenMs += ms;
    return this.ending(voice);
  }

  private ending(voice: boolean): Ending {
    const { pauseMs, nobodyMs, longestMs } = this.patience;
    if (this.totalMs >= longestMs) return "too_long";
    if (!this.hasHeardVoice) return this.totalMs >= nobodyMs ? "nobody" : "waiting";
    if (this.quietMs >= pauseMs) return "done";
    return voice ? "speaking" : "paused";
  }
}
