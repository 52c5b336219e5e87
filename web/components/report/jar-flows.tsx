"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { Amount } from "@/components/ui/amount";
import { Card, Heading } from "@/components/ui/card";
import type { MonthSummary } from "@/lib/api/schema";
import { hueOf } from "@/lib/names";
import { useNames } from "@/lib/use-names";

/** Each jar from the first to the last day of the month. */
export function JarFlows({ jars }: { readonly jars: MonthSummary["jars"] }) {
  const t = useTranslations("report");
  const { names } = useNames();
  const moved = jars.filter((jar) => jar.opening.amount || jar.flow_in.amount || jar.flow_out.amount);
  if (moved.length === 0) return null;
  return (
    <Card aria-labelledby="jar-flows" className="min-w-0">
      <Heading id="jar-flows" className="mb-2">
        {t("jars")}
      </Heading>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-x-8 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        {moved.map((jar) => (
          <li key={jar.jar_id} data-jar-flow={names.jar(jar.jar_id)?.key}>
            <Link href={`/jars/?jar=${jar.jar_id}`} className="flex min-h-14 items-center gap-3 rounded-xl px-2 py-2 hover:bg-sunken">
              <span aria-hidden className="size-4 shrink-0 rounded-full" style={{ background: `var(--jar-${hueOf(names.jar(jar.jar_id))})` }} />
              <span className="min-w-0 flex-1">
                <span className="line-clamp-2">{names.jar(jar.jar_id)?.name}</span>
                <span className="flex flex-wrap gap-x-3 text-small text-soft">
                  <Amount money={jar.flow_in} sign="plus" />
                  <Amount money={jar.flow_out} sign="minus" />
                </span>
              </span>
              <Amount money={jar.closing} className="text-right font-bold" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
