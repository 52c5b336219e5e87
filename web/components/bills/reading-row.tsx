"use client";

import { useTranslations } from "next-intl";
import { evidenceAddress } from "@/lib/api/evidence";
import { usePurse } from "@/lib/api/household";
import type { Reading } from "@/lib/api/schema";
import { QueueRow } from "./queue-row";
import { SmallPicture } from "./small-picture";

export function ReadingRow({ reading }: { readonly reading: Reading }) {
  const t = useTranslations("bills");
  const { household } = usePurse();
  const { stage, progress, ahead, pages } = reading;
  const [page] = pages;
  const waits = stage === "queued";
  return (
    <QueueRow
      data-reading={reading.reading_id}
      picture={<SmallPicture url={page ? evidenceAddress(household.household_id, page.evidence_id) : null} />}
      title={waits ? t("ahead", { count: ahead }) : t("reading", { share: progress })}
      below={pages.length > 1 ? t("pages", { count: pages.length }) : undefined}
      share={waits ? undefined : progress / 100}
      label={t("queue")}
    />
  );
}
