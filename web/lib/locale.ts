/** The languages of the page. Vietnamese is the default. */
export type Locale = "vi" | "en";

export const LOCALES: readonly Locale[] = ["vi", "en"];

export function isLocale(text: string | null | undefined): text is Locale {
  return text === "vi" || text === "en";
}
