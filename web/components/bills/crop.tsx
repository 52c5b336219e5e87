"use client";

import { useState } from "react";
import { cropAspect, cropStyle, isShown, padded } from "@/lib/bills/boxes";
import type { Box } from "@/lib/api/schema";

interface Props {
  readonly url: string;
  readonly box: Box | null;
  readonly label: string;
}

const TALLEST_REM = 8;
const UNKNOWN_ASPECT = 8;

/** The piece of the picture that was read, as large as fits: the eye compares it with the number. */
export function Crop({ url, box, label }: Props) {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [broken, setBroken] = useState(false);
  if (!isShown(box) || broken) return null;
  const wide = padded(box);
  const aspect = size ? cropAspect(wide, size.width, size.height) : UNKNOWN_ASPECT;
  return (
    <div
      data-crop
      className="relative overflow-hidden rounded-xl border bg-sunken"
      style={{ aspectRatio: aspect, width: `min(100%, ${TALLEST_REM * aspect}rem)` }}
    >
      {/* eslint-disable-next-line @next/next/no-img-element -- a household's own picture, behind its session */}
      <img
        src={url}
        alt={label}
        onLoad={({ currentTarget }) => setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })}
        onError={() => setBroken(true)}
        className="absolute max-w-none"
        style={cropStyle(wide)}
      />
    </div>
  );
}
