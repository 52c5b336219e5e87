"use client";

import { useTranslations } from "next-intl";
import { useShare } from "@/lib/api/progress";
import type { KeptWrite } from "@/lib/outbox/model";
import { QueueRow } from "./queue-row";
import { SmallPicture } from "./small-picture";
import { useObjectUrl } from "./use-object-url";

/** Pictures that are still on this device. */
export function UploadRow({ write }: { readonly write: KeptWrite }) {
  const t = useTranslations("bills");
  const share = useShare(write.id);
  const [file] = write.files ?? [];
  const url = useObjectUrl(file?.type.startsWith("image/") ? file.blob : null);
  const count = write.files?.length ?? 0;
  return (
    <QueueRow
      data-upload={write.id}
      picture={<SmallPicture url={url} />}
      title={share === undefined ? t("kept") : t("uploading", { share: Math.round(share * 100) })}
      below={count > 1 ? t("pages", { count }) : file?.name}
      share={share ?? 0}
      label={t("queue")}
    />
  );
}
