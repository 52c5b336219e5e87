import type { Draft, Question } from "@/lib/api/schema";

/** What goes over the voice line. Audio goes as binary messages: signed 16-bit little-endian samples, one channel, 16 kHz. */
export interface HeardWord {
  readonly text: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly confidence: number;
}

export interface HeardAmount {
  readonly minor_units: number;
  readonly posterior: number;
}

export interface Transcript {
  readonly text: string;
  readonly words: readonly HeardWord[];
  readonly confidence: number;
  readonly amounts: readonly HeardAmount[];
  readonly nothing_heard: "silence" | "noise" | null;
  readonly duration_ms: number;
}

/** The first message: what comes, under the id that makes a repeated clip the same clip. */
export interface VoiceStart {
  readonly type: "start";
  readonly request_id: string;
  readonly encoding: "linear16";
  readonly sample_rate_hz: number;
  readonly said_on: string;
}

/** The last message of a clip; `cancel` forgets it. */
export interface VoiceEnd {
  readonly type: "end" | "cancel";
}

/** What was heard so far; it replaces what came before. */
export interface WordsEvent {
  readonly type: "words";
  readonly transcript: Transcript;
  readonly is_pause: boolean;
}

/** The end: what was heard, the kept clip, and the drafts that it became. */
export interface DraftsEvent {
  readonly type: "drafts";
  readonly transcript: Transcript;
  readonly evidence_id: string | null;
  readonly drafts: readonly Draft[];
  readonly question: Question | null;
}

/** A refusal, in the words of problem JSON. */
export interface ProblemEvent {
  readonly type: "problem";
  readonly status: number;
  readonly reason: string;
  readonly detail_vi: string;
  readonly detail_en: string;
}

export type VoiceEvent = WordsEvent | DraftsEvent | ProblemEvent;
