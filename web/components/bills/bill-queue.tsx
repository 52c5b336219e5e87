"use client";

import { useTranslations } from "next-intl";
import { usePurse } from "@/lib/api/household";
import { useFailedDrafts, useReadings } from "@/lib/api/queries";
import { useKeptPictures } from "@/lib/api/writes";
import { FailedRow } from "./failed-row";
import { ReadingRow } from "./reading-row";
import { UploadRow } from "./upload-row";

/** Bills on their way: still on this device, waiting, being read, and those that could not be read. */
export function BillQueue() {
  const t = useTranslations("bills");
  const { household } = usePurse();
  const uploads = useKeptPictures().filter((write) => write.householdId === household.household_id);
  const readings = useReadings().data?.readings ?? [];
  const failed = useFailedDrafts();
  const going = readings.filter((one) => one.stage === "queued" || one.stage === "reading").toReversed();
  if (uploads.length + failed.length + going.length === 0) return null;
  return (
    <section aria-label={t("queue")} className="grid gap-2 rounded-[1.75rem] border bg-card p-3 shadow-shade md:p-4">
      <h2 className="px-1 text-small font-semibold text-soft">{t("queue")}</h2>
      <ul className="grid gap-1">
        {failed.map((one) => (
          <FailedRow key={one.draft_id} draft={one} />
        ))}
        {going.map((one) => (
          <ReadingRow key={one.reading_id} reading={one} />
        ))}
        {uploads.map((write) => (
          <UploadRow key={write.id} write={write} />
        ))}
      </ul>
      {going.length > 0 ? <p className="px-1 text-small text-soft">{t("safe_hint")}</p> : null}
    </section>
  );
}
