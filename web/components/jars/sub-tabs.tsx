"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/classes";

const TABS = [
  { href: "/jars/", key: "jars" },
  { href: "/plans/", key: "plans" },
] as const;

/** Jars and plans stand side by side under one button of the phone's bar. */
export function SubTabs() {
  const t = useTranslations("places");
  const path = usePathname();
  return (
    <nav aria-label={t("jars_and_plans")} className="mb-5 flex w-fit gap-1 rounded-2xl bg-sunken p-1 md:hidden">
      {TABS.map(({ href, key }) => {
        const here = path.startsWith(href.slice(0, -1));
        return (
          <Link key={key} href={href} aria-current={here ? "page" : undefined} className={cn("grid min-h-11 place-items-center rounded-xl px-5 font-semibold text-soft", here && "bg-card text-ink shadow-shade")}>
            {t(key)}
          </Link>
        );
      })}
    </nav>
  );
}
