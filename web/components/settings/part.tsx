import { useId, type ReactNode } from "react";
import { Card, Heading } from "@/components/ui/card";

interface Props {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

export function Part({ title, lead, children }: Props) {
  const id = useId();
  return (
    <Card aria-labelledby={id} className="grid gap-4">
      <div>
        <Heading id={id}>{title}</Heading>
        {lead ? <p className="text-soft">{lead}</p> : null}
      </div>
      {children}
    </Card>
  );
}
