import { render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import vi from "@/messages/vi.json";

/** Renders with the page's Vietnamese words. */
export function shown(element: ReactElement) {
  return render(
    <NextIntlClientProvider locale="vi" messages={vi} timeZone="Asia/Ho_Chi_Minh">
      {element}
    </NextIntlClientProvider>,
  );
}
