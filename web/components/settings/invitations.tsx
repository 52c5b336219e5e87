"use client";

import { Copy } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { useInvitations } from "@/lib/api/queries";
import type { Role } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { momentName } from "@/lib/dates";
import { Part } from "./part";

/** A code lets one person join within seven days. It is shown once. */
export function Invitations() {
  const t = useTranslations("settings");
  const locale = useLocale();
  const { household } = usePurse();
  const write = useWrite();
  const toast = useToast();
  const open = useInvitations().data?.invitations ?? [];
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const [code, setCode] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await write<{ code: string }>({ kind: "member", method: "POST", path: "invitations", body: { name: name.trim(), role }, stale: ["invitations"] });
    if (done.state !== "sent") return;
    setCode(done.data.code);
    setName("");
  };
  const copy = () => void navigator.clipboard.writeText(code).then(() => toast({ text: t("copied") }));
  return (
    <Part title={t("invite")} lead={t("invite_lead")}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3 sm:grid-cols-[1fr_auto_auto] sm:items-end">
        <Field label={t("invite_name")}>
          <Input required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("role")}>
          <Select value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {(["editor", "recorder", "viewer", "owner"] as const).map((one) => (
              <option key={one} value={one}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit">{t("make_code")}</Button>
      </form>
      {code ? (
        <div role="status" className="flex items-center gap-3 rounded-2xl bg-clay-wash p-3">
          <code data-testid="code" className="flex-1 text-lead font-bold break-all">{code}</code>
          <Button look="line" onClick={copy}>
            <Copy aria-hidden />
            {t("copy")}
          </Button>
        </div>
      ) : null}
      <ul>
        {open.map((one) => (
          <li key={one.invitation_id} className="flex min-h-12 items-center gap-3">
            <span className="flex-1">
              {one.name} <span className="text-small text-soft">· {t(`roles.${one.role}`)} · {t("until", { time: momentName(one.expire_time, household.time_zone, locale) })}</span>
            </span>
            <Button look="quiet" onClick={() => void write({ kind: "member", method: "DELETE", path: `invitations/${one.invitation_id}`, stale: ["invitations"] })}>
              {t("withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
