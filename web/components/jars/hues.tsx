"use client";

import { RadioGroup } from "radix-ui";
import { useTranslations } from "next-intl";
import { JAR_HUES } from "@/lib/names";

interface Props {
  readonly value: string;
  readonly onChange: (hue: string) => void;
}

export function Hues({ value, onChange }: Props) {
  const t = useTranslations("jars");
  return (
    <RadioGroup.Root value={value} onValueChange={onChange} aria-label={t("colour")} className="flex flex-wrap gap-1.5">
      {JAR_HUES.map((hue) => (
        <RadioGroup.Item key={hue} value={hue} aria-label={t(`hues.${hue}` as "hues.clay")} className="grid size-11 place-items-center rounded-full border-2 border-transparent data-[state=checked]:border-ink">
          <span className="size-8 rounded-full" style={{ background: `var(--jar-${hue})` }} />
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
