"use client";

import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Card, Heading } from "@/components/ui/card";
import { useUrl } from "@/lib/use-url";

interface Props {
  /** Its name in the URL. */
  readonly name: string;
  readonly title: string;
  readonly picture: ReactNode;
  readonly table: ReactNode;
}

/** A picture and its table: people look, or read. */
export function Picture({ name, title, picture, table }: Props) {
  const t = useTranslations("report");
  const { get, set } = useUrl();
  const id = useId();
  const asTable = get("table").split(",").includes(name);
  const show = (how: "picture" | "table") => {
    const others = get("table").split(",").filter((one) => one && one !== name);
    set({ table: (how === "table" ? [...others, name] : others).join(",") || null });
  };
  return (
    <Card aria-labelledby={id} className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <Heading id={id}>{title}</Heading>
        <Segmented
          label={title}
          value={asTable ? "table" : "picture"}
          onChange={show}
          choices={[{ value: "picture", label: t("picture") }, { value: "table", label: t("table") }]}
        />
      </div>
      {asTable ? table : picture}
    </Card>
  );
}
