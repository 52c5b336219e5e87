"use client";

import { ArrowLeftRight, BookOpenText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { JarPicture } from "@/components/art/jar";
import { Amount } from "@/components/ui/amount";
import { Button, buttonStyles } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMay } from "@/lib/api/household";
import type { Jar } from "@/lib/api/schema";
import { isUnassigned } from "@/lib/jars";
import { fillOf, hueOf } from "@/lib/names";
import { JarClose } from "./jar-close";
import { JarRename } from "./jar-rename";

interface Props {
  readonly jar: Jar | undefined;
  readonly jars: readonly Jar[];
  readonly onClose: () => void;
  readonly onMove: (from: string, to: string) => void;
}

/** One jar: what is in it, what moved this month, and what can be done with it. */
export function JarDialog({ jar, jars, onClose, onMove }: Props) {
  const t = useTranslations("jars");
  const may = useMay("editor");
  const [mode, setMode] = useState<"look" | "rename" | "close">("look");
  const other = jars.find((one) => one.jar_id !== jar?.jar_id);
  const done = () => {
    setMode("look");
    onClose();
  };
  return (
    <Dialog open={jar !== undefined} onOpenChange={done} title={jar?.name ?? ""}>
      {jar ? (
        <div className="grid gap-4">
          <div className="flex items-center gap-4">
            <JarPicture fill={fillOf(jar)} hue={hueOf(jar)} overspent={jar.balance.amount < 0} className="w-28 shrink-0" />
            <dl className="grid gap-1">
              <dt className="text-small text-soft">{t("inside")}</dt>
              <dd className="text-title font-bold"><Amount money={jar.balance} /></dd>
              <dt className="text-small text-soft">{t("this_month")}</dt>
              <dd className="flex flex-wrap gap-x-3">
                <Amount money={jar.month_in} sign="plus" className="text-leaf" />
                <Amount money={jar.month_out} sign="minus" />
              </dd>
            </dl>
          </div>
          {mode === "rename" ? <JarRename jar={jar} onDone={done} /> : null}
          {mode === "close" ? <JarClose jar={jar} jars={jars} onDone={done} /> : null}
          {mode === "look" ? (
            <div className="grid grid-cols-2 gap-2">
              <Link href={`/book/?jar_id=${jar.jar_id}`} className={buttonStyles({ look: "line" })}>
                <BookOpenText aria-hidden />
                {t("rows")}
              </Link>
              {other ? (
                <Button look="soft" onClick={() => onMove(jar.jar_id, other.jar_id)}>
                  <ArrowLeftRight aria-hidden />
                  {t("move")}
                </Button>
              ) : null}
              {may && !isUnassigned(jar) ? (
                <>
                  <Button look="line" onClick={() => setMode("rename")}>{t("rename")}</Button>
                  <Button look="quiet" onClick={() => setMode("close")}>{t("close")}</Button>
                </>
              ) : null}
            </div>
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}
