"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Shimmer } from "@/components/ui/card";
import { useJarRule } from "@/lib/api/queries";
import type { Jar } from "@/lib/api/schema";
import { RuleForm } from "./rule-form";

interface Props {
  readonly open: boolean;
  readonly jars: readonly Jar[];
  readonly onClose: () => void;
}

export function RuleDialog({ open, jars, onClose }: Props) {
  const t = useTranslations("jars");
  const rule = useJarRule().data;
  return (
    <Dialog open={open} onOpenChange={onClose} title={t("rule")} wide>
      {rule ? <RuleForm key={rule.version} rule={rule} jars={jars} onDone={onClose} /> : <Shimmer className="h-64" />}
    </Dialog>
  );
}
