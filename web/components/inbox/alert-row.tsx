"use client";

import { CircleAlert, Gauge, PackageOpen } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { usePurse } from "@/lib/api/household";
import type { Alert } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { momentName } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { useNames } from "@/lib/use-names";

const ICONS = { plan_near: Gauge, plan_reached: CircleAlert, jar_empty: PackageOpen } as const;

interface Props {
  readonly alert: Alert;
  readonly onOpen: () => void;
}

export function AlertRow({ alert, onOpen }: Props) {
  const t = useTranslations("inbox");
  const locale = useLocale();
  const { household } = usePurse();
  const { names } = useNames();
  const Icon = ICONS[alert.kind];
  const name = (alert.subject_is_jar ? names.jar(alert.subject_id)?.name : names.account(alert.subject_id)?.name) ?? "";
  const href = alert.kind === "jar_empty" ? `/jars/?jar=${alert.subject_id}` : `/plans/?m=${alert.month}`;
  const limit = alert.limit ? formatMoney(alert.limit) : "";
  return (
    <li>
      <Link
        href={href}
        onClick={onOpen}
        data-alert={alert.kind}
        className={cn("flex items-start gap-3 rounded-3xl border bg-card p-4 hover:border-clay", !alert.read && "border-amber/50 shadow-shade")}
      >
        <span className={cn("grid size-10 shrink-0 place-items-center rounded-2xl", alert.kind === "plan_near" ? "bg-amber-wash text-amber" : "bg-lotus-wash text-lotus")}>
          <Icon aria-hidden className="size-5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn("block", !alert.read && "font-semibold")}>{t(alert.kind, { name, spent: formatMoney(alert.spent), limit })}</span>
          <span className="text-small text-soft">{momentName(alert.create_time, household.time_zone, locale)}</span>
        </span>
        {alert.read ? null : (
          <span className="mt-1.5 size-2.5 rounded-full bg-clay">
            <span className="sr-only">{t("unread")}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
