"use client";

import { CloudUpload, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { KeptWrite } from "@/lib/outbox/model";
import { wavOf } from "@/lib/voice/pcm";
import { play } from "@/lib/voice/player";

/** A sentence that was recorded and waits on this device; it can be heard meanwhile. */
export function KeptClip({ write }: { readonly write: KeptWrite }) {
  const t = useTranslations("voice");
  const d = useTranslations("drafts");
  const [file] = write.files ?? [];
  const listen = async () => {
    if (!file) return;
    const url = URL.createObjectURL(new Blob([wavOf(new Int16Array(await file.blob.arrayBuffer()))], { type: "audio/wav" }));
    await play(url);
    URL.revokeObjectURL(url);
  };
  return (
    <div data-kept-clip={write.id} className="flex items-center gap-3 rounded-[1.75rem] border border-dashed bg-card py-2 pr-2 pl-4 text-soft">
      <CloudUpload aria-label={d("on_device")} role="img" className="size-5 shrink-0" />
      <span className="flex-1">{t("kept_clip")}</span>
      <Button look="soft" size="icon" className="rounded-full" aria-label={t("play")} onClick={() => void listen()}>
        <Play aria-hidden />
      </Button>
    </div>
  );
}
