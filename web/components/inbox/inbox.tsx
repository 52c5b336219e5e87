"use client";

import { useTranslations } from "next-intl";
import { Empty } from "@/components/app/empty";
import { Failed } from "@/components/app/failed";
import { PageTop } from "@/components/app/page-top";
import { Button } from "@/components/ui/button";
import { Shimmer } from "@/components/ui/card";
import { useAlerts } from "@/lib/api/queries";
import { useWrite } from "@/lib/api/writes";
import { AlertRow } from "./alert-row";

/** Hộp thư: what Heo wants you to know. It fills by itself. */
export function Inbox() {
  const t = useTranslations("inbox");
  const query = useAlerts();
  const write = useWrite();
  const alerts = query.data?.alerts;
  const unread = alerts?.filter((alert) => !alert.read) ?? [];
  const read = (ids: readonly string[]) =>
    void write({ kind: "alerts_read", method: "POST", path: "alerts/read", body: { alert_ids: ids.slice(0, 200) }, stale: ["alerts"] });
  return (
    <div className="max-w-2xl">
      <PageTop title={t("title")} />
      {query.isError && !alerts ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Shimmer className="h-48" /> : null}
      {unread.length > 0 ? (
        <Button look="soft" className="mb-3" onClick={() => read(unread.map((alert) => alert.alert_id))}>
          {t("read_all")}
        </Button>
      ) : null}
      <ul className="grid gap-2.5">
        {alerts?.map((alert) => (
          <AlertRow key={alert.alert_id} alert={alert} onOpen={() => !alert.read && read([alert.alert_id])} />
        ))}
      </ul>
      {alerts?.length === 0 ? <Empty title={t("empty")}>{t("empty_hint")}</Empty> : null}
    </div>
  );
}
