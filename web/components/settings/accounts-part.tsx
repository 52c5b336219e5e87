"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/pick/icon";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { useMay } from "@/lib/api/household";
import type { Account } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { useNames } from "@/lib/use-names";
import { useUrl } from "@/lib/use-url";
import { AccountDialog } from "./account-dialog";
import { Part } from "./part";

/** What really exists, and the names for coming and going. */
export function AccountsPart() {
  const t = useTranslations("settings");
  const { purses, categories, names } = useNames();
  const { get, set } = useUrl();
  const may = useMay("editor");
  const open = (id: string) => set({ account: id }, "push");
  const groups = [
    { type: "asset", rows: purses },
    { type: "expense", rows: categories.filter((one) => one.type === "expense") },
    { type: "income", rows: categories.filter((one) => one.type === "income") },
  ] as const;
  return (
    <>
      {groups.map(({ type, rows }) => (
        <Part key={type} title={t(`groups.${type}`)}>
          <ul className="-mx-2">
            {rows.map((one) => (
              <AccountLine key={one.account_id} account={one} money={type === "asset"} onOpen={may ? () => open(one.account_id) : undefined} />
            ))}
          </ul>
          {may ? (
            <Button look="line" className="w-fit" onClick={() => open(`new-${type}`)}>
              <Plus aria-hidden />
              {t(`add.${type}`)}
            </Button>
          ) : null}
        </Part>
      ))}
      <AccountDialog key={get("account")} which={get("account")} account={names.account(get("account"))} onClose={() => set({ account: null })} />
    </>
  );
}

interface LineProps {
  readonly account: Account;
  readonly money: boolean;
  readonly onOpen: (() => void) | undefined;
}

function AccountLine({ account, money, onOpen }: LineProps) {
  const t = useTranslations("settings");
  return (
    <li>
      <button
        type="button"
        disabled={!onOpen}
        onClick={onOpen}
        className={cn("flex min-h-12 w-full items-center gap-3 rounded-xl px-2 text-left enabled:hover:bg-sunken", account.parent_id && "pl-8")}
      >
        <Icon name={account.icon || "wallet"} className="size-5 shrink-0 text-soft" />
        <span className="line-clamp-2 flex-1">{account.name}</span>
        {account.type === "liability" ? <span className="text-small text-soft">{t("owed")}</span> : null}
        {money ? <Amount money={account.balance} className="font-semibold" /> : null}
      </button>
    </li>
  );
}
