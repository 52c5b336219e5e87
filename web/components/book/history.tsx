"use client";

import { useLocale, useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import { usePurse } from "@/lib/api/household";
import { useMembers, useTransactionVersions } from "@/lib/api/queries";
import { momentName } from "@/lib/dates";
import { changedFields, totalOf } from "@/lib/transactions";

interface Props {
  readonly id: string;
  readonly version: number;
}

/** Every version, newest last: nothing is ever overwritten. */
export function History({ id, version }: Props) {
  const t = useTranslations("book");
  return (
    <details className="border-t pt-2" key={version}>
      <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-soft">{t("history")}</summary>
      <Versions id={id} />
    </details>
  );
}

function Versions({ id }: { readonly id: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const { household } = usePurse();
  const versions = useTransactionVersions(id).data?.versions;
  const members = useMembers().data?.members ?? [];
  return (
    <ol className="grid gap-3 pb-2">
      {versions?.map((one, index) => {
        const before = versions[index - 1];
        const changed = before ? changedFields(before.content, one.content) : [];
        const who = members.find((member) => member.user_id === one.actor_id)?.name;
        return (
          <li key={one.version} className="border-l-2 pl-3 text-small">
            <p className="font-semibold">
              {one.voided ? t("book.was_voided") : before ? t("book.was_changed", { fields: changed.map((name) => t(`fields.${name}` as "fields.amount").toLowerCase()).join(", ") }) : t("book.was_recorded")}
            </p>
            <p className="text-soft">
              <Amount money={totalOf(one.content)} /> · {momentName(one.create_time, household.time_zone, locale)}
              {who ? ` · ${who}` : ""}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
