import type { Money } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { formatMoney, type Sign } from "@/lib/money";

interface Props {
  readonly money: Money;
  readonly sign?: Sign;
  readonly inferred?: boolean;
  readonly className?: string;
}

/** An amount: exact, in tabular figures; dotted while it is only inferred. */
export function Amount({ money, sign = "own", inferred, className }: Props) {
  return (
    <data value={money.amount} className={cn("figures whitespace-nowrap", inferred && "inferred", className)}>
      {formatMoney(money, sign)}
    </data>
  );
}
