"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

interface Props {
  readonly text: string;
  readonly longest: number;
  readonly label: string;
  readonly onDone: (text: string) => void;
}

export function TextEditor({ text, longest, label, onDone }: Props) {
  const t = useTranslations("common");
  const [value, setValue] = useState(text);
  return (
    <form
      className="flex gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(value.trim());
      }}
    >
      <Input autoFocus value={value} maxLength={longest} onChange={(event) => setValue(event.target.value)} aria-label={label} />
      <Button type="submit">{t("save")}</Button>
    </form>
  );
}
