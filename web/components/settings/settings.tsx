"use client";

import { useTranslations } from "next-intl";
import { PageTop } from "@/components/app/page-top";
import { Segmented } from "@/components/ui/segmented";
import { useUrl } from "@/lib/use-url";
import { AccountsPart } from "./accounts-part";
import { EarsPart } from "./ears-part";
import { HouseholdPart } from "./household-part";
import { LearnedPart } from "./learned-part";
import { LooksPart } from "./looks-part";
import { MembersPart } from "./members-part";
import { PersonPart } from "./person-part";
import { VerifyPart } from "./verify-part";

const TABS = ["home", "people", "accounts", "ears", "learned", "me"] as const;
type Tab = (typeof TABS)[number];

/** Settings in six leaves; the leaf is in the URL. */
export function Settings() {
  const t = useTranslations("settings");
  const { get, set } = useUrl();
  const given = get("tab") as Tab;
  const tab = TABS.includes(given) ? given : "home";
  return (
    <div className="max-w-3xl">
      <PageTop title={t("title")} />
      <Segmented
        label={t("title")}
        value={tab}
        onChange={(next) => set({ tab: next === "home" ? null : next })}
        choices={TABS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        className="mb-5"
      />
      <div className="grid gap-5">
        {tab === "home" ? (
          <>
            <HouseholdPart />
            <VerifyPart />
          </>
        ) : null}
        {tab === "people" ? <MembersPart /> : null}
        {tab === "accounts" ? <AccountsPart /> : null}
        {tab === "ears" ? <EarsPart /> : null}
        {tab === "learned" ? <LearnedPart /> : null}
        {tab === "me" ? (
          <>
            <LooksPart />
            <PersonPart />
          </>
        ) : null}
      </div>
    </div>
  );
}
