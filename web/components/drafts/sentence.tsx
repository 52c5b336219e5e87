import type { Draft, DraftContent } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { segmentsOf } from "@/lib/drafts/segments";
import { fieldLook } from "./field-look";
import { Piece } from "./piece";

interface Props {
  readonly draft: Draft;
  readonly onChange: (content: DraftContent) => void;
}

/** The sentence itself: what this draft was read from is underlined in its field's colour and opens on a tap; the rest is quiet. */
export function Sentence({ draft, onChange }: Props) {
  return (
    <p className="text-lead leading-9 text-soft">
      {segmentsOf(draft.source_text, draft.evidence).map((segment, index) =>
        segment.field ? (
          <Piece
            key={index}
            draft={draft}
            field={segment.field}
            spoken={segment.text}
            onChange={onChange}
            className={cn(
              "relative rounded-md px-0.5 text-ink underline decoration-[3px] underline-offset-[0.3em] after:absolute after:-inset-y-2 after:inset-x-0 hover:bg-sunken",
              segment.evidence?.inferred && "decoration-dotted",
              fieldLook(segment.field),
            )}
          >
            {segment.text}
          </Piece>
        ) : (
          <span key={index}>{segment.text}</span>
        ),
      )}
    </p>
  );
}
