import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

const config = [
  { ignores: ["out/**", ".next/**", "node_modules/**", "lib/api/generated.ts", "next-env.d.ts"] },
  ...next,
  ...typescript,
  {
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true }],
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
    },
  },
  {
    // One door to the backend.
    files: ["app/**", "components/**"],
    rules: { "no-restricted-globals": ["error", { name: "fetch", message: "Speak to the backend through lib/api." }] },
  },
];

export default config;
