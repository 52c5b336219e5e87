"use client";

import { useRef, type ChangeEvent } from "react";
import { ACCEPTED } from "@/lib/bills/intake";

/** The browser's own ways to a picture: its camera, and its files. Both are opened by a button of the page. */
export function usePicker(onFiles: (files: File[]) => void) {
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const taken = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const found = [...(currentTarget.files ?? [])];
    currentTarget.value = "";
    if (found.length > 0) onFiles(found);
  };
  const inputs = (
    <>
      <input ref={camera} type="file" accept="image/*" capture="environment" onChange={taken} tabIndex={-1} aria-hidden className="hidden" data-picker="camera" />
      <input ref={files} type="file" accept={ACCEPTED} multiple onChange={taken} tabIndex={-1} aria-hidden className="hidden" data-picker="files" />
    </>
  );
  return { inputs, photograph: () => camera.current?.click(), choose: () => files.current?.click() };
}
