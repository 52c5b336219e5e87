"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/input";
import { Button } from "@/components/ui/button";
import { useMay, usePurse } from "@/lib/api/household";
import { useMembers } from "@/lib/api/queries";
import type { Role } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { Invitations } from "./invitations";
import { Part } from "./part";

export const ROLES: readonly Role[] = ["owner", "editor", "recorder", "viewer"];

/** Who shares this purse, and what each may do. */
export function MembersPart() {
  const t = useTranslations("settings");
  const { user } = usePurse();
  const may = useMay("owner");
  const write = useWrite();
  const members = useMembers().data?.members ?? [];
  const change = (id: string, role: string) =>
    void write({ kind: "member", method: "PATCH", path: `members/${id}`, body: { role }, stale: ["members"] });
  const remove = (id: string) => void write({ kind: "member", method: "DELETE", path: `members/${id}`, stale: ["members"] });
  return (
    <>
      <Part title={t("members")}>
        <ul className="grid gap-3">
          {members.map((member) => (
            <li key={member.member_id} className="flex flex-wrap items-center gap-3">
              <span className="line-clamp-2 min-w-32 flex-1 font-semibold">
                {member.name}
                {member.user_id === user.user_id ? <span className="font-normal text-soft"> · {t("you")}</span> : null}
              </span>
              {may ? (
                <Select aria-label={t("role_of", { name: member.name })} value={member.role} className="w-auto" onChange={(event) => change(member.member_id, event.target.value)}>
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {t(`roles.${role}`)}
                    </option>
                  ))}
                </Select>
              ) : (
                <span className="text-soft">{t(`roles.${member.role}`)}</span>
              )}
              {may && member.user_id !== user.user_id ? (
                <Button look="quiet" onClick={() => remove(member.member_id)}>
                  {t("remove")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Part>
      {may ? <Invitations /> : null}
    </>
  );
}
