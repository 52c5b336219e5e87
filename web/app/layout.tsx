import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "@/components/app/providers";
import { THEME_SCRIPT } from "@/lib/preferences-script";
import "./fonts.css";
import "./globals.css";

export const metadata: Metadata = {
  title: "Heo",
  description: "Nói một câu, tiền vào đúng hũ.",
  applicationName: "Heo",
  manifest: "/manifest.webmanifest",
  icons: { icon: [{ url: "/icons/pig.svg", type: "image/svg+xml" }], apple: "/icons/pig-180.png" },
  appleWebApp: { capable: true, title: "Heo", statusBarStyle: "default" },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#17120f" },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="vi" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
