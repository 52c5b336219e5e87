"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { JarPicture } from "@/components/art/jar";
import { Amount } from "@/components/ui/amount";
import { Heading, Shimmer } from "@/components/ui/card";
import { useJars } from "@/lib/api/queries";
import type { Jar } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { fillOf, hueOf } from "@/lib/names";
import { isUnassigned } from "@/lib/jars";
import { formatMoney, formatShort } from "@/lib/money";

const LONG = 12;
const TOO_LONG = 15;

/** The jars on their shelf, three to a board. */
export function JarShelf() {
  const t = useTranslations("home");
  const query = useJars();
  const jars = query.data?.jars;
  const shown = jars?.filter((jar) => !jar.closed && (!isUnassigned(jar) || jar.balance.amount < 0));
  return (
    <section aria-labelledby="jars">
      <Heading id="jars" className="mb-3">
        {t("jars")}
      </Heading>
      {query.isPending ? <Shimmer className="h-64" /> : null}
      <ul className="grid grid-cols-3 gap-y-5">
        {shown?.map((jar) => (
          <OnShelf key={jar.jar_id} jar={jar} />
        ))}
      </ul>
    </section>
  );
}

function OnShelf({ jar }: { readonly jar: Jar }) {
  const t = useTranslations("jars");
  const locale = useLocale();
  const coin = useCoin(jar);
  const over = jar.balance.amount < 0;
  const look = cn("figures mt-2 font-bold", over && "text-lotus", formatMoney(jar.balance).length > LONG && "text-small");
  return (
    <li className="min-w-0">
      <Link href={`/jars/?jar=${jar.jar_id}`} className="group grid justify-items-center" data-jar={jar.key || jar.name}>
        <JarPicture fill={fillOf(jar)} hue={hueOf(jar)} overspent={over} coin={coin} className="w-[min(6.5rem,80%)] transition-transform group-hover:-translate-y-1" />
        <span aria-hidden className="shelf -mt-1.5 h-2 w-full" />
        {formatMoney(jar.balance).length > TOO_LONG ? (
          <data value={jar.balance.amount} title={formatMoney(jar.balance)} className={look}>
            {formatShort(jar.balance, locale)}
          </data>
        ) : (
          <Amount money={jar.balance} className={look} />
        )}
        <span className="line-clamp-2 px-1 text-center text-small text-soft">{jar.name}</span>
        {over ? <span className="text-small font-semibold text-lotus">{t("over")}</span> : null}
      </Link>
    </li>
  );
}

/** Counts up each time the jar's balance changes: a coin drops. */
function useCoin(jar: Jar): number {
  const [coin, setCoin] = useState(0);
  const seen = useRef(jar.balance.amount);
  useEffect(() => {
    if (seen.current !== jar.balance.amount) setCoin((count) => count + 1);
    seen.current = jar.balance.amount;
  }, [jar.balance.amount]);
  return coin;
}
