"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { JarPicture } from "@/components/art/jar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useWrite } from "@/lib/api/writes";
import { Hues } from "./hues";

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Makes a jar. It gets money by moves, or by a share of the rule. */
export function JarForm({ open, onClose }: Props) {
  const t = useTranslations("jars");
  const write = useWrite();
  const [name, setName] = useState("");
  const [hue, setHue] = useState("jade");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await write({ kind: "jar", method: "POST", path: "jars", body: { name: name.trim(), hue }, stale: ["jars"] });
    if (done.state === "refused") return;
    setName("");
    onClose();
  };
  return (
    <Dialog open={open} onOpenChange={onClose} title={t("new")}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <JarPicture fill={0.6} hue={hue} className="mx-auto w-28" />
        <Field label={t("name")} hint={t("new_hint")}>
          <Input autoFocus required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Hues value={hue} onChange={setHue} />
        <Button type="submit" size="big" disabled={!name.trim()}>
          {t("make")}
        </Button>
      </form>
    </Dialog>
  );
}
