/** Which of the files that somebody dropped, pasted, shared or chose can be read. */
export const MOST_FILES = 40;
export const MOST_PAGES = 10;
export const LARGEST_BYTES = 20 * 1024 * 1024;
export const ACCEPTED = "image/*,application/pdf,.heic,.heif,.pdf";

const NAMES = /\.(jpe?g|png|webp|heic|heif|pdf)$/i;

export interface Sorted<T> {
  readonly good: readonly T[];
  readonly wrongKind: readonly T[];
  readonly tooLarge: readonly T[];
}

interface Named {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export function isPicture(file: Pick<Named, "name" | "type">): boolean {
  return file.type.startsWith("image/") || file.type === "application/pdf" || NAMES.test(file.name);
}

/** The backend decides by the bytes; this only spares an upload that it would refuse. */
export function sorted<T extends Named>(files: readonly T[]): Sorted<T> {
  const pictures = files.filter(isPicture);
  return {
    good: pictures.filter((file) => file.size <= LARGEST_BYTES).slice(0, MOST_FILES),
    wrongKind: files.filter((file) => !isPicture(file)),
    tooLarge: pictures.filter((file) => file.size > LARGEST_BYTES),
  };
}

/** One reading a file, or all of them as the pages of one bill. A PDF is a bill of its own. */
export function readingsOf<T extends Named>(files: readonly T[], together: boolean): T[][] {
  const isPdf = (file: T) => file.type === "application/pdf" || /\.pdf$/i.test(file.name);
  if (!together) return files.map((file) => [file]);
  const pages = files.filter((file) => !isPdf(file));
  const groups: T[][] = [];
  for (let at = 0; at < pages.length; at += MOST_PAGES) groups.push(pages.slice(at, at + MOST_PAGES));
  return [...groups, ...files.filter(isPdf).map((file) => [file])];
}
