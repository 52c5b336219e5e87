"use client";

import type { Query } from "@/lib/api/client";
import { useUrl } from "@/lib/use-url";

/** The names in the URL are the names of the API. */
export const FILTERS = ["q", "kind", "jar_id", "account_id", "from", "to"] as const;
export type FilterName = (typeof FILTERS)[number];

function asQuery(values: readonly string[]): Query {
  return Object.fromEntries(FILTERS.map((name, index) => [name, values[index] || undefined]));
}

/** What narrows the book; it lives in the URL, so that it can be shared and gone back to. */
export function useFilter() {
  const { get, set } = useUrl();
  const values = FILTERS.map(get);
  const filter = asQuery(values);
  return {
    filter,
    get: (name: FilterName) => get(name),
    set: (changes: Partial<Record<FilterName, string | null>>) => set(changes),
    any: values.some(Boolean),
    clear: () => set(Object.fromEntries(FILTERS.map((name) => [name, null]))),
  };
}
