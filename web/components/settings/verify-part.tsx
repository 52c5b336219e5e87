"use client";

import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Failed } from "@/components/app/failed";
import { Button } from "@/components/ui/button";
import { useVerification } from "@/lib/api/queries";
import { Part } from "./part";

/** Replays every entry and compares: the books prove themselves. */
export function VerifyPart() {
  const t = useTranslations("settings");
  const query = useVerification();
  const found = query.data;
  return (
    <Part title={t("verify")} lead={t("verify_lead")}>
      <Button look="line" className="w-fit" disabled={query.isFetching} onClick={() => void query.refetch()}>
        {query.isFetching ? t("verifying") : t("verify_now")}
      </Button>
      {query.isError ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {found ? (
        <div role="status" className={found.clean ? "rounded-2xl bg-leaf-wash p-4" : "rounded-2xl bg-lotus-wash p-4"}>
          <p className={found.clean ? "flex items-center gap-2 font-semibold text-leaf" : "flex items-center gap-2 font-semibold text-lotus"}>
            {found.clean ? <ShieldCheck aria-hidden /> : <ShieldAlert aria-hidden />}
            {found.clean ? t("clean", { entries: found.entries }) : t("not_clean")}
          </p>
          <ul>
            {found.differences.map((one) => (
              <li key={`${one.table}${one.row}${one.column}`} className="text-small">
                {one.table} · {one.row} · {one.column}: {one.problem}
              </li>
            ))}
          </ul>
          <p className="figures mt-2 text-small break-all text-soft">{t("chain", { hash: found.chain_hash.slice(0, 16) })}</p>
        </div>
      ) : null}
    </Part>
  );
}
