import type { Money } from "@/lib/api/schema";
import type { Locale } from "@/lib/locale";

/** Minor units are integers up to 10¹⁵: exact in a double. Nothing here divides before it rounds for show. */
const THIN = "\u2009";
const MINUS = "\u2212";
const DECIMALS: Readonly<Record<string, number>> = { VND: 0, JPY: 0, KRW: 0 };
const SIGNS: Readonly<Record<string, string>> = { VND: "đ", USD: "$", EUR: "€" };

export type Sign = "none" | "minus" | "plus" | "own";

export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
}

function signOf(amount: number, sign: Sign): string {
  if (sign === "minus") return MINUS;
  if (sign === "plus") return "+";
  if (sign === "own" && amount < 0) return MINUS;
  return "";
}

/** `45.000 đ`: groups of three, a thin space, a real minus. The same in both languages, as on every price tag in Vietnam. */
export function formatMoney(money: Money, sign: Sign = "own"): string {
  const places = decimalsOf(money.currency);
  const digits = Math.abs(money.amount).toString().padStart(places + 1, "0");
  const whole = grouped(places ? digits.slice(0, -places) : digits);
  const rest = places ? `,${digits.slice(-places)}` : "";
  return `${signOf(money.amount, sign)}${whole}${rest}${THIN}${SIGNS[money.currency] ?? money.currency}`;
}

const SCALES: readonly (readonly [number, Readonly<Record<Locale, string>>])[] = [
  [1e9, { vi: "tỷ", en: "bn" }],
  [1e6, { vi: "tr", en: "m" }],
  [1e3, { vi: "k", en: "k" }],
];

/** `18,5 tr`: for charts and tight places. One decimal at most, none from a hundred up. */
export function formatShort(money: Money, locale: Locale): string {
  const value = money.amount / 10 ** decimalsOf(money.currency);
  const size = Math.abs(value);
  const scale = SCALES.find(([least]) => size >= least);
  if (!scale) return `${value < 0 ? MINUS : ""}${Math.round(size)}`;
  const [unit, names] = scale;
  const scaled = size / unit;
  const shown = scaled >= 100 ? grouped(Math.round(scaled).toString()) : (Math.round(scaled * 10) / 10).toString();
  const text = locale === "vi" && scaled < 100 ? shown.replace(".", ",") : shown;
  return `${value < 0 ? MINUS : ""}${text}${THIN}${names[locale]}`;
}

const UNITS: Readonly<Record<string, number>> = {
  "": 1, k: 1e3, n: 1e3, nghin: 1e3, ngan: 1e3, tr: 1e6, m: 1e6, trieu: 1e6, cu: 1e6, ty: 1e9,
};

/** What was typed into an amount field ("45k", "1.250.000", "1,5tr") in minor units, or null. A sentence goes to the backend instead. */
export function parseAmount(text: string, currency: string): number | null {
  const folded = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ₫$\s]/g, "").toLowerCase();
  const match = /^([\d.,]+)([a-z]*)$/.exec(folded);
  const unit = match ? UNITS[match[2] ?? ""] : undefined;
  if (!match || unit === undefined) return null;
  const number = readNumber(match[1]!);
  if (number === null) return null;
  const exact = number * unit * 10 ** decimalsOf(currency);
  const minor = Math.round(exact);
  // "12,5" đồng do not exist; 1e-6 forgives what a double cannot say.
  return minor > 0 && minor <= 1e15 && Math.abs(exact - minor) < 1e-6 ? minor : null;
}

/** Groups of three digits decide what a dot or comma means, not the locale. */
function readNumber(text: string): number | null {
  if (/^\d{1,3}([.,]\d{3})+$/.test(text)) return Number(text.replace(/[.,]/g, ""));
  if (/^\d+$/.test(text)) return Number(text);
  const decimal = /^(\d+|\d{1,3}(?:[.,]\d{3})+)[.,](\d{1,2})$/.exec(text);
  return decimal ? Number(`${decimal[1]!.replace(/[.,]/g, "")}.${decimal[2]}`) : null;
}

/** Exact percentage of a part, 0 when there is no whole. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
