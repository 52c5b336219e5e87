"use client";

import { Camera, Keyboard, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useDraftActions } from "@/components/drafts/use-draft-actions";
import { evidenceAddress } from "@/lib/api/evidence";
import { usePurse } from "@/lib/api/household";
import type { Draft } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { useIntake } from "./intake-context";
import { QueueRow } from "./queue-row";
import { SmallPicture } from "./small-picture";

const KNOWN = ["NO_BILL", "TOO_LARGE", "NOT_A_PICTURE", "BROKEN", "TIMED_OUT", "GONE"] as const;
type Known = (typeof KNOWN)[number];

function failureOf(reason: string): Known | "OTHER" {
  return KNOWN.find((one) => one === reason) ?? "OTHER";
}

/** The same picture may be read another time: it was not the picture's fault. */
const AGAIN: ReadonlySet<string> = new Set(["TIMED_OUT", "OTHER"]);

/** A picture that is no bill, or could not be read: why, and what to do instead. */
export function FailedRow({ draft }: { readonly draft: Draft }) {
  const t = useTranslations("bills");
  const { household } = usePurse();
  const intake = useIntake();
  const actions = useDraftActions();
  const write = useWrite();
  const failure = failureOf(draft.failure);
  const [page] = draft.evidence_ids;
  const discard = () => void actions.discard([draft]);
  const instead = (how: () => void) => () => {
    discard();
    how();
  };
  return (
    <QueueRow
      data-failed={failure}
      picture={<SmallPicture url={page ? evidenceAddress(household.household_id, page) : null} />}
      title={<span className="text-amber">{t(`failures.${failure}.what`)}</span>}
      below={t(`failures.${failure}.do`)}
      label={t("queue")}
      className="flex-wrap bg-amber-wash p-3"
    >
      <div className="flex w-full flex-wrap gap-2">
        {AGAIN.has(failure) ? (
          <Button look="line" className="flex-1 px-3 sm:flex-none" onClick={() => void write({ kind: "bill", method: "POST", path: `readings/${draft.draft_id}/retry`, stale: ["readings", "drafts"] })}>
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
        <Button look="quiet" size="icon" aria-label={t("discard")} onClick={discard}>
          <X aria-hidden />
        </Button>
      </div>
    </QueueRow>
  );
}
