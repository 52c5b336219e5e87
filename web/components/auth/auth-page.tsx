import type { ReactNode } from "react";
import { Pig } from "@/components/art/pig";

interface Props {
  readonly title: ReactNode;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** The door: the pig, one sentence, one form. */
export function AuthPage({ title, lead, children }: Props) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-6 px-5 py-8">
      <header className="grid gap-1">
        <Pig className="mb-3 w-32" />
        <h1 className="text-title font-bold">{title}</h1>
        <p className="text-soft">{lead}</p>
      </header>
      {children}
    </main>
  );
}
