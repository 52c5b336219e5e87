"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { get, pathWith, type Query } from "./client";
import { usePurse } from "./household";
import { keys, type Noun } from "./keys";
import type * as api from "./schema";

/** Reads `path` of the open household into the cache under `noun`. */
function useOf<T>(noun: Noun, path: string, query: Query = {}) {
  const id = usePurse().household.household_id;
  return useQuery({
    queryKey: keys.of(id, noun, path, query),
    queryFn: ({ signal }) => get<T>(pathWith(`/households/${id}/${path}`, query), signal),
    placeholderData: keepPreviousData,
  });
}

export const useAccounts = () => useOf<{ accounts: api.Account[] }>("accounts", "accounts", { with_closed: true });
export const useJars = () => useOf<{ jars: api.Jar[] }>("jars", "jars", { with_closed: true });
export const useJarRule = () => useOf<api.JarRule>("jar-rule", "jar-rule");
const useTray = () => useOf<{ drafts: api.Draft[] }>("drafts", "drafts", { states: "ready,failed" });

/** What waits for a tap. */
export const useDrafts = (): readonly api.Draft[] => inState(useTray().data?.drafts, "ready");

/** What could not be read, with the reason. */
export const useFailedDrafts = (): readonly api.Draft[] => inState(useTray().data?.drafts, "failed");

function inState(drafts: readonly api.Draft[] | undefined, state: api.Draft["state"]): readonly api.Draft[] {
  return (drafts ?? []).filter((draft) => draft.state === state);
}
export const useSpendable = () => useOf<api.Spendable>("reports", "reports/spendable");
export const useMonth = (month: string) => useOf<api.MonthSummary>("reports", "reports/month", { month });
export const usePlans = (month: string) => useOf<{ plans: api.Plan[] }>("plans", "plans", { month });
export const useMembers = () => useOf<{ members: api.Member[] }>("members", "members");
export const useInvitations = () => useOf<{ invitations: api.Invitation[] }>("invitations", "invitations");
export const useMemories = () => useOf<{ memories: api.Memory[] }>("memories", "memories");

/** A reading that ended wakes the page by the household's stream; this is for its progress. */
const LOOK_AGAIN_MS = 1200;

/** What is being read. */
export function useReadings() {
  const id = usePurse().household.household_id;
  return useQuery({
    queryKey: keys.of(id, "readings"),
    queryFn: ({ signal }) => get<{ readings: api.Reading[] }>(pathWith(`/households/${id}/readings`, { unfinished_only: true, page_size: 100 }), signal),
    refetchInterval: ({ state }) => (state.data?.readings.some((one) => one.stage === "queued" || one.stage === "reading") ? LOOK_AGAIN_MS : false),
  });
}

/** One reading with what was found and where. */
export const useReading = (readingId: string) => useOf<api.Reading>("reading", `readings/${readingId}`);

/** The words of a kept clip; null when it is kept no more. */
export const useClip = (evidenceId: string) => useOf<api.Clip>("heard", `voice/clips/${evidenceId}`);

export const useKeeping = () => useOf<api.Keeping>("keeping", "keeping");

export const useCashFlow = (lastMonth: string, months: number) =>
  useOf<api.CashFlow>("reports", "reports/cash-flow", { last_month: lastMonth, months });

export const useAlerts = () =>
  useOf<{ alerts: api.Alert[]; unread_count: number; next_page_token: string }>("alerts", "alerts");

export const useTransactionVersions = (id: string) =>
  useOf<{ versions: api.Transaction[] }>("transaction", `transactions/${id}/versions`);

export const useTransaction = (id: string) => useOf<api.Transaction>("transaction", `transactions/${id}`);

/** The signed-in person's book, page after page. */
export function useTransactions(filter: Query, pageSize = 60) {
  const id = usePurse().household.household_id;
  return useInfiniteQuery({
    queryKey: keys.of(id, "transactions", filter, pageSize),
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, page_size: pageSize, page_token: pageParam };
      return get<api.TransactionList>(pathWith(`/households/${id}/transactions`, query), signal);
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_page_token || null,
    placeholderData: keepPreviousData,
  });
}

/** Replays the journal; only on request, since it reads everything. */
export function useVerification() {
  const id = usePurse().household.household_id;
  return useQuery({
    queryKey: keys.of(id, "verification"),
    queryFn: ({ signal }) => get<api.Verification>(`/households/${id}/verification`, signal),
    enabled: false,
    gcTime: 0,
  });
}
