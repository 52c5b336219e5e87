import type messages from "./messages/vi.json";
import type { Locale } from "./lib/locale";

// Keys of messages are checked by the compiler.
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
    Locale: Locale;
  }
}
