"use client";

import { ReceiptText } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/classes";

/** A small look at a picture; a bill's sign when the browser cannot show it. */
export function SmallPicture({ url, className }: { readonly url: string | null; readonly className?: string }) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span aria-hidden className={cn("grid h-14 w-11 shrink-0 place-items-center overflow-hidden rounded-xl border bg-sunken text-soft", className)}>
      {url && broken !== url ? (
        // eslint-disable-next-line @next/next/no-img-element -- a household's own picture, behind its session
        <img src={url} alt="" onError={() => setBroken(url)} className="size-full object-cover object-top" />
      ) : (
        <ReceiptText className="size-5" />
      )}
    </span>
  );
}
