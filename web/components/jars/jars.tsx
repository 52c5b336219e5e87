"use client";

import { ArrowLeftRight, Plus, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { Failed } from "@/components/app/failed";
import { PageTop } from "@/components/app/page-top";
import { Button } from "@/components/ui/button";
import { Shimmer } from "@/components/ui/card";
import { useMay } from "@/lib/api/household";
import { useJars } from "@/lib/api/queries";
import { isUnassigned } from "@/lib/jars";
import { useUrl } from "@/lib/use-url";
import { JarDialog } from "./jar-dialog";
import { JarForm } from "./jar-form";
import { MoveDialog } from "./move-dialog";
import { RuleDialog } from "./rule-dialog";
import { Shelf } from "./shelf";
import { SubTabs } from "./sub-tabs";
import { Unassigned } from "./unassigned";

/** Hũ: what the money is for. Drag a jar onto another to move money, or use the button. */
export function Jars() {
  const t = useTranslations("jars");
  const query = useJars();
  const { get, set } = useUrl();
  const may = useMay("editor");
  const jars = query.data?.jars.filter((jar) => !jar.closed);
  const close = () => set({ jar: null, move: null, to: null, new: null, rule: null });
  const move = (from: string, to: string) => set({ jar: null, move: from, to }, "push");
  return (
    <>
      <PageTop title={t("title")} />
      <SubTabs />
      {query.isError && !jars ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Shimmer className="h-80" /> : null}
      {jars ? (
        <>
          <Unassigned />
          <Shelf jars={jars.filter((jar) => !isUnassigned(jar) || jar.balance.amount !== 0)} onOpen={(id) => set({ jar: id }, "push")} onMove={move} />
          {may ? (
            <div className="mt-6 flex flex-wrap gap-2">
              <Button look="soft" onClick={() => move(jars[0]?.jar_id ?? "", jars[1]?.jar_id ?? "")} disabled={jars.length < 2}>
                <ArrowLeftRight aria-hidden />
                {t("move")}
              </Button>
              <Button look="line" onClick={() => set({ rule: "1" }, "push")}>
                <Scale aria-hidden />
                {t("rule")}
              </Button>
              <Button look="line" onClick={() => set({ new: "1" }, "push")}>
                <Plus aria-hidden />
                {t("new")}
              </Button>
            </div>
          ) : null}
          <p className="mt-3 max-w-prose text-small text-soft">{t("drag_hint")}</p>
          <JarDialog jar={jars.find((jar) => jar.jar_id === get("jar"))} jars={jars} onClose={close} onMove={move} />
          <MoveDialog key={`${get("move")}${get("to")}`} from={get("move")} to={get("to")} jars={jars} onClose={close} />
          <RuleDialog open={get("rule") !== ""} jars={jars.filter((jar) => !isUnassigned(jar))} onClose={close} />
          <JarForm open={get("new") !== ""} onClose={close} />
        </>
      ) : null}
    </>
  );
}
