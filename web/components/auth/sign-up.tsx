"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useRef, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signUp } from "@/lib/api/session";
import { newId } from "@/lib/ids";
import { AuthPage } from "./auth-page";
import { Languages } from "./languages";
import { useEnter } from "./use-enter";

const USERNAME = "[A-Za-z0-9][A-Za-z0-9._@+\\-]{2,63}";

export function SignUp() {
  const t = useTranslations("auth");
  const locale = useLocale();
  const { enter, problem, busy } = useEnter();
  // One id for this form, however often it is sent.
  const id = useRef("");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    id.current ||= newId();
    void enter(() =>
      signUp({
        request_id: id.current, username: text("username"), password: String(form.get("password")),
        display_name: text("display_name"), locale,
      }),
    );
  };
  return (
    <AuthPage title={t("hello")} lead={t("lead")}>
      <form onSubmit={submit} onChange={() => (id.current = "")} className="grid gap-4">
        <Field label={t("display_name")}>
          <Input name="display_name" required maxLength={60} autoComplete="name" autoFocus />
        </Field>
        <Field label={t("username")} hint={t("username_hint")}>
          <Input name="username" required pattern={USERNAME} title={t("username_hint")} autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field label={t("password")} hint={t("password_hint")}>
          <Input name="password" type="password" required minLength={8} maxLength={128} autoComplete="new-password" />
        </Field>
        {problem ? <p role="alert" className="rounded-2xl bg-lotus-wash px-4 py-3 text-lotus">{problem}</p> : null}
        <Button type="submit" size="big" disabled={busy}>
          {t("sign_up")}
        </Button>
      </form>
      <p className="text-center text-soft">
        {t("been_here")}{" "}
        <Link href="/sign-in/" className="inline-grid min-h-11 place-items-center font-semibold text-clay-strong underline underline-offset-4">
          {t("sign_in")}
        </Link>
      </p>
      <Languages />
    </AuthPage>
  );
}
