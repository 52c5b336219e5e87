"use client";

import { CloudOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Problem } from "@/lib/api/problem";

interface Props {
  readonly error: Error;
  readonly retry: () => void;
}

/** What happened, that the money is safe, and what to do. */
export function Failed({ error, retry }: Props) {
  const t = useTranslations("net");
  const locale = useLocale();
  const text = error instanceof Problem ? error.sentence(locale) : t("unreachable");
  return (
    <div role="alert" className="grid justify-items-center gap-3 rounded-3xl border border-dashed px-5 py-8 text-center">
      <CloudOff aria-hidden className="size-8 text-amber" />
      <p className="max-w-sm">{text}</p>
      <p className="text-small text-soft">{t("safe")}</p>
      <Button look="line" onClick={retry}>
        {t("retry")}
      </Button>
    </div>
  );
}
