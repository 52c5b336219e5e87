"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useMay, usePurse } from "@/lib/api/household";
import { useJarRule } from "@/lib/api/queries";
import type { Jar } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";
import { moveContent, splitByRule } from "@/lib/jars";

/** Money that is in no jar yet (opening balances, loans): one tap shares it out by the household's rule. */
export function Unassigned({ jar }: { readonly jar: Jar | undefined }) {
  const t = useTranslations("jars");
  const { household } = usePurse();
  const rule = useJarRule().data;
  const write = useWrite();
  const toast = useToast();
  const may = useMay("recorder");
  const [busy, setBusy] = useState(false);
  if (!jar || jar.balance.amount <= 0 || !may) return null;
  const shareOut = async () => {
    if (!rule) return;
    setBusy(true);
    const day = todayIn(household.time_zone);
    const parts = [...splitByRule(jar.balance.amount, rule.shares)].filter(([, amount]) => amount > 0);
    for (const [to, amount] of parts) {
      const content = moveContent(jar.jar_id, to, { ...jar.balance, amount }, day);
      const done = await write({ kind: "jar_move", method: "POST", path: "transactions", body: { content, source: "manual" }, stale: ["jars", "transactions", "reports"] });
      if (done.state === "refused") break;
    }
    setBusy(false);
    toast({ text: t("shared_out") });
  };
  return (
    <section className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-3xl bg-amber-wash p-4">
      <p className="min-w-48 flex-1 text-ink">{t.rich("unassigned", { amount: () => <Amount money={jar.balance} className="font-bold" /> })}</p>
      <Button onClick={() => void shareOut()} disabled={busy || !rule}>
        {t("share_out")}
      </Button>
    </section>
  );
}
