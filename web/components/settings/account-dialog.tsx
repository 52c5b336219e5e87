"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Account } from "@/lib/api/schema";
import { AccountClose } from "./account-close";
import { AccountForm, type AccountGroup } from "./account-form";

interface Props {
  /** An account's id, or "new-asset", "new-expense", "new-income". */
  readonly which: string;
  readonly account: Account | undefined;
  readonly onClose: () => void;
}

export function AccountDialog({ which, account, onClose }: Props) {
  const t = useTranslations("settings");
  const [closing, setClosing] = useState(false);
  const group = which.startsWith("new-") ? (which.slice(4) as AccountGroup) : null;
  const title = group ? t(`add.${group}`) : (account?.name ?? "");
  return (
    <Dialog open={group !== null || account !== undefined} onOpenChange={onClose} title={title}>
      {closing && account ? (
        <AccountClose account={account} onDone={onClose} />
      ) : (
        <>
          <AccountForm account={account} group={group ?? groupOf(account)} onDone={onClose} />
          {account && account.key !== "cash" ? (
            <Button look="quiet" onClick={() => setClosing(true)}>
              {t("close_account")}
            </Button>
          ) : null}
        </>
      )}
    </Dialog>
  );
}

function groupOf(account: Account | undefined): AccountGroup {
  return account?.type === "income" ? "income" : account?.type === "expense" ? "expense" : "asset";
}
