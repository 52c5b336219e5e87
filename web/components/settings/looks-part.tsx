"use client";

import { useLocale, useTranslations } from "next-intl";
import { LANGUAGE_CHOICES } from "@/components/auth/languages";
import { Segmented } from "@/components/ui/segmented";
import { requestAsSignedIn } from "@/lib/api/session";
import type { Locale } from "@/lib/locale";
import { prefer, useThemePreference, type Theme } from "@/lib/preferences";
import { Part } from "./part";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Language and light. The language also goes to the account, for the words of the backend; this page does not wait for it. */
export function LooksPart() {
  const t = useTranslations("settings");
  const locale = useLocale();
  const theme = useThemePreference();
  const speak = (next: Locale) => {
    prefer("locale", next);
    void requestAsSignedIn("PATCH", "/users/me", { locale: next }).catch(() => undefined); // the choice holds on this device
  };
  return (
    <Part title={t("looks")}>
      <div className="grid gap-1.5">
        <span className="text-small font-semibold text-soft">{t("language")}</span>
        <Segmented label={t("language")} value={locale} choices={LANGUAGE_CHOICES} onChange={speak} />
      </div>
      <div className="grid gap-1.5">
        <span className="text-small font-semibold text-soft">{t("theme")}</span>
        <Segmented label={t("theme")} value={theme} choices={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))} onChange={(next) => prefer("theme", next)} />
      </div>
    </Part>
  );
}
