"use client";

import { useMemo } from "react";
import { useAccounts, useJars } from "@/lib/api/queries";
import { inLevels, isCategory, isPurse, namesOf } from "@/lib/names";

/** The household's accounts, categories and jars, open ones in order, and a look-up that also knows closed ones. */
export function useNames() {
  const accountQuery = useAccounts();
  const jarQuery = useJars();
  const accounts = accountQuery.data?.accounts;
  const jars = jarQuery.data?.jars;
  return useMemo(() => {
    const open = (accounts ?? []).filter((account) => !account.closed);
    return {
      ready: accounts !== undefined && jars !== undefined,
      names: namesOf(accounts ?? [], jars ?? []),
      purses: open.filter(isPurse),
      categories: inLevels(open.filter(isCategory)),
      jars: (jars ?? []).filter((jar) => !jar.closed),
    };
  }, [accounts, jars]);
}
