"use client";

import { CheckCheck, CloudUpload } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { BillQueue } from "@/components/bills/bill-queue";
import { Button } from "@/components/ui/button";
import { HeardStrip, KeptElsewhere, useHeard } from "@/components/voice/heard-strip";
import { KeptClip } from "@/components/voice/kept-clip";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import { useDrafts } from "@/lib/api/queries";
import type { Draft, Question } from "@/lib/api/schema";
import { useKept, useKeptClips } from "@/lib/api/writes";
import { inOrder, missingIn } from "@/lib/drafts/content";
import type { HeardClip } from "@/lib/voice/heard";
import { DraftCard } from "./draft-card";
import { useDraftActions } from "./use-draft-actions";

/** While one of these is on its way, its drafts are gone for the person already. */
const LEAVES: ReadonlySet<string> = new Set(["confirm", "discard"]);

/** What waits for a tap; it stands above everything. Sentences that are not yet on the server stand first, with a cloud. */
export function DraftTray() {
  const t = useTranslations("drafts");
  const kept = useKept();
  const leaving = new Set(kept.flatMap((write) => (LEAVES.has(write.kind) ? ((write.body?.draft_ids ?? []) as string[]) : [])));
  const drafts = inOrder(useDrafts()).filter((draft) => !leaving.has(draft.draft_id));
  const questions = useQuestions();
  const actions = useDraftActions();
  const said = kept.filter((write) => write.kind === "say");
  const clips = useKeptClips();
  const heard = useHeard(new Set(drafts.map((draft) => draft.draft_id)));
  const ready = drafts.filter((draft) => missingIn(draft.content).length === 0);
  return (
    <section aria-label={t("waiting")} className="mb-6 grid gap-3 empty:hidden">
      <BillQueue />
      {clips.map((write) => (
        <KeptClip key={write.id} write={write} />
      ))}
      {said.map((write) => (
        <p key={write.id} data-kept={write.id} className="breathe flex items-center gap-3 rounded-[1.75rem] border border-dashed bg-card px-4 py-3 text-lead text-soft">
          <CloudUpload aria-label={t("on_device")} role="img" className="size-5 shrink-0" />
          {String(write.body?.text ?? "")}
        </p>
      ))}
      {heard.map((clip) => (
        <HeardStrip key={clip.id} clip={clip} />
      ))}
      {elsewhere(drafts, heard).map(([evidenceId, draftIds]) => (
        <KeptElsewhere key={evidenceId} evidenceId={evidenceId} draftIds={draftIds} />
      ))}
      <div className="grid gap-3 empty:hidden lg:grid-cols-2 lg:items-start">
        {drafts.map((draft) => (
          <DraftCard key={draft.draft_id} draft={draft} question={questions[draft.draft_id]} actions={actions} alone={drafts.length === 1} />
        ))}
      </div>
      {drafts.length > 1 && ready.length > 1 ? (
        <Button data-confirm size="big" className="sticky bottom-[calc(10.25rem+env(safe-area-inset-bottom))] z-10 w-full shadow-lift md:bottom-6 md:w-fit md:justify-self-end" onClick={() => void actions.confirm(ready)}>
          <CheckCheck aria-hidden />
          {t("confirm_all", { count: ready.length })}
        </Button>
      ) : null}
    </section>
  );
}

/** Clips behind spoken drafts that this device did not hear itself, each with its drafts. */
function elsewhere(drafts: readonly Draft[], heard: readonly HeardClip[]): [string, string[]][] {
  const here = new Set(heard.flatMap((clip) => clip.draftIds));
  const found = new Map<string, string[]>();
  for (const draft of drafts) {
    const [clip] = draft.evidence_ids;
    if (draft.source === "voice" && clip && !here.has(draft.draft_id)) found.set(clip, [...(found.get(clip) ?? []), draft.draft_id]);
  }
  return [...found];
}

const NO_QUESTIONS: Readonly<Record<string, Question>> = {};

/** Questions come once, with the answer to a sentence; they are kept here until they are answered. */
function useQuestions(): Readonly<Record<string, Question>> {
  const name = keys.of(usePurse().household.household_id, "questions");
  const { data } = useQuery<Record<string, Question>>({ queryKey: name, queryFn: () => ({}), staleTime: Infinity, enabled: false });
  return data ?? NO_QUESTIONS;
}
