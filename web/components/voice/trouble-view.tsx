"use client";

import { CloudUpload, EarOff, Keyboard, MicOff, RotateCcw, ShieldAlert, X, type LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Trouble } from "@/lib/voice/trouble";
import { useListener, useVoiceState } from "./voice-context";

const ICONS: Partial<Record<Trouble, LucideIcon>> = { insecure: ShieldAlert, denied: MicOff, no_device: MicOff, busy: MicOff, kept: CloudUpload, engine_down: CloudUpload };

/** Trying again at once cannot help here: something must be done elsewhere first, or Heo does it later. */
const NO_RETRY: ReadonlySet<Trouble> = new Set<Trouble>(["insecure", "unsupported", "kept", "engine_down"]);

/** What went wrong, that nothing is lost, and what to do. */
export function TroubleView({ onType }: { readonly onType: () => void }) {
  const t = useTranslations("voice");
  const common = useTranslations("common");
  const locale = useLocale();
  const listener = useListener();
  const { trouble, problem, text } = useVoiceState();
  if (!trouble) return null;
  const Icon = ICONS[trouble] ?? EarOff;
  const type = () => {
    listener.cancel();
    onType();
  };
  return (
    <div className="grid gap-3" data-trouble={trouble}>
      <div role="alert" className="flex gap-3 pr-10">
        <Icon aria-hidden className="mt-0.5 size-6 shrink-0 text-amber" />
        <div className="grid gap-1">
          <p className="font-bold">{t(`troubles.${trouble}.what`)}</p>
          <p className="text-soft">{problem ? problem.sentence(locale) : t.rich(`troubles.${trouble}.do`, { code: (words) => <code className="rounded-md bg-sunken px-1.5 py-0.5 text-ink">{words}</code> })}</p>
          {text ? <p className="text-soft">“{text}”</p> : null}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {NO_RETRY.has(trouble) ? null : (
          <Button onClick={() => listener.start(false)}>
            <RotateCcw aria-hidden />
            {t("again")}
          </Button>
        )}
        <Button look="line" onClick={type}>
          <Keyboard aria-hidden />
          {t("type")}
        </Button>
      </div>
      <Button look="quiet" size="icon" aria-label={common("close")} className="absolute top-3 right-3" onClick={listener.cancel}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
