"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { keys } from "@/lib/api/keys";
import { Problem } from "@/lib/api/problem";
import type { SignedIn } from "@/lib/api/session";

/** Runs a sign-in or sign-up, remembers who came, and goes on. */
export function useEnter() {
  const client = useQueryClient();
  const router = useRouter();
  const locale = useLocale();
  const t = useTranslations("net");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = async (call: () => Promise<SignedIn>) => {
    setBusy(true);
    setProblem("");
    try {
      const person = await call();
      client.setQueryData(keys.session, person);
      const next = new URLSearchParams(window.location.search).get("next") ?? "/";
      router.replace(person.memberships.length === 0 ? "/welcome/" : next.startsWith("/") && !next.startsWith("//") ? next : "/");
    } catch (failure) {
      setProblem(failure instanceof Problem ? failure.sentence(locale) : t("unreachable"));
      setBusy(false);
    }
  };
  return { enter, problem, busy };
}
