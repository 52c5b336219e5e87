import type { HeardWord } from "@/lib/api/schema";

/** Below this a word is underlined, and a tap plays it. */
export const SURE = 0.85;

export interface HeardPiece {
  readonly text: string;
  readonly doubtful: boolean;
  readonly startMs: number;
  readonly endMs: number;
}

/** Words as they are shown: neighbours of one kind become one piece, so that a doubtful number is one thing to tap. */
export function piecesOf(words: readonly HeardWord[], sure: number = SURE): HeardPiece[] {
  const pieces: HeardPiece[] = [];
  for (const word of words) {
    const doubtful = word.confidence < sure;
    const before = pieces.at(-1);
    if (before && before.doubtful === doubtful) {
      pieces[pieces.length - 1] = { ...before, text: `${before.text} ${word.text}`, endMs: word.end_ms };
    } else {
      pieces.push({ text: word.text, doubtful, startMs: word.start_ms, endMs: word.end_ms });
    }
  }
  return pieces;
}

const AROUND_MS = 180;

/** The stretch of a clip to play for a piece, in seconds: a little before and after, since borders are only guessed. */
export function stretchOf(piece: Pick<HeardPiece, "startMs" | "endMs">, lengthMs: number): { from: number; to: number } {
  const end = lengthMs > 0 ? lengthMs : piece.endMs + AROUND_MS;
  return { from: Math.max(0, piece.startMs - AROUND_MS) / 1000, to: Math.min(end, piece.endMs + AROUND_MS) / 1000 };
}
