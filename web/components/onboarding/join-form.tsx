"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useOrder } from "./use-order";

/** Joins a household with the code that its owner gave. */
export function JoinForm({ name }: { readonly name: string }) {
  const t = useTranslations("welcome");
  const router = useRouter();
  const { order, problem, busy } = useOrder("/invitations/accept");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    await order({ code: String(form.get("code")).trim(), name: String(form.get("name")).trim() });
    router.replace("/");
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label={t("code")} hint={t("code_hint")}>
        <Input name="code" required minLength={8} maxLength={128} autoFocus autoCapitalize="none" autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={t("called")}>
        <Input name="name" required maxLength={60} defaultValue={name} />
      </Field>
      {problem ? <p role="alert" className="rounded-2xl bg-lotus-wash px-4 py-3 text-lotus">{problem}</p> : null}
      <Button type="submit" size="big" disabled={busy}>
        {t("join")}
      </Button>
    </form>
  );
}
