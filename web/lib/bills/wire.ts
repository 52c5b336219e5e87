import type { Money } from "@/lib/api/schema";

/** A place in a picture, in shares of the upright page, 0 to 1. */
export interface Box {
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type BillField =
  | "merchant" | "address" | "time" | "total" | "payment" | "vat" | "discount" | "fee" | "cash" | "change" | "rounding";

export interface BillPiece {
  readonly field: BillField;
  readonly text: string;
  readonly amount: Money | null;
  readonly box: Box | null;
  readonly confidence: number;
  readonly verified: boolean;
}

export interface BillLine {
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly unit_price: Money | null;
  readonly amount: Money | null;
  readonly box: Box | null;
  readonly confidence: number;
  readonly breaks_the_sum: boolean;
  readonly category_id: string | null;
  readonly jar_id: string | null;
}

export interface Bill {
  readonly kind: "bill" | "transfer" | "none";
  readonly pieces: readonly BillPiece[];
  readonly lines: readonly BillLine[];
  readonly verified: boolean;
  readonly why: readonly string[];
  readonly draft_id: string | null;
}

export interface ReadingPage {
  readonly evidence_id: string;
  readonly media_type: string;
}

export type ReadingStage = "queued" | "reading" | "done" | "failed";

export interface Reading {
  readonly reading_id: string;
  readonly stage: ReadingStage;
  readonly progress: number;
  readonly ahead: number;
  readonly pages: readonly ReadingPage[];
  readonly bills: readonly Bill[];
  readonly failure: string;
  readonly create_time: string;
}
