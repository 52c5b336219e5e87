"use client";

import { AudioLines, Play, Trash2 } from "lucide-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { evidenceAddress } from "@/lib/api/evidence";
import { keys } from "@/lib/api/keys";
import { useClip } from "@/lib/api/queries";
import { useWrite } from "@/lib/api/writes";
import { forgetSound, soundOf, stillWaiting, type HeardClip } from "@/lib/voice/heard";
import { play } from "@/lib/voice/player";
import { piecesOf, stretchOf } from "@/lib/voice/words";

const NONE: readonly HeardClip[] = [];

/** Clips whose drafts still wait, from this device. */
export function useHeard(draftIds: ReadonlySet<string>): readonly HeardClip[] {
  const name = keys.of(usePurse().household.household_id, "heard");
  const { data } = useQuery<HeardClip[]>({ queryKey: name, queryFn: () => [], staleTime: Infinity, enabled: false });
  return stillWaiting(data ?? NONE, draftIds);
}

/** A clip of another visit or another device: its words come from where it is kept. */
export function KeptElsewhere({ evidenceId, draftIds }: { readonly evidenceId: string; readonly draftIds: readonly string[] }) {
  const { data } = useClip(evidenceId);
  if (!data) return null;
  const { text, words, duration_ms } = data.transcript;
  return <HeardStrip clip={{ id: evidenceId, evidenceId, text, words, durationMs: duration_ms, draftIds }} />;
}

/** What Heo heard, above the drafts that it became: doubtful words are underlined, and a tap plays them. */
export function HeardStrip({ clip }: { readonly clip: HeardClip }) {
  const t = useTranslations("voice");
  const toast = useToast();
  const { household } = usePurse();
  const forget = useForget(clip);
  const pieces = piecesOf(clip.words);
  const doubts = pieces.filter((piece) => piece.doubtful).length;
  const url = soundOf(clip.id) ?? (clip.evidenceId ? evidenceAddress(household.household_id, clip.evidenceId) : null);
  const listen = async (from?: number, to?: number) => {
    if (url && !(await play(url, from, to))) toast({ text: t("gone"), tone: "problem" });
  };
  return (
    <section aria-label={t("heard")} data-heard={clip.id} className="fade grid grid-cols-[auto_1fr_auto] gap-x-2 rounded-[1.75rem] border border-dashed bg-card py-2 pr-2 pl-4">
      <AudioLines aria-hidden className="mt-3 size-5 shrink-0 text-clay" />
      <p className="min-w-0 self-center py-1.5 leading-8">
        {pieces.map((piece, place) => (
          <span key={place}>
            {place > 0 ? " " : ""}
            {piece.doubtful && url ? (
              <button
                type="button"
                data-word
                aria-label={t("play_word", { word: piece.text })}
                onClick={() => {
                  const { from, to } = stretchOf(piece, clip.durationMs);
                  void listen(from, to);
                }}
                className="doubtful relative rounded-md px-0.5 font-semibold after:absolute after:-inset-x-1 after:-inset-y-2.5 hover:bg-sunken"
              >
                {piece.text}
              </button>
            ) : (
              <span className={piece.doubtful ? "doubtful" : undefined}>{piece.text}</span>
            )}
          </span>
        ))}
      </p>
      {url ? (
        <span className="flex">
          <Button look="soft" size="icon" className="rounded-full" aria-label={t("play")} onClick={() => void listen()}>
            <Play aria-hidden />
          </Button>
          <Button look="quiet" size="icon" aria-label={t("forget")} onClick={() => void forget()}>
            <Trash2 aria-hidden />
          </Button>
        </span>
      ) : (
        <span />
      )}
      <p className="col-span-full pr-3 pb-1.5 text-small text-soft">{doubts > 0 && url ? t("doubtful", { count: doubts }) : t("check_amounts")}</p>
    </section>
  );
}

/** Deletes the recording, here and where it is kept; the words and the drafts stay. */
function useForget(clip: HeardClip) {
  const t = useTranslations("voice");
  const { household } = usePurse();
  const client = useQueryClient();
  const toast = useToast();
  const write = useWrite();
  return async () => {
    if (clip.evidenceId) {
      const done = await write({ kind: "evidence", method: "DELETE", path: `evidence/${clip.evidenceId}` });
      if (done.state === "refused") return;
    }
    forgetSound(clip.id);
    client.setQueryData<HeardClip[]>(keys.of(household.household_id, "heard"), (old) =>
      (old ?? []).map((one) => (one.id === clip.id ? { ...one, evidenceId: null } : one)),
    );
    toast({ text: t("forgotten") });
  };
}
