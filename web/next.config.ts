import type { NextConfig } from "next";

// The page is plain files: the bff serves them on one machine, a CDN in the cloud.
const config: NextConfig = {
  output: "export",
  trailingSlash: true,
  images: { unoptimized: true },
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
