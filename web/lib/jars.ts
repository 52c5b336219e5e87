import type { Jar, JarShare, Money } from "@/lib/api/schema";

export const WHOLE = 10_000;

/** Splits an amount by basis points with largest remainders: the parts add up to the đồng. The remainder share takes what is left. */
export function splitByRule(amount: number, shares: readonly JarShare[]): Map<string, number> {
  const percents = shares.filter((share) => share.kind === "percent" && share.basis_points > 0);
  const rest = shares.find((share) => share.kind === "remainder");
  const total = percents.reduce((sum, share) => sum + share.basis_points, 0);
  if (rest) return withRemainder(amount, percents, rest.jar_id);
  const exact = percents.map((share) => ({ id: share.jar_id, whole: BigInt(amount) * BigInt(share.basis_points) }));
  const parts = new Map(exact.map(({ id, whole }) => [id, Number(whole / BigInt(total))]));
  let missing = amount - [...parts.values()].reduce((sum, part) => sum + part, 0);
  const byRemainder = [...exact].sort((a, b) => Number((b.whole % BigInt(total)) - (a.whole % BigInt(total))));
  for (const { id } of byRemainder) {
    if (missing === 0) break;
    parts.set(id, parts.get(id)! + 1);
    missing -= 1;
  }
  return parts;
}

function withRemainder(amount: number, percents: readonly JarShare[], restId: string): Map<string, number> {
  const parts = new Map(percents.map((share) => [share.jar_id, Number((BigInt(amount) * BigInt(share.basis_points)) / BigInt(WHOLE))]));
  const taken = [...parts.values()].reduce((sum, part) => sum + part, 0);
  parts.set(restId, (parts.get(restId) ?? 0) + amount - taken);
  return parts;
}

/** The body of a transaction that moves money from jar to jar. */
export function moveContent(from: string, to: string, amount: Money, day: string) {
  return { kind: "jar_move", valid_date: day, counter_jar_id: to, splits: [{ amount, jar_id: from }] } as const;
}

/** "55", "12,5" in per cent to basis points, or null. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const points = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0") || 0);
  return points <= WHOLE ? points : null;
}

export function formatPercent(points: number): string {
  return (points / 100).toLocaleString("de-DE", { maximumFractionDigits: 2 });
}

export const isUnassigned = (jar: Jar): boolean => jar.key === "UNASSIGNED";
