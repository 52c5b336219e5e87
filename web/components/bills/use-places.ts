"use client";

import { categoryChoices, jarChoices } from "@/components/pick/choices";
import type { Account } from "@/lib/api/schema";
import { hueOf } from "@/lib/names";
import { useNames } from "@/lib/use-names";

/** The categories and jars that something bought can go to. */
export function usePlaces() {
  const { names, categories, jars } = useNames();
  const spending = categories.filter((one) => one.type === "expense");
  const jarOf = (category: Account | undefined) => category?.default_jar_id ?? null;
  return {
    categories: categoryChoices(spending),
    jars: jarChoices(jars),
    categoryName: (id: string | null) => names.account(id)?.name ?? "",
    /** The jar that pays: the one that was chosen, or the category's own. */
    jarFor: (jarId: string | null, categoryId: string | null) => names.jar(jarId ?? jarOf(names.account(categoryId))),
    hueFor: (jarId: string | null, categoryId: string | null) => {
      const jar = names.jar(jarId ?? jarOf(names.account(categoryId)));
      return jar ? hueOf(jar) : undefined;
    },
    /** A category with the jar that pays for it. */
    move: (categoryId: string) => ({ category_id: categoryId, jar_id: jarOf(names.account(categoryId)) }),
  };
}
