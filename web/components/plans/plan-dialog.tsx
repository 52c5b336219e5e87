"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import type { Plan } from "@/lib/api/schema";
import { PlanForm } from "./plan-form";

interface Props {
  /** "new", a plan's id, or nothing. */
  readonly which: string;
  readonly plans: readonly Plan[];
  readonly month: string;
  readonly onClose: () => void;
}

export function PlanDialog({ which, plans, month, onClose }: Props) {
  const t = useTranslations("plans");
  const plan = plans.find((one) => one.plan_id === which);
  return (
    <Dialog open={which === "new" || plan !== undefined} onOpenChange={onClose} title={plan ? t("change") : t("new")}>
      <PlanForm plan={plan} plans={plans} month={month} onDone={onClose} />
    </Dialog>
  );
}
