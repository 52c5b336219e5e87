import type { Locale } from "@/lib/locale";

/** What the backend answers instead of a result (RFC 9457). */
export interface ProblemBody {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly detail_vi?: string;
  readonly detail_en?: string;
  readonly reason?: string;
  readonly trace_id?: string;
  readonly errors?: readonly { field: string; message: string }[] | null;
}

/** A refusal by the backend: it understood and said no. The same request would get the same answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.reason ?? body.title ?? `HTTP ${status}`);
    this.name = "Problem";
  }

  get reason(): string {
    return this.body.reason ?? "";
  }

  sentence(locale: Locale): string {
    return (locale === "vi" ? this.body.detail_vi : this.body.detail_en) ?? this.body.detail ?? this.message;
  }
}

/** No answer, or none of the backend's own: the request may be sent again with the same id. */
export class Unreachable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "Unreachable";
  }
}

const PASSING = new Set([408, 425, 429, 502, 503, 504]);

export async function problemOf(response: Response): Promise<Problem | Unreachable> {
  if (PASSING.has(response.status)) return new Unreachable(`HTTP ${response.status}`);
  const body: unknown = await response.json().catch(() => ({}));
  return new Problem(response.status, typeof body === "object" && body !== null ? (body as ProblemBody) : {});
}
