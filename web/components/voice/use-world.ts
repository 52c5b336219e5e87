"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import { useArrive } from "@/components/quick/use-arrive";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import { clips } from "@/lib/api/outbox";
import { openLine } from "@/lib/api/voice";
import { todayIn } from "@/lib/dates";
import { newId } from "@/lib/ids";
import { leftover } from "@/lib/leftover";
import { rememberSound, withClip, type HeardClip } from "@/lib/voice/heard";
import { RATE_HZ } from "@/lib/voice/pcm";
import { record } from "@/lib/voice/recorder";
import type { Clip, World } from "@/lib/voice/session";
import { troubleBefore, type Trouble } from "@/lib/voice/trouble";
import type { DraftsEvent } from "@/lib/api/schema";

/** What listening needs of this page: the household, the queue, the tray. The answer is the same object for ever. */
export function useWorld(onText: (text: string) => void): () => World {
  const { household, user } = usePurse();
  const arrived = useArrived(onText);
  const id = household.household_id;
  const world: World = {
    before: () => troubleBefore(window),
    record,
    start: () => ({ type: "start", request_id: newId(), encoding: "linear16", sample_rate_hz: RATE_HZ, said_on: todayIn(household.time_zone) }),
    open: (start, onWords) => openLine(id, start, onWords),
    keep: async (clip) => {
      const outcome = await clips().submit<DraftsEvent>({
        id: clip.start.request_id, userId: user.user_id, householdId: id, kind: "voice", method: "POST", path: `/households/${id}/voice/clips`,
        body: { ...clip.start }, createdAt: Date.now(), files: [fileOf(clip)],
      });
      return outcome.state === "sent" ? outcome.data : null;
    },
    arrived,
  };
  const now = useRef(world);
  useEffect(() => {
    now.current = world;
  });
  return useCallback(() => now.current, []);
}

function fileOf({ start, samples }: Clip) {
  return { id: start.request_id, name: "clip.pcm", type: "audio/pcm", blob: new Blob([samples.slice().buffer], { type: "audio/pcm" }) };
}

/** Shows what came of a clip; says what to tell the person when nothing did. */
function useArrived(onText: (text: string) => void): World["arrived"] {
  const { household } = usePurse();
  const client = useQueryClient();
  const arrive = useArrive();
  const router = useRouter();
  const path = usePathname();
  const toast = useToast();
  const t = useTranslations("quick");
  return (answer: DraftsEvent, clip: Clip): Trouble | null => {
    const { transcript, drafts } = answer;
    if (!transcript.text) return transcript.nothing_heard === "noise" ? "noise" : "nothing_heard";
    const { line, note } = leftover(transcript.text, answer);
    if (line) onText(line);
    if (note === "nothing") return "no_amount";
    if (note) toast({ text: t(note), tone: "problem" });
    rememberSound(clip.start.request_id, clip.samples);
    client.setQueryData<HeardClip[]>(keys.of(household.household_id, "heard"), (old) =>
      withClip(old ?? [], {
        id: clip.start.request_id, evidenceId: answer.evidence_id, text: transcript.text, words: transcript.words,
        durationMs: transcript.duration_ms, draftIds: drafts.map((draft) => draft.draft_id),
      }),
    );
    if (path !== "/") router.push("/");
    arrive(answer);
    navigator.vibrate?.(12);
    return null;
  };
}
