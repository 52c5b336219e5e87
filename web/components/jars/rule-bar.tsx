interface Props {
  readonly parts: readonly { readonly id: string; readonly hue: string; readonly points: number }[];
}

/** The rule as one bar; the numbers stand below it. */
export function RuleBar({ parts }: Props) {
  return (
    <div aria-hidden className="flex h-4 gap-0.5 overflow-hidden rounded-full bg-sunken">
      {parts.map((part) => (
        <span key={part.id} className="transition-[width]" style={{ width: `${part.points / 100}%`, background: `var(--jar-${part.hue})` }} />
      ))}
    </div>
  );
}
