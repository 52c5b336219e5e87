"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { Jar } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";

interface Props {
  readonly jar: Jar;
  readonly jars: readonly Jar[];
  readonly onDone: () => void;
}

/** Closes a jar: what is in it, and what still arrives, goes to the successor. */
export function JarClose({ jar, jars, onDone }: Props) {
  const t = useTranslations("jars");
  const write = useWrite();
  const toast = useToast();
  const others = jars.filter((one) => one.jar_id !== jar.jar_id);
  const [successor, setSuccessor] = useState(others[0]?.jar_id ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await write({
      kind: "jar", method: "POST", path: `jars/${jar.jar_id}/close`, body: { successor_id: successor || null },
      stale: ["jars", "jar-rule", "transactions", "reports"],
    });
    if (done.state === "refused") return;
    toast({ text: t("closed", { name: jar.name }) });
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label={t("successor")} hint={t("successor_hint")}>
        <Select value={successor} onChange={(event) => setSuccessor(event.target.value)}>
          {others.map((one) => (
            <option key={one.jar_id} value={one.jar_id}>
              {one.name}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" look="danger">
        {t("close_now")}
      </Button>
    </form>
  );
}
