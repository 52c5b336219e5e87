"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { Pig } from "@/components/art/pig";
import { PurseContext } from "@/lib/api/household";
import { useHouseholdPreference, useMounted } from "@/lib/preferences";
import { Failed } from "./failed";
import { useSession } from "./use-session";

/** Lets in who is signed in and has a household; shows the others where to go. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const preferred = useHouseholdPreference();
  const mounted = useMounted();
  const router = useRouter();
  const path = usePathname();
  const person = session.data;
  const memberships = person?.memberships ?? [];
  const membership = memberships.find((one) => one.household.household_id === preferred) ?? memberships[0];
  const elsewhere = person === null ? "/sign-in/" : person && !membership ? "/welcome/" : null;
  useEffect(() => {
    if (elsewhere) router.replace(elsewhere === "/sign-in/" && path !== "/" ? `${elsewhere}?next=${encodeURIComponent(path)}` : elsewhere);
  }, [elsewhere, path, router]);
  if (mounted && session.isError && person === undefined) {
    return (
      <main className="mx-auto grid min-h-dvh max-w-md content-center p-4">
        <Failed error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  if (!mounted || !person || !membership) return <Splash />;
  return (
    <PurseContext.Provider key={membership.household.household_id} value={{ household: membership.household, role: membership.role, user: person.user }}>
      {children}
    </PurseContext.Provider>
  );
}

export function Splash() {
  return (
    <div className="grid min-h-dvh place-items-center" role="status">
      <div className="grid justify-items-center gap-3">
        <Pig className="breathe w-28" />
        <span className="text-lead font-bold text-soft">Heo</span>
      </div>
    </div>
  );
}
