"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Jar } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { hueOf } from "@/lib/names";
import { Hues } from "./hues";

interface Props {
  readonly jar: Jar;
  readonly onDone: () => void;
}

export function JarRename({ jar, onDone }: Props) {
  const t = useTranslations();
  const write = useWrite();
  const [name, setName] = useState(jar.name);
  const [hue, setHue] = useState(hueOf(jar));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await write({
      kind: "jar", method: "PATCH", path: `jars/${jar.jar_id}`, body: { version: jar.version, name: name.trim(), hue }, stale: ["jars"],
    });
    if (done.state !== "refused") onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label={t("jars.name")}>
        <Input autoFocus required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Hues value={hue} onChange={setHue} />
      <Button type="submit" disabled={!name.trim()}>
        {t("common.save")}
      </Button>
    </form>
  );
}
