"use client";

import { useLocale, useTranslations } from "next-intl";
import { Segmented } from "@/components/ui/segmented";
import type { Locale } from "@/lib/locale";
import { prefer } from "@/lib/preferences";

export const LANGUAGE_CHOICES: readonly { value: Locale; label: string }[] = [
  { value: "vi", label: "Tiếng Việt" },
  { value: "en", label: "English" },
];

export function Languages() {
  const t = useTranslations("settings");
  return <Segmented className="mx-auto" label={t("language")} value={useLocale()} choices={LANGUAGE_CHOICES} onChange={(locale) => prefer("locale", locale)} />;
}
