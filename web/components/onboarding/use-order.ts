"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { keys } from "@/lib/api/keys";
import { Problem } from "@/lib/api/problem";
import { readSession, requestAsSignedIn } from "@/lib/api/session";
import { newId } from "@/lib/ids";

/** A write from outside any household (making or joining one): the person waits for it, so it does not queue. */
export function useOrder(path: string) {
  const client = useQueryClient();
  const locale = useLocale();
  const t = useTranslations("net");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const id = useRef({ body: "", id: "" });
  const order = async (body: Readonly<Record<string, unknown>>) => {
    const text = JSON.stringify(body);
    if (id.current.body !== text) id.current = { body: text, id: newId() };
    setBusy(true);
    setProblem("");
    try {
      await requestAsSignedIn("POST", path, { request_id: id.current.id, ...body });
      client.setQueryData(keys.session, await readSession());
    } catch (failure) {
      setProblem(failure instanceof Problem ? failure.sentence(locale) : t("unreachable"));
    }
    setBusy(false);
  };
  return { order, problem, busy };
}
