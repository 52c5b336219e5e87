"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signIn } from "@/lib/api/session";
import { AuthPage } from "./auth-page";
import { Languages } from "./languages";
import { useEnter } from "./use-enter";

export function SignIn() {
  const t = useTranslations("auth");
  const { enter, problem, busy } = useEnter();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(() => signIn(String(form.get("username")).trim(), String(form.get("password"))));
  };
  return (
    <AuthPage title={t("welcome_back")} lead={t("lead")}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={t("username")}>
          <Input name="username" required autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
        </Field>
        <Field label={t("password")}>
          <Input name="password" type="password" required autoComplete="current-password" />
        </Field>
        {problem ? <p role="alert" className="rounded-2xl bg-lotus-wash px-4 py-3 text-lotus">{problem}</p> : null}
        <Button type="submit" size="big" disabled={busy}>
          {t("sign_in")}
        </Button>
      </form>
      <p className="text-center text-soft">
        {t("new_here")}{" "}
        <Link href="/sign-up/" className="inline-grid min-h-11 place-items-center font-semibold text-clay-strong underline underline-offset-4">
          {t("sign_up")}
        </Link>
      </p>
      <Languages />
    </AuthPage>
  );
}
