import type { Account, Jar } from "@/lib/api/schema";

/** Looks up what a household calls its things. */
export interface Names {
  readonly account: (id: string | null | undefined) => Account | undefined;
  readonly jar: (id: string | null | undefined) => Jar | undefined;
}

export function namesOf(accounts: readonly Account[], jars: readonly Jar[]): Names {
  const byAccount = new Map(accounts.map((account) => [account.account_id, account]));
  const byJar = new Map(jars.map((jar) => [jar.jar_id, jar]));
  return { account: (id) => byAccount.get(id ?? ""), jar: (id) => byJar.get(id ?? "") };
}

const HUES = new Set(["clay", "jade", "indigo", "teal", "marigold", "lotus"]);

/** The colour token of a jar; a plain one for what has none. */
export function hueOf(jar: Pick<Jar, "hue"> | undefined): string {
  return jar && HUES.has(jar.hue) ? jar.hue : "stone";
}

export const JAR_HUES: readonly string[] = [...HUES];

/** How full: what is left of what the month began with and received. */
export function fillOf(jar: Jar): number {
  const whole = jar.balance.amount + jar.month_out.amount;
  return whole > 0 ? Math.min(1, Math.max(0, jar.balance.amount / whole)) : 0;
}

/** Small letters without marks, for searching. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
}

export const isCategory = (account: Account): boolean => account.type === "expense" || account.type === "income";
export const isPurse = (account: Account): boolean => account.type === "asset" || account.type === "liability";

/** Categories in two levels: each parent followed by its children. */
export function inLevels(categories: readonly Account[]): Account[] {
  const tops = categories.filter((one) => !one.parent_id);
  return tops.flatMap((top) => [top, ...categories.filter((one) => one.parent_id === top.account_id)]);
}
