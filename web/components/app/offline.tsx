"use client";

import { CloudOff, CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { lanes } from "@/lib/api/outbox";
import { useKept, useKeptClips, useKeptPictures } from "@/lib/api/writes";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

function subscribeToLanes(listener: () => void): () => void {
  const ends = lanes().map((one) => one.subscribe(listener));
  return () => ends.forEach((end) => end());
}

const isStuck = (): boolean => lanes().some((one) => one.stuck());

export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine, () => true);
}

/** Says so when there is no network, and how many writes wait on this device. */
export function Offline() {
  const t = useTranslations("net");
  const online = useOnline();
  const kept = [...useKept(), ...useKeptClips(), ...useKeptPictures()];
  const stuck = useSyncExternalStore(subscribeToLanes, isStuck, () => false);
  const waiting = !online || stuck ? kept.length : 0;
  if (online && waiting === 0) return null;
  const Icon = online ? CloudUpload : CloudOff;
  return (
    <div role="status" className="fade mx-4 mt-2 flex min-h-11 items-center gap-3 rounded-2xl bg-amber-wash px-4 py-2 text-small text-amber md:mx-8">
      <Icon aria-hidden className="size-5 shrink-0" />
      <span className="flex-1">
        {online ? null : t("offline")} {waiting ? t("waiting", { count: waiting }) : null}
      </span>
      {online ? (
        <button type="button" className="min-h-11 px-2 font-semibold underline underline-offset-4" onClick={() => lanes().forEach((one) => void one.flush())}>
          {t("send_now")}
        </button>
      ) : null}
    </div>
  );
}
