/** Why nothing can be heard. Each has its own sentence, and what to do about it. */
export type Trouble =
  | "insecure" | "unsupported" | "denied" | "no_device" | "busy"
  | "nothing_heard" | "noise" | "nobody" | "no_amount" | "engine_down" | "kept" | "refused" | "dictation_failed";

/** What the browser said when asked for the microphone. */
export function troubleOf(failure: unknown): Trouble {
  const name = failure instanceof Error ? failure.name : "";
  if (name === "NotAllowedError" || name === "SecurityError" || name === "PermissionDeniedError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "DevicesNotFoundError") return "no_device";
  if (name === "NotReadableError" || name === "AbortError" || name === "TrackStartError") return "busy";
  return "unsupported";
}

interface Surroundings {
  readonly isSecureContext: boolean;
  readonly navigator: { readonly mediaDevices?: unknown };
}

/** What can be said before the microphone is asked for: browsers hide it from pages that came by an insecure address. */
export function troubleBefore(window: Surroundings): Trouble | null {
  if (!window.isSecureContext) return "insecure";
  if (!window.navigator.mediaDevices || typeof AudioWorkletNode === "undefined") return "unsupported";
  return null;
}

/** Nothing was lost and nothing is wrong with the machine: the person just says it again. */
export const MILD: ReadonlySet<Trouble> = new Set<Trouble>(["nothing_heard", "noise", "nobody", "no_amount", "kept"]);
