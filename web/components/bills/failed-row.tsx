"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Camera, Keyboard, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { evidenceAddress } from "@/lib/api/evidence";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Reading } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { useIntake } from "./intake-context";
import { QueueRow } from "./queue-row";
import { SmallPicture } from "./small-picture";

const KNOWN = ["NO_BILL", "TOO_LARGE", "NOT_A_PICTURE", "BROKEN", "TIMED_OUT"] as const;
type Known = (typeof KNOWN)[number];

export function failureOf(reason: string): Known | "OTHER" {
  return KNOWN.find((one) => one === reason) ?? "OTHER";
}

/** The same picture may be read another time: it was not the picture's fault. */
const AGAIN: ReadonlySet<string> = new Set(["TIMED_OUT", "OTHER"]);

/** A picture that is no bill, or could not be read: why, and what to do instead. */
export function FailedRow({ reading }: { readonly reading: Reading }) {
  const t = useTranslations("bills");
  const { household } = usePurse();
  const intake = useIntake();
  const discard = useDiscard(reading);
  const write = useWrite();
  const readAgain = () => write({ kind: "bill", method: "POST", path: `readings/${reading.reading_id}/retry`, stale: ["readings", "drafts"] });
  const failure = failureOf(reading.failure);
  const [page] = reading.pages;
  const instead = (how: () => void) => () => {
    void discard();
    how();
  };
  return (
    <QueueRow
      data-failed={reading.reading_id}
      picture={<SmallPicture url={page ? evidenceAddress(household.household_id, page.evidence_id) : null} />}
      title={<span className="text-amber">{t(`failures.${failure}.what`)}</span>}
      below={t(`failures.${failure}.do`)}
      label={t("queue")}
      className="flex-wrap bg-amber-wash p-3"
    >
      <div className="flex w-full flex-wrap gap-2">
        {AGAIN.has(failure) ? (
          <Button look="line" className="flex-1 px-3 sm:flex-none" onClick={() => void readAgain()}>
            <RotateCcw aria-hidden />
            {t("read_again")}
          </Button>
        ) : null}
        <Button look="line" className="flex-1 px-3 sm:flex-none" onClick={instead(intake.photograph)}>
          <Camera aria-hidden />
          {t("retake")}
        </Button>
        <Button look="line" className="flex-1 px-3 sm:flex-none" onClick={instead(intake.type)}>
          <Keyboard aria-hidden />
          {t("type")}
        </Button>
        <Button look="quiet" size="icon" aria-label={t("discard")} onClick={() => void discard()}>
          <X aria-hidden />
        </Button>
      </div>
    </QueueRow>
  );
}

function useDiscard(reading: Reading) {
  const { household } = usePurse();
  const client = useQueryClient();
  const write = useWrite();
  return async () => {
    client.setQueryData<{ readings: Reading[] }>(keys.of(household.household_id, "readings"), (old) => ({
      readings: (old?.readings ?? []).filter((one) => one.reading_id !== reading.reading_id),
    }));
    await write({ kind: "discard", method: "POST", path: "drafts/discard", body: { draft_ids: [reading.reading_id] }, stale: ["drafts", "readings"] });
  };
}
