import { BookOpenText, ChartColumn, House, PiggyBank, Target } from "lucide-react";

/** The places of the page. The plus button stands between the first and the second pair on a phone. */
export const PLACES = [
  { key: "home", href: "/", icon: House },
  { key: "book", href: "/book/", icon: BookOpenText },
  { key: "report", href: "/report/", icon: ChartColumn },
  { key: "jars", href: "/jars/", icon: PiggyBank },
  { key: "plans", href: "/plans/", icon: Target },
] as const;

export type Place = (typeof PLACES)[number];

export function isAt(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path.startsWith(href.replace(/\/$/, ""));
}
