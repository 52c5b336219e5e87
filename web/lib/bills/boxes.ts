import type { Bill, Box } from "@/lib/api/schema";

/** A box with some of what is around it, still inside the page. */
export function padded(box: Box, share = 0.012): Box {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  return {
    page: box.page, left: inside(box.left - share), top: inside(box.top - share), right: inside(box.right + share), bottom: inside(box.bottom + share),
  };
}

/** Can it be shown? Boxes of nothing and boxes outside of the page cannot. */
export function isShown(box: Box | null | undefined): box is Box {
  return !!box && box.right > box.left && box.bottom > box.top && box.left < 1 && box.top < 1 && box.right > 0 && box.bottom > 0;
}

/** The pages of a reading that a bill is on. Photos of one bill are all shown; of a file with several bills, the bill's own pages. */
export function pagesOf(bill: Bill, sent: number, alone: boolean): number[] {
  const boxes = [...bill.pieces, ...bill.lines].flatMap(({ box }) => (box ? [box.page] : []));
  const photos = alone ? Array.from({ length: sent }, (_, page) => page) : [];
  const pages = [...new Set([...photos, ...boxes])].sort((a, b) => a - b);
  return pages.length > 0 ? pages : [0];
}

export interface CropStyle {
  /** Of the whole picture within the frame of the crop, in per cent of the frame. */
  readonly width: string;
  readonly height: string;
  readonly left: string;
  readonly top: string;
}

/** How to lay a whole picture under a frame so that exactly the box is seen through it. */
export function cropStyle(box: Box): CropStyle {
  const wide = box.right - box.left;
  const high = box.bottom - box.top;
  const percent = (value: number) => `${Math.round(value * 1e6) / 1e4}%`;
  return { width: percent(1 / wide), height: percent(1 / high), left: percent(-box.left / wide), top: percent(-box.top / high) };
}

/** Width over height of a crop of a picture of that size in pixels. */
export function cropAspect(box: Box, width: number, height: number): number {
  return ((box.right - box.left) * width) / ((box.bottom - box.top) * height);
}
