import type { Locale } from "@/lib/locale";

/** Civil dates are `yyyy-mm-dd` strings of the household's zone; arithmetic goes through UTC noon so that no zone can move them. */
const DAY_MS = 86_400_000;

export function asDate(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function addDays(day: string, count: number): string {
  return new Date(asDate(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

export function addMonths(month: string, count: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const total = year * 12 + (number - 1) + count;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, "0")}`;
}

/** Today in the household's zone. */
export function todayIn(zone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(now);
}

/** The budget month that holds a day: named after the calendar month in which it starts. */
export function budgetMonth(day: string, startDay: number): string {
  const month = day.slice(0, 7);
  return Number(day.slice(8)) >= startDay ? month : addMonths(month, -1);
}

/** First and last day of a budget month. */
export function monthSpan(month: string, startDay: number): { from: string; to: string } {
  const first = (name: string) => `${name}-${String(startDay).padStart(2, "0")}`;
  return { from: first(month), to: addDays(first(addMonths(month, 1)), -1) };
}

export function daysOf(from: string, to: string): string[] {
  const count = Math.round((asDate(to).getTime() - asDate(from).getTime()) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(asDate(day).getUTCDay());
}

const VI_WEEKDAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"] as const;

/** "Thứ bảy 21/11", "Saturday 21 Nov"; the year when it is not this one. */
export function dayName(day: string, today: string, locale: Locale): string {
  const date = asDate(day);
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  if (locale === "vi") {
    return `${VI_WEEKDAYS[date.getUTCDay()]} ${shortDay(day, locale)}${sameYear ? "" : `/${day.slice(0, 4)}`}`;
  }
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long", day: "numeric", month: "short", timeZone: "UTC", ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** "21/11" or "21 Nov". */
export function shortDay(day: string, locale: Locale): string {
  if (locale === "vi") return `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(asDate(day));
}

/** "Tháng 11, 2026", "November 2026"; short: "T11", "Nov". */
export function monthName(month: string, locale: Locale, short = false): string {
  const number = Number(month.slice(5));
  if (locale === "vi") return short ? `T${number}` : `Tháng ${number}, ${month.slice(0, 4)}`;
  const options: Intl.DateTimeFormatOptions = short ? { month: "short" } : { month: "long", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(asDate(`${month}-01`));
}

/** Time of day and date of a moment, in the household's zone. */
export function momentName(moment: string, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === "vi" ? "vi-VN" : "en-GB", {
    timeZone: zone, hour: "2-digit", minute: "2-digit", day: "numeric", month: "numeric", year: "numeric",
  }).format(new Date(moment));
}
