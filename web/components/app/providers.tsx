"use client";

import { QueryClient } from "@tanstack/react-query";
import { PersistQueryClientProvider } from "@tanstack/react-query-persist-client";
import { NextIntlClientProvider } from "next-intl";
import { useEffect, useState, type ReactNode } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { Problem, Unreachable } from "@/lib/api/problem";
import { isWorthKeeping, keptCache } from "@/lib/cache";
import { applyTheme, useLocalePreference, useThemePreference } from "@/lib/preferences";
import en from "@/messages/en.json";
import vi from "@/messages/vi.json";

const AGAIN_MS = 5000;
const WEEK_MS = 7 * 86_400_000;

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The service worker and the kept cache answer offline; the library need not wait for a network.
        networkMode: "always",
        staleTime: 15_000,
        gcTime: WEEK_MS,
        retry: (count, failure) => !(failure instanceof Problem) && count < 2,
        retryDelay: (count) => 600 * 2 ** count,
        // A page that could not be read reads again by itself, and the person need not ask.
        refetchInterval: (query) => (query.state.error instanceof Unreachable ? AGAIN_MS : false),
      },
    },
  });
}

/** Language, cache and notices around every page. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(makeClient);
  const [persister] = useState(keptCache);
  const locale = useLocalePreference();
  useTheme();
  useEffect(() => {
    document.documentElement.lang = locale;
    if ("serviceWorker" in navigator && process.env.NODE_ENV === "production") void navigator.serviceWorker.register("/sw.js");
  }, [locale]);
  return (
    <NextIntlClientProvider locale={locale} messages={locale === "vi" ? vi : en} timeZone="Asia/Ho_Chi_Minh">
      <PersistQueryClientProvider client={client} persistOptions={{ persister, maxAge: WEEK_MS, buster: "1", dehydrateOptions: { shouldDehydrateQuery: isWorthKeeping } }}>
        <ToastProvider>{children}</ToastProvider>
      </PersistQueryClientProvider>
    </NextIntlClientProvider>
  );
}

function useTheme(): void {
  const theme = useThemePreference();
  useEffect(() => {
    applyTheme(theme);
    const system = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => applyTheme(theme);
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, [theme]);
}
