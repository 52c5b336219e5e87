import type { Account, CategorySum, Jar } from "@/lib/api/schema";
import { hueOf } from "@/lib/names";

export interface Slice {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly count: number;
  readonly colour: string;
  readonly icon: string;
}

/** Top categories of spending, largest first. A slice takes its jar's colour; brothers of one jar get lighter and lighter. */
export function slicesOf(sums: readonly CategorySum[], account: (id: string) => Account | undefined, jar: (id: string | null | undefined) => Jar | undefined): Slice[] {
  const tops = sums.filter((sum) => !sum.parent_id && sum.amount.amount > 0 && account(sum.category_id)?.type === "expense");
  const seen = new Map<string, number>();
  return tops.map((sum) => {
    const category = account(sum.category_id)!;
    const hue = hueOf(jar(category.default_jar_id));
    const nth = seen.get(hue) ?? 0;
    seen.set(hue, nth + 1);
    const strength = Math.max(30, 100 - nth * 16);
    return {
      id: sum.category_id, name: category.name, amount: sum.amount.amount, count: sum.count, icon: category.icon,
      colour: `color-mix(in oklch, var(--jar-${hue}) ${strength}%, var(--card))`,
    };
  });
}

/** Sums with each parent before its children, both largest first. */
export function inGroups(sums: readonly CategorySum[]): CategorySum[] {
  const tops = sums.filter((sum) => !sum.parent_id);
  const lone = sums.filter((sum) => sum.parent_id && tops.every((top) => top.category_id !== sum.parent_id));
  return [...tops.flatMap((top) => [top, ...sums.filter((sum) => sum.parent_id === top.category_id)]), ...lone];
}
