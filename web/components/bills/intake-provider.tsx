"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { useToast } from "@/components/ui/toast";
import { useMay } from "@/lib/api/household";
import { sorted } from "@/lib/bills/intake";
import { DropZone } from "./drop-zone";
import { IntakeContext } from "./intake-context";
import { OfferSheet } from "./offer-sheet";
import { usePicker } from "./picker";
import { useSendPictures } from "./use-send-pictures";
import { useShared } from "./use-shared";

interface Props {
  readonly onType: () => void;
  readonly onText: (text: string) => void;
  readonly children: ReactNode;
}

interface Offer {
  readonly files: readonly File[];
  readonly long: boolean;
}

/** Every way by which a picture comes in: camera, files, drop, paste, and what another app shared. */
export function IntakeProvider({ onType, onText, children }: Props) {
  const may = useMay("recorder");
  const [offered, setOffered] = useState<Offer | null>(null);
  const send = useSendAndShow();
  const check = useCheck();
  const offer = useCallback(
    (files: readonly File[]) => {
      const good = check(files);
      if (good.length === 1) send(good, false);
      if (good.length > 1) setOffered({ files: good, long: false });
    },
    [check, send],
  );
  const picker = usePicker(offer);
  useShared(may ? offer : null, onText);
  const { photograph, choose } = picker;
  const intake = useMemo(
    () => ({ offer, photograph, choose, gather: () => setOffered({ files: [], long: true }), type: onType }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the pickers only click an input that is always there
    [offer, onType],
  );
  return (
    <IntakeContext.Provider value={intake}>
      {children}
      {may ? picker.inputs : null}
      {may ? <DropZone onFiles={offer} /> : null}
      {offered ? (
        <OfferSheet
          files={offered.files}
          long={offered.long}
          check={check}
          onClose={() => setOffered(null)}
          onSend={(files, together) => {
            setOffered(null);
            send(files, together);
          }}
        />
      ) : null}
    </IntakeContext.Provider>
  );
}

/** Sends pictures, and goes to where they can be seen being read. */
function useSendAndShow() {
  const send = useSendPictures();
  const router = useRouter();
  const path = usePathname();
  return useCallback(
    (files: readonly File[], together: boolean) => {
      if (path !== "/") router.push("/");
      send(files, together);
      window.scrollTo({ top: 0 });
    },
    [send, router, path],
  );
}

/** The files that can be read; about the others the person is told. */
function useCheck() {
  const t = useTranslations("bills");
  const toast = useToast();
  return useCallback(
    (files: readonly File[]): readonly File[] => {
      const { good, wrongKind, tooLarge } = sorted(files);
      const [wrong] = wrongKind;
      const [large] = tooLarge;
      if (wrong) toast({ text: t("wrong_kind", { name: wrong.name }), tone: "problem" });
      else if (large) toast({ text: t("too_large", { name: large.name }), tone: "problem" });
      return good;
    },
    [t, toast],
  );
}
