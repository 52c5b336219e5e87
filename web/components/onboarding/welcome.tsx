"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Splash } from "@/components/app/gate";
import { useSession } from "@/components/app/use-session";
import { AuthPage } from "@/components/auth/auth-page";
import { PurseContext } from "@/lib/api/household";
import { useMounted } from "@/lib/preferences";
import { FirstAccounts } from "./first-accounts";
import { JoinForm } from "./join-form";
import { NewHousehold } from "./new-household";

/** The first minutes: name the purse, say when pay-day is, and what is in it. Everything after the name can wait. */
export function Welcome() {
  const t = useTranslations("welcome");
  const session = useSession();
  const mounted = useMounted();
  const router = useRouter();
  const [joining, setJoining] = useState(false);
  const person = session.data;
  useEffect(() => {
    if (person === null) router.replace("/sign-in/?next=/welcome/");
  }, [person, router]);
  if (!mounted || !person) return <Splash />;
  const membership = person.memberships[0];
  if (membership) {
    return (
      <PurseContext.Provider value={{ household: membership.household, role: membership.role, user: person.user }}>
        <AuthPage title={t("accounts_title")} lead={t("accounts_lead")}>
          <FirstAccounts onDone={() => router.replace("/")} />
        </AuthPage>
      </PurseContext.Provider>
    );
  }
  return (
    <AuthPage title={t("title", { name: person.user.display_name })} lead={joining ? t("join_lead") : t("lead")}>
      {joining ? <JoinForm name={person.user.display_name} /> : <NewHousehold name={person.user.display_name} />}
      <button type="button" onClick={() => setJoining(!joining)} className="min-h-11 font-semibold text-clay-strong underline underline-offset-4">
        {joining ? t("rather_new") : t("rather_join")}
      </button>
    </AuthPage>
  );
}
