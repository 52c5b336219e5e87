"use client";

import { useTranslations } from "next-intl";
import { Failed } from "@/components/app/failed";
import { Shimmer } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { useMay } from "@/lib/api/household";
import { useKeeping } from "@/lib/api/queries";
import { prefer, useEarPreference, useMounted, type WhoListens } from "@/lib/preferences";
import { dictationOf } from "@/lib/voice/dictation";
import { ImproveToggles } from "./improve-toggles";
import { KeepClips } from "./keep-clips";
import { Part } from "./part";

const WHO: readonly WhoListens[] = ["heo", "browser"];

/** Who listens, how well, how long recordings are kept, and whether Heo may learn from them. */
export function EarsPart() {
  const t = useTranslations("settings.ears");
  const query = useKeeping();
  const owner = useMay("owner");
  const keeping = query.data;
  return (
    <>
      <Who />
      <Part title={t("how_good")}>
        <p>{t("how_good_voice")}</p>
        <p>{t("how_good_bills")}</p>
      </Part>
      {query.isPending ? <Shimmer className="h-48" /> : null}
      {query.isError && !keeping ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {keeping ? (
        <>
          <KeepClips keeping={keeping} may={owner} />
          <ImproveToggles keeping={keeping} may={owner} />
          {owner ? null : <p className="text-soft">{t("owner_only")}</p>}
        </>
      ) : null}
    </>
  );
}

function Who() {
  const t = useTranslations("settings.ears");
  const who = useEarPreference();
  const mounted = useMounted();
  const missing = mounted && !dictationOf(window);
  return (
    <Part title={t("who")}>
      <Segmented label={t("who")} value={who} onChange={(next) => prefer("ear", next)} choices={WHO.map((value) => ({ value, label: t(value) }))} />
      <p className={who === "browser" ? "rounded-2xl bg-amber-wash p-3 text-amber" : "text-soft"}>{t(`${who}_private`)}</p>
      {who === "browser" && missing ? <p className="font-semibold text-lotus">{t("no_dictation")}</p> : null}
    </Part>
  );
}
