"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { useMay } from "@/lib/api/household";
import type { Jar, JarRule } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { cn } from "@/lib/classes";
import { formatPercent, parsePercent, WHOLE } from "@/lib/jars";
import { hueOf } from "@/lib/names";
import { RuleBar } from "./rule-bar";

interface Props {
  readonly rule: JarRule;
  readonly jars: readonly Jar[];
  readonly onDone: () => void;
}

/** The percentages by which income is shared; they must reach exactly 100 %. */
export function RuleForm({ rule, jars, onDone }: Props) {
  const t = useTranslations("jars");
  const write = useWrite();
  const toast = useToast();
  const may = useMay("editor");
  const id = useId();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => percentsOf(rule, jars));
  const points = jars.map((jar) => ({ jar, points: parsePercent(texts[jar.jar_id] || "0") }));
  const total = points.reduce((sum, one) => sum + (one.points ?? 0), 0);
  const exact = total === WHOLE && points.every((one) => one.points !== null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const shares = points.filter((one) => one.points).map((one) => ({ jar_id: one.jar.jar_id, kind: "percent", basis_points: one.points }));
    const done = await write({ kind: "jar_rule", method: "POST", path: "jar-rule", body: { version: rule.version, shares }, stale: ["jar-rule"] });
    if (done.state === "refused") return;
    toast({ text: t("rule_saved") });
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <p className="text-soft">{t("rule_lead")}</p>
      <RuleBar parts={points.map((one) => ({ id: one.jar.jar_id, hue: hueOf(one.jar), points: one.points ?? 0 }))} />
      <ul className="grid gap-2 sm:grid-cols-2">
        {points.map(({ jar, points: value }) => (
          <li key={jar.jar_id} className="flex items-center gap-3">
            <span aria-hidden className="size-4 shrink-0 rounded-full" style={{ background: `var(--jar-${hueOf(jar)})` }} />
            <label htmlFor={id + jar.jar_id} className="line-clamp-2 flex-1">
              {jar.name}
            </label>
            <Input
              id={id + jar.jar_id}
              inputMode="decimal"
              disabled={!may}
              value={texts[jar.jar_id] ?? ""}
              aria-invalid={value === null ? true : undefined}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setTexts((old) => ({ ...old, [jar.jar_id]: event.target.value }))}
              className="figures w-20 text-right font-semibold"
            />
            <span aria-hidden>%</span>
          </li>
        ))}
      </ul>
      <p role="status" className={cn("figures font-semibold", exact ? "text-leaf" : "text-amber")}>
        {exact ? t("rule_whole") : t("rule_total", { total: formatPercent(total), left: formatPercent(WHOLE - total) })}
      </p>
      {may ? (
        <Button type="submit" size="big" disabled={!exact}>
          {t("rule_keep")}
        </Button>
      ) : null}
    </form>
  );
}

function percentsOf(rule: JarRule, jars: readonly Jar[]): Record<string, string> {
  const fixed = rule.shares.filter((share) => share.kind === "percent").reduce((sum, share) => sum + share.basis_points, 0);
  return Object.fromEntries(
    jars.map((jar) => {
      const share = rule.shares.find((one) => one.jar_id === jar.jar_id);
      return [jar.jar_id, formatPercent(share?.kind === "remainder" ? WHOLE - fixed : (share?.basis_points ?? 0))];
    }),
  );
}
