import type { DraftField, Evidence } from "@/lib/api/schema";

/** A stretch of the sentence; `field` is the piece that it says, if any. */
export interface Segment {
  readonly text: string;
  readonly field: DraftField | null;
  readonly evidence: Evidence | null;
}

/** Where several pieces were read from the same words, the one that people would tap for comes first. */
const RANK: readonly DraftField[] = [
  "amount", "valid_date", "account", "counter_account", "jar", "counter_jar", "person", "category", "recurrence", "tags", "kind", "note",
];

/** A note repeats words that say something else, and a kind is read from them: neither is worth a mark of its own. */
const UNMARKED: ReadonlySet<DraftField> = new Set<DraftField>(["note", "kind"]);

const LONGEST_SHOWN = 160;
const AROUND = 24;

/** Cuts a sentence at the borders of its evidence. Positions count code points, as the backend does. */
export function segmentsOf(sentence: string, evidence: readonly Evidence[]): Segment[] {
  const points = Array.from(sentence);
  const spans = evidence.filter((one) => one.end > one.start && one.start < points.length && !UNMARKED.has(one.field));
  const first = Math.min(points.length, ...spans.map((span) => span.start));
  const last = Math.max(0, ...spans.map((span) => span.end));
  const long = points.length > LONGEST_SHOWN && spans.length > 0;
  const from = long ? Math.max(0, first - AROUND) : 0;
  const to = long ? Math.min(points.length, last + AROUND) : points.length;
  const cuts = new Set([from, to]);
  for (const span of spans) cuts.add(span.start).add(Math.min(span.end, points.length));
  const borders = [...cuts].filter((cut) => cut >= from && cut <= to).sort((a, b) => a - b);
  const segments = borders.slice(1).map((end, index) => piece(points, borders[index]!, end, spans));
  if (from > 0) segments.unshift({ text: "…", field: null, evidence: null });
  if (to < points.length) segments.push({ text: "…", field: null, evidence: null });
  return joined(segments);
}

function piece(points: readonly string[], start: number, end: number, spans: readonly Evidence[]): Segment {
  const covering = spans.filter((span) => span.start <= start && span.end >= end);
  const best = covering.sort((a, b) => RANK.indexOf(a.field) - RANK.indexOf(b.field))[0];
  return { text: points.slice(start, end).join(""), field: best?.field ?? null, evidence: best ?? null };
}

/** Neighbours that say the same become one. */
function joined(segments: readonly Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const before = result.at(-1);
    if (before && before.evidence === segment.evidence) {
      result[result.length - 1] = { ...before, text: before.text + segment.text };
    } else {
      result.push(segment);
    }
  }
  return result;
}

/** Was this field completed rather than said? */
export function isInferred(evidence: readonly Evidence[], field: DraftField): boolean {
  return evidence.some((one) => one.field === field && one.inferred);
}

/** The sentence for a person about where a field came from, or "". */
export function explanationOf(evidence: readonly Evidence[], field: DraftField): string {
  return evidence.find((one) => one.field === field && one.explanation)?.explanation ?? "";
}
