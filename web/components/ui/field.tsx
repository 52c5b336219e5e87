import { Label } from "radix-ui";
import { useId, type ReactElement, type ReactNode, cloneElement } from "react";

interface Props {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly children: ReactElement<{ id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean }>;
}

/** A labelled control with its hint or what is wrong with it. */
export function Field({ label, hint, problem, children }: Props) {
  const id = useId();
  const below = problem ?? hint;
  return (
    <div className="grid gap-1.5">
      <Label.Root htmlFor={id} className="text-small font-semibold text-soft">
        {label}
      </Label.Root>
      {cloneElement(children, { id, "aria-describedby": below ? `${id}-below` : undefined, "aria-invalid": problem ? true : undefined })}
      {below ? (
        <p id={`${id}-below`} className={problem ? "text-small text-lotus" : "text-small text-soft"}>
          {problem ?? hint}
        </p>
      ) : null}
    </div>
  );
}
