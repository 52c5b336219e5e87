"""The note: what remains of the words when amount, day and account are taken out."""

from collections.abc import Sequence

from services.ai.understanding.sentence import Sentence
from services.ai.understanding.structure import Segment
from services.ai.understanding.text import fold, tone_key
from services.ai.understanding.tokens import Kind

LEFT_OUT = frozenset({"amount", "date", "recurrence", "correction", "tag", "account", "jar"})
# Words that mean nothing at the border of a note.
EDGES = frozenset(
    tone_key(word)
    for word in [
        "hết",
        "mất",
        "bằng",
        "và",
        "rồi",
        "với",
        "là",
        "thì",
        "ở",
        "lúc",
        "gồm",
        "vào",
        "tại",
        "qua",
        "hồi",
        "khoảng",
        "tầm",
        "with",
        "by",
        "on",
        "at",
        "for",
        "and",
        "from",
        "then",
    ]
)
# Only at the end: "cam giá 45k/kg", "áo 300k giảm 30% còn".
LAST_EDGES = frozenset(tone_key(word) for word in ("giá", "còn", "chẵn", "tròn", "tổng", "xong", "mỗi", "gồm"))
# These only lead to an account or a jar: "chuyển sang momo", but "ba má cho 1tr".
LEADING = frozenset(tone_key(word) for word in ("sang", "về", "từ", "lấy", "cho"))
LAST_PLAIN_EDGES = frozenset({"x", "into", "to", "using", "via"})
LOST = frozenset({"tien", "vi", "bop", "dien", "xe", "do", "the", "cap", "tui"})
FOLDED_EDGES = frozenset(fold(word) for word in ("hết", "bằng", "và", "rồi", "với", "lúc", "vào"))
MOST_CHARACTERS = 500


def note_of(sentence: Sentence, segment: Segment) -> str:
    """The remaining words as they were written, without marks at the borders."""
    kept = [index for index in range(segment.start, segment.end) if sentence.claims[index] not in LEFT_OUT]
    if len(kept) > 1 and sentence.tokens[kept[0]].raw.isdigit() and sentence.tokens[kept[1]].text in {".", ")"}:
        kept = kept[2:]  # the number of an item in a list
    said = [index for index in kept if sentence.tokens[index].kind is Kind.WORD]
    while kept and _is_edge(sentence, kept[0]) and not _is_lost(sentence, kept):
        kept.pop(0)
    while kept and (_is_edge(sentence, kept[-1]) or _is_last_edge(sentence, kept[-1])):
        kept.pop()
    # "mất 500k": where edges are all that was said, they are the note.
    kept = kept or said
    parts: list[str] = []
    for position, index in enumerate(kept):
        token = sentence.tokens[index]
        if position and not (token.glued and kept[position - 1] == index - 1):
            parts.append(" ")
        parts.append(token.raw)
    return "".join(parts)[:MOST_CHARACTERS].strip()


def _is_lost(sentence: Sentence, kept: Sequence[int]) -> bool:
    """True for "mất tiền", "mất ví": the word is the verb, not "it took"."""
    following = sentence.fold_at(kept[1]) if len(kept) > 1 and kept[1] == kept[0] + 1 else ""
    return sentence.tokens[kept[0]].key == "mât1" and following in LOST


def _is_edge(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind is Kind.MARK or token.key in EDGES:
        return True
    return sentence.bare and token.fold in FOLDED_EDGES and not _begins_phrase(sentence, index)


def _begins_phrase(sentence: Sentence, index: int) -> bool:
    """True for the "va" of "va xe 20k", typed without marks."""
    longest = sentence.found.longest("category", index)
    return longest is not None and longest.end > index + 1 and longest.entry.weight >= 1


def _is_last_edge(sentence: Sentence, index: int) -> bool:
    """What only leads on to something that is no part of the note."""
    key = sentence.tokens[index].key
    if key in LAST_PLAIN_EDGES or (key in LAST_EDGES and not sentence.bare):
        return True
    following = sentence.claims[index + 1] if index + 1 < len(sentence.claims) else ""
    return key in LEADING and following in {"account", "jar"}
