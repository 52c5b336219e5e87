import type { Bill, BillField, BillLine } from "@/lib/api/schema";

/** A line as the person has it now: what was read, with what they changed. */
export interface EditedLine extends BillLine {
  /** Its place on the bill. */
  readonly place: number;
}

/** What a person changed on a bill, by place of the line. Kept on this device until the bill is confirmed. */
export interface BillEdits {
  readonly lines: Readonly<Record<number, Partial<Pick<BillLine, "name" | "amount" | "category_id" | "jar_id">>>>;
  readonly total: number | null;
}

export const NO_EDITS: BillEdits = { lines: {}, total: null };

export function editedLines(bill: Bill, edits: BillEdits): EditedLine[] {
  return bill.lines.map((line, place) => ({ ...line, ...edits.lines[place], place }));
}

/** What a piece of the bill says in minor units; 0 when it is not there. */
export function amountOf(bill: Bill, field: BillField): number {
  return bill.pieces.find((piece) => piece.field === field)?.amount?.amount ?? 0;
}

export interface Sum {
  readonly lines: number;
  /** Taken off, positive. */
  readonly discount: number;
  readonly fee: number;
  /** Only what is added on top: tax inside the prices counts nothing. */
  readonly vat: number;
  readonly rounding: number;
  readonly total: number;
  /** What is missing from the lines' side; 0 when the sum closes. */
  readonly off: number;
}

/** Does the tax come on top of the prices? Only when the sum as read closes with it and not without it. */
export function isTaxOnTop(bill: Bill): boolean {
  const vat = amountOf(bill, "vat");
  if (vat === 0) return false;
  return without(bill) + vat === amountOf(bill, "total");
}

function without(bill: Bill): number {
  const lines = bill.lines.reduce((sum, line) => sum + (line.amount?.amount ?? 0), 0);
  return lines - Math.abs(amountOf(bill, "discount")) + amountOf(bill, "fee") + amountOf(bill, "rounding");
}

/** The bill's arithmetic with what was changed: lines − discount + fee + tax on top ± rounding against the total. */
export function sumOf(bill: Bill, edits: BillEdits): Sum {
  const lines = editedLines(bill, edits).reduce((sum, line) => sum + (line.amount?.amount ?? 0), 0);
  const discount = Math.abs(amountOf(bill, "discount"));
  const fee = amountOf(bill, "fee");
  const vat = isTaxOnTop(bill) ? amountOf(bill, "vat") : 0;
  const rounding = amountOf(bill, "rounding");
  const total = edits.total ?? amountOf(bill, "total");
  return { lines, discount, fee, vat, rounding, total, off: total - (lines - discount + fee + vat + rounding) };
}

/** Splits a total by weights: whole units, largest remainders, nothing lost. Everything goes to the first when no weight is positive. */
export function spread(weights: readonly number[], total: number): number[] {
  const counted = weights.map((weight) => Math.max(0, weight));
  const whole = counted.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = counted.map((weight) => BigInt(total) * BigInt(weight));
  const parts = exact.map((product) => Number(product / BigInt(whole)));
  const remainder = (index: number) => exact[index]! % BigInt(whole);
  const order = parts.map((_, index) => index).sort((a, b) => Number(remainder(b) - remainder(a)) || a - b);
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  for (const index of order.slice(0, missing)) parts[index] = parts[index]! + 1;
  return parts;
}

export interface Part {
  readonly category_id: string | null;
  readonly jar_id: string | null;
  readonly amount: number;
  readonly names: readonly string[];
}

/** The lines gathered by category and jar; discount, tax and rounding are spread over them, so that the parts add up to the total. */
export function partsOf(lines: readonly EditedLine[], total: number): Part[] {
  const groups = new Map<string, { category_id: string | null; jar_id: string | null; sum: number; names: string[] }>();
  for (const line of lines) {
    const name = `${line.category_id ?? ""}/${line.jar_id ?? ""}`;
    const group = groups.get(name) ?? { category_id: line.category_id, jar_id: line.jar_id, sum: 0, names: [] };
    group.sum += line.amount?.amount ?? 0;
    group.names.push(line.name);
    groups.set(name, group);
  }
  const found = [...groups.values()];
  const amounts = spread(found.map((group) => group.sum), total);
  return found
    .map(({ category_id, jar_id, names }, index) => ({ category_id, jar_id, names, amount: amounts[index]! }))
    .filter((part) => part.amount > 0);
}
