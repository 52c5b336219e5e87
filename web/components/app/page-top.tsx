import type { ReactNode } from "react";
import { TopIcons } from "./top-icons";

interface Props {
  readonly title: ReactNode;
  /** What the page is, when its title does not say so. */
  readonly label?: string;
  readonly children?: ReactNode;
}

/** The head of a page; on a phone it holds the inbox and the settings. */
export function PageTop({ title, label, children }: Props) {
  return (
    <header className="mb-4 flex min-h-11 items-start justify-between gap-3">
      <h1 className="line-clamp-3 min-w-0 flex-1 pt-1 text-title font-bold">
        {label ? <span className="sr-only">{label}: </span> : null}
        {title}
      </h1>
      {children}
      <TopIcons className="md:hidden" />
    </header>
  );
}
