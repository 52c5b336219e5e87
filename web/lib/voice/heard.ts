import { wavOf } from "./pcm";
import type { HeardWord } from "@/lib/api/schema";

/** A clip that became drafts: kept with them on this device, so that a doubtful word can be played. */
export interface HeardClip {
  /** The request that brought it. */
  readonly id: string;
  readonly evidenceId: string | null;
  readonly text: string;
  readonly words: readonly HeardWord[];
  readonly durationMs: number;
  readonly draftIds: readonly string[];
}

const MOST = 20;

/** The newest first; the oldest make room. */
export function withClip(clips: readonly HeardClip[], clip: HeardClip): HeardClip[] {
  return [clip, ...clips.filter((one) => one.id !== clip.id)].slice(0, MOST);
}

/** Those of which a draft still waits. */
export function stillWaiting(clips: readonly HeardClip[], draftIds: ReadonlySet<string>): HeardClip[] {
  return clips.filter((clip) => clip.draftIds.some((id) => draftIds.has(id)));
}

const urls = new Map<string, string>();

/** Keeps the sound itself while the page is open: it plays without asking the backend, which may keep none. */
export function rememberSound(id: string, samples: Int16Array): void {
  const before = urls.get(id);
  if (before) URL.revokeObjectURL(before);
  urls.set(id, URL.createObjectURL(new Blob([wavOf(samples)], { type: "audio/wav" })));
}

export function soundOf(id: string): string | undefined {
  return urls.get(id);
}

export function forgetSound(id: string): void {
  const url = urls.get(id);
  if (url) URL.revokeObjectURL(url);
  urls.delete(id);
}
