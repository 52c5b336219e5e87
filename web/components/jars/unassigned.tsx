"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { useMay } from "@/lib/api/household";
import { useJars } from "@/lib/api/queries";
import { isUnassigned } from "@/lib/jars";
import { useShareOut } from "./use-share-out";

/** Money that is in no jar yet (opening balances, loans): one tap shares it out by the household's rule. */
export function Unassigned() {
  const t = useTranslations("jars");
  const n = useTranslations("net");
  const jar = useJars().data?.jars.find(isUnassigned);
  const shareOut = useShareOut();
  const may = useMay("recorder");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  if (!jar || jar.balance.amount <= 0 || !may) return null;
  const share = () => {
    setState("busy");
    shareOut().then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <section aria-label={t("loose")} className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-3xl bg-amber-wash p-4">
      <p className="min-w-48 flex-1 text-ink">
        {t.rich("unassigned", { amount: () => <Amount money={jar.balance} className="font-bold" /> })}
        {state === "failed" ? <span className="block text-lotus">{n("unreachable")}</span> : null}
      </p>
      <Button onClick={share} disabled={state === "busy"}>
        {t("share_out")}
      </Button>
    </section>
  );
}
