import type { ReactNode } from "react";
import { Pig } from "@/components/art/pig";

interface Props {
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

/** An empty page teaches with one action. */
export function Empty({ title, children }: Props) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
      <Pig asleep className="mb-2 w-28" />
      <p className="text-lead font-semibold">{title}</p>
      {children ? <div className="max-w-sm text-soft">{children}</div> : null}
    </div>
  );
}
