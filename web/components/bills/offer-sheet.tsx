"use client";

import { ArrowLeft, Camera, FileText, ImagePlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { readingsOf } from "@/lib/bills/intake";
import { usePicker } from "./picker";
import { useObjectUrl } from "./use-object-url";

interface Props {
  readonly files: readonly File[];
  readonly long: boolean;
  readonly check: (files: readonly File[]) => readonly File[];
  readonly onClose: () => void;
  readonly onSend: (files: readonly File[], together: boolean) => void;
}

/** Several pictures before they are read: a bill each or one long bill, in which order, and which not. */
export function OfferSheet({ files: first, long, check, onClose, onSend }: Props) {
  const t = useTranslations("bills");
  const [files, setFiles] = useState(first);
  const [how, setHow] = useState<"each" | "together">(long ? "together" : "each");
  const picker = usePicker((more) => setFiles((old) => [...old, ...check(more)]));
  const without = (place: number) => setFiles(files.filter((_, index) => index !== place));
  const earlier = (place: number) => setFiles([...files.slice(0, place - 1), files[place]!, files[place - 1]!, ...files.slice(place + 1)]);
  const count = readingsOf(files, how === "together").length;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={files.length > 0 ? t("offer_title", { count: files.length }) : t("long")} wide>
      {files.length > 1 ? (
        <Segmented
          label={t("how")}
          value={how}
          onChange={setHow}
          choices={[
            { value: "each", label: t("each") },
            { value: "together", label: t("together") },
          ]}
          className="w-full"
        />
      ) : null}
      {how === "together" ? <p className="text-soft">{t("order_hint")}</p> : null}
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {files.map((file, place) => (
          <li key={`${file.name}-${file.lastModified}-${place}`} className="grid gap-1">
            <Thumbnail file={file} label={t("picture", { place: place + 1 })} />
            <span className="flex items-center justify-between gap-1">
              <span className="figures pl-1 text-small font-semibold text-soft">{place + 1}</span>
              <span className="flex">
                {how === "together" && place > 0 ? (
                  <Button look="quiet" size="icon" aria-label={t("earlier", { place: place + 1 })} onClick={() => earlier(place)}>
                    <ArrowLeft aria-hidden />
                  </Button>
                ) : null}
                <Button look="quiet" size="icon" aria-label={t("leave_out", { place: place + 1 })} onClick={() => without(place)}>
                  <X aria-hidden />
                </Button>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button look="line" className="flex-1 pointer-fine:hidden" onClick={picker.photograph}>
          <Camera aria-hidden />
          {t("camera")}
        </Button>
        <Button look="line" className="flex-1" onClick={picker.choose}>
          <ImagePlus aria-hidden />
          {t("more")}
        </Button>
      </div>
      {picker.inputs}
      <div className="sticky -bottom-5 -mb-5 grid bg-linear-to-t from-paper from-70% to-transparent pt-3 pb-5 md:-bottom-7 md:-mb-7 md:pb-7">
        <Button size="big" disabled={files.length === 0} onClick={() => onSend(files, how === "together")}>
          {t("send", { count: Math.max(1, count) })}
        </Button>
      </div>
    </Dialog>
  );
}

function Thumbnail({ file, label }: { readonly file: File; readonly label: string }) {
  const url = useObjectUrl(file.type.startsWith("image/") ? file : null);
  const [broken, setBroken] = useState(false);
  return (
    <span className="grid aspect-[3/4] place-items-center overflow-hidden rounded-2xl border bg-sunken">
      {url && !broken ? (
        // eslint-disable-next-line @next/next/no-img-element -- a picture of this device, by its blob
        <img src={url} alt={label} onError={() => setBroken(true)} className="size-full object-cover object-top" />
      ) : (
        <span className="grid justify-items-center gap-1 p-2 text-center text-small text-soft">
          <FileText aria-hidden className="size-8" />
          <span className="line-clamp-2">{file.name}</span>
        </span>
      )}
    </span>
  );
}
