"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Pig } from "@/components/art/pig";
import { cn } from "@/lib/classes";
import { isAt, PLACES } from "./places";
import { TopIcons } from "./top-icons";

/** The slim rail of a desk. */
export function Rail() {
  const t = useTranslations("places");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="sticky top-0 hidden h-dvh w-22 shrink-0 flex-col items-center gap-1 border-r bg-card py-4 md:flex">
      <Link href="/" aria-label="Heo" className="mb-3 grid size-14 place-items-center rounded-2xl">
        <Pig className="w-12" />
      </Link>
      {PLACES.map(({ key, href, icon: Icon }) => (
        <Link
          key={key}
          href={href}
          aria-current={isAt(path, href) ? "page" : undefined}
          className={cn(
            "grid min-h-16 w-18 place-items-center content-center gap-0.5 rounded-2xl text-small font-semibold text-soft hover:bg-sunken",
            isAt(path, href) && "bg-clay-wash text-clay-strong hover:bg-clay-wash",
          )}
        >
          <Icon aria-hidden className="size-6" />
          {t(key)}
        </Link>
      ))}
      <TopIcons className="mt-auto flex-col" />
    </nav>
  );
}
