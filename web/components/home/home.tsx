"use client";

import { useTranslations } from "next-intl";
import { PageTop } from "@/components/app/page-top";
import { BillSheet } from "@/components/bills/bill-sheet";
import { DraftTray } from "@/components/drafts/draft-tray";
import { usePurse } from "@/lib/api/household";
import { Unassigned } from "@/components/jars/unassigned";
import { JarShelf } from "./jar-shelf";
import { Spendable } from "./spendable";
import { Today } from "./today";

/** Home answers "how much can I still spend?", then shows the jars, then today. */
export function Home() {
  const t = useTranslations("home");
  const { household } = usePurse();
  return (
    <>
      <PageTop title={household.name} label={t("title")} />
      <DraftTray />
      <BillSheet />
      <div className="grid gap-6 lg:grid-cols-[1.15fr_1fr] lg:items-start">
        <div className="grid gap-6">
          <Spendable />
          <Unassigned />
          <JarShelf />
        </div>
        <Today />
      </div>
    </>
  );
}
