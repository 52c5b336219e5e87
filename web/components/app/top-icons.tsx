"use client";

import { Inbox, Settings } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonStyles } from "@/components/ui/button";
import { useAlerts } from "@/lib/api/queries";
import { cn } from "@/lib/classes";

/** Inbox and settings: top right on a phone, at the foot of the rail on a desk. */
export function TopIcons({ className }: { readonly className?: string }) {
  const t = useTranslations("places");
  const unread = useAlerts().data?.unread_count ?? 0;
  return (
    <div className={cn("flex gap-1", className)}>
      <Link
        href="/inbox/"
        aria-label={unread ? t("inbox_unread", { count: unread }) : t("inbox")}
        className={cn(buttonStyles({ look: "quiet", size: "icon" }), "relative")}
      >
        <Inbox aria-hidden />
        {unread ? (
          <span data-testid="unread" className="figures fade absolute top-0.5 right-0 grid min-w-5 place-items-center rounded-full bg-clay px-1 text-[0.6875rem] leading-5 font-bold text-on-clay">
            {unread > 99 ? "99+" : unread}
          </span>
        ) : null}
      </Link>
      <Link href="/settings/" aria-label={t("settings")} className={buttonStyles({ look: "quiet", size: "icon" })}>
        <Settings aria-hidden />
      </Link>
    </div>
  );
}
