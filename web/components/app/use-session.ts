"use client";

import { useQuery } from "@tanstack/react-query";
import { keys } from "@/lib/api/keys";
import { readSession } from "@/lib/api/session";

/** Who is signed in: undefined while asking, null for nobody. */
export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: ({ signal }) => readSession(signal), staleTime: 60_000 });
}
