"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useSyncExternalStore } from "react";
import { useToast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import type { KeptWrite, Preview, WriteKind } from "@/lib/outbox/model";
import type { Outcome } from "@/lib/outbox/outbox";
import type { Method } from "./client";
import { usePurse } from "./household";
import { keys, type Noun } from "./keys";
import { clips, outbox, pictures } from "./outbox";
import { Problem } from "./problem";

export interface Order {
  readonly kind: WriteKind;
  readonly method: Method;
  /** Below /households/{id}/; an absolute path begins with "/". */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** What to read again afterwards; the stream tells other pages. */
  readonly stale?: readonly Noun[];
  /** The request_id, when it was needed before. */
  readonly id?: string;
  /** The rows to show while it waits. */
  readonly previews?: readonly Preview[];
}

export type Written<T> = Outcome<T> | { readonly state: "refused"; readonly problem: Problem };

/** Sends a write through the queue: kept on this device first. Refusals are said aloud here and returned. */
export function useWrite() {
  const { household, user } = usePurse();
  const client = useQueryClient();
  const locale = useLocale();
  const toast = useToast();
  const t = useTranslations("net");
  return useCallback(
    async <T>(order: Order): Promise<Written<T>> => {
      const householdId = household.household_id;
      const id = order.id ?? newId();
      const deletes = order.method === "DELETE";
      const path = order.path.startsWith("/") ? order.path : `/households/${householdId}/${order.path}`;
      try {
        const outcome = await outbox().submit<T>({
          id, householdId, userId: user.user_id, kind: order.kind, method: order.method,
          path: deletes ? `${path}?request_id=${id}` : path,
          body: deletes ? null : { request_id: id, ...order.body },
          createdAt: Date.now(), previews: order.previews ?? [],
        });
        if (outcome.state === "kept") toast({ text: t("kept"), tone: "cloud" });
        return outcome;
      } catch (failure) {
        if (!(failure instanceof Problem)) throw failure;
        toast({ text: failure.sentence(locale), tone: "problem" });
        return { state: "refused", problem: failure };
      } finally {
        for (const noun of order.stale ?? []) void client.invalidateQueries({ queryKey: keys.of(householdId, noun) });
      }
    },
    [household.household_id, user.user_id, client, locale, toast, t],
  );
}

const NONE: readonly KeptWrite[] = [];

/** Writes that are still on this device only. */
export function useKept(): readonly KeptWrite[] {
  return useSyncExternalStore(outbox().subscribe, outbox().snapshot, () => NONE);
}

export function useKeptClips(): readonly KeptWrite[] {
  return useSyncExternalStore(clips().subscribe, clips().snapshot, () => NONE);
}

export function useKeptPictures(): readonly KeptWrite[] {
  return useSyncExternalStore(pictures().subscribe, pictures().snapshot, () => NONE);
}
