"use client";

import { useSyncExternalStore } from "react";
import { isLocale, type Locale } from "./locale";

/** What this device remembers about how the page should look. No money is in here. */
export type Theme = "system" | "light" | "dark";

const EVENT = "heo-preference";

function read(name: string): string | null {
  try {
    return localStorage.getItem(`heo.${name}`);
  } catch {
    return null; // storage may be forbidden; the page works without
  }
}

export function prefer(name: "locale" | "theme" | "household" | "ear", value: string): void {
  try {
    localStorage.setItem(`heo.${name}`, value);
  } catch {
    // Forbidden storage: the choice holds until the page is left.
  }
  if (name === "theme") applyTheme(value as Theme);
  if (name === "locale") document.documentElement.lang = value;
  window.dispatchEvent(new Event(EVENT));
}

export function applyTheme(theme: Theme): void {
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(EVENT, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(EVENT, listener);
    window.removeEventListener("storage", listener);
  };
}

export function useLocalePreference(): Locale {
  const kept = useSyncExternalStore(subscribe, () => read("locale"), () => null);
  return isLocale(kept) ? kept : "vi";
}

export function useThemePreference(): Theme {
  const kept = useSyncExternalStore(subscribe, () => read("theme"), () => null);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Who listens: Heo itself, or the browser's own dictation. */
export type WhoListens = "heo" | "browser";

export function useEarPreference(): WhoListens {
  const kept = useSyncExternalStore(subscribe, () => read("ear"), () => null);
  return kept === "browser" ? "browser" : "heo";
}

export function useHouseholdPreference(): string | null {
  return useSyncExternalStore(subscribe, () => read("household"), () => null);
}

const never = () => () => undefined;

/** False on the pre-rendered page and during the first render, true from then on. */
export function useMounted(): boolean {
  return useSyncExternalStore(never, () => true, () => false);
}
