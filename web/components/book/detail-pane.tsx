"use client";

import { useTranslations } from "next-intl";
import { Empty } from "@/components/app/empty";
import { Failed } from "@/components/app/failed";
import { Card, Shimmer } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { useTransaction } from "@/lib/api/queries";
import { useUrl } from "@/lib/use-url";
import { useWide } from "@/lib/use-wide";
import { Detail } from "./detail";
import { EditForm } from "./edit-form";

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** The opened transaction: beside the list where there is room, over it where there is not. */
export function DetailPane({ id, onClose }: Props) {
  const t = useTranslations("book");
  const wide = useWide();
  if (!wide) {
    return (
      <Dialog open={id !== ""} onOpenChange={onClose} title={t("detail")}>
        {id ? <Opened id={id} onClose={onClose} /> : null}
      </Dialog>
    );
  }
  return (
    <Card aria-label={t("detail")} className="sticky top-28 h-fit max-h-[calc(100dvh-9rem)] overflow-y-auto">
      {id ? <Opened key={id} id={id} onClose={onClose} /> : <Empty title={t("pick")} />}
    </Card>
  );
}

function Opened({ id, onClose }: Props) {
  const query = useTransaction(id);
  const { get, set } = useUrl();
  const transaction = query.data?.transaction_id === id ? query.data : undefined;
  if (query.isError && !transaction) return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (!transaction) return <Shimmer className="h-60" />;
  if (get("edit") && !transaction.voided) return <EditForm transaction={transaction} onDone={() => set({ edit: null })} />;
  return <Detail transaction={transaction} onEdit={() => set({ edit: "1" }, "push")} onClose={onClose} />;
}
