"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { lanes } from "@/lib/api/outbox";
import { Problem } from "@/lib/api/problem";
import { changePassword, signOut } from "@/lib/api/session";
import { Part } from "./part";

/** Password and the way out. */
export function PersonPart() {
  const t = useTranslations("settings");
  const n = useTranslations("net");
  const locale = useLocale();
  const { user } = usePurse();
  const toast = useToast();
  const [problem, setProblem] = useState("");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    setProblem("");
    try {
      await changePassword(String(given.get("old")), String(given.get("new")));
      form.reset();
      toast({ text: t("password_changed") });
    } catch (failure) {
      setProblem(failure instanceof Problem ? failure.sentence(locale) : n("unreachable"));
    }
  };
  return (
    <Part title={user.display_name} lead={user.username}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <input type="hidden" name="username" value={user.username} autoComplete="username" />
        <Field label={t("old_password")}>
          <Input name="old" type="password" required autoComplete="current-password" />
        </Field>
        <Field label={t("new_password")} problem={problem || undefined}>
          <Input name="new" type="password" required minLength={8} maxLength={128} autoComplete="new-password" />
        </Field>
        <Button type="submit" look="line" className="w-fit">
          {t("change_password")}
        </Button>
      </form>
      <SignOut />
    </Part>
  );
}

/** Leaving clears what this device kept; writes that were never sent are named first. */
function SignOut() {
  const t = useTranslations("settings");
  const n = useTranslations("net");
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [sure, setSure] = useState(false);
  const leave = async () => {
    if (unsent() > 0 && !sure) return setSure(true);
    try {
      await signOut();
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 401) return toast({ text: n("unreachable"), tone: "problem" });
    }
    await Promise.all(lanes().map((one) => one.clear()));
    client.clear();
    router.replace("/sign-in/");
  };
  return (
    <div className="grid gap-2 border-t pt-4">
      {sure ? <p role="alert" className="text-lotus">{t("unsent", { count: unsent() })}</p> : null}
      <Button look="danger" className="w-fit" onClick={() => void leave()}>
        {sure ? t("sign_out_anyway") : t("sign_out")}
      </Button>
    </div>
  );
}

/** What waits on this device, in all queues. */
function unsent(): number {
  return lanes().reduce((sum, one) => sum + one.snapshot().length, 0);
}
