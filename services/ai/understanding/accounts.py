"""Accounts and jars: where the money is, where it goes, what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ai.understanding.lexicon import Match
from services.ai.understanding.sentence import Sentence

LEADS = frozenset({"bang", "qua", "tu", "with", "by", "via", "from", "lay", "dung"})
GENERIC = frozenset({"bank", "card", "cash"})
SOURCES = frozenset(["tu", "from", "o", "tai", "bang", "with", "by", "via", "trong", "dung", "lay"])
TARGETS = frozenset(["sang", "vao", "den", "toi", "to", "into", "len", "ve"])
PAYING = frozenset({
    "bang", "qua", "tu", "vao", "tai", "o", "trong", "with", "by", "from", "via", "to", "into", "in", "on", "my",
    "dung", "sang", "tk", "vi"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An account or jar at tokens start..end-1; `way` is "from", "to" or ""."""

    start: int
    end: int
    key: str
    way: str
    likeness: float


def read_accounts(sentence: Sentence) -> list[Place]:
    """The accounts that are named, left to right; words like "ngân hàng" only where they say how it was paid."""
    found: list[Place] = []
    index = 0
    while index < len(sentence.tokens):
        match = sentence.found.longest("account", index)
        if match is None or not sentence.is_free(match.start, match.end) or not _is_account(sentence, match):
            index += 1
            continue
        place = Place(match.start, match.end, match.entry.value, _way(sentence, match.start), match.likeness)
        if found and found[-1].end == place.start and (merged := _merged(found[-1], place)):
            found[-1] = merged
        else:
            found.append(place)
        index = match.end
    return found


def read_jars(sentence: Sentence) -> list[Place]:
    """The jars that are named."""
    found = []
    index = 0
    while index < len(sentence.tokens):
        match = sentence.found.longest("jar", index)
        if match is None or match.likeness < 0.9:
            index += 1
            continue
        found.append(Place(match.start, match.end, match.entry.value, _way(sentence, match.start), match.likeness))
        index = match.end
    return found


def claim_places(sentence: Sentence, accounts: Sequence[Place], jars: Sequence[Place]) -> None:
    """Takes accounts and jars out of the note, with the word before that only leads to them ("bằng momo")."""
    for by, places in (("account", accounts), ("jar", jars)):
        for place in places:
            before = sentence.fold_at(place.start - 1)
            leads = before in LEADS or (before == "tra" and place.start > 1 and by == "account")
            leads = leads and sentence.is_free(place.start - 1, place.start)
            pays = leads and place.start > 2 and sentence.fold_at(place.start - 2) == "tra"
            pays = pays and sentence.is_free(place.start - 2, place.start)
            sentence.claim(place.start - int(leads) - int(pays), place.end, by)


def _way(sentence: Sentence, start: int) -> str:
    before = sentence.fold_at(start - 1)
    if before == "khoan" and sentence.fold_at(start - 2) == "tai":
        before = sentence.fold_at(start - 3)
    elif before in {"the", "tk", "vi"} or before == "hu":
        before = sentence.fold_at(start - 2)
    return "from" if before in SOURCES else "to" if before in TARGETS else "qua" if before == "qua" else ""


def _merged(first: Place, second: Place) -> Place | None:
    """Here "thẻ VCB" is VCB, "vcb chuyển khoản" too: the specific name wins over the generic word beside it."""
    if first.key in GENERIC and second.key != "cash":
        specific = second if second.key not in GENERIC else first
        return replace(specific, start=first.start, end=second.end, way=first.way or second.way)
    if second.key in GENERIC and second.key != "cash":
        return replace(first, end=second.end)
    return first if first.key == second.key else None


def _is_account(sentence: Sentence, account: Match) -> bool:
    """Not inside a longer phrase ("thẻ điện thoại", "lãi ngân hàng"), and generic words only where one pays."""
    start, end, key = account.start, account.end, account.entry.value
    for role in ("category", "income"):
        for first in range(max(0, start - 4), start + 1):
            match = sentence.found.longest(role, first)
            if (
                match
                and match.end >= end
                and (match.end - match.start > end - start or account.likeness < 1)
                and match.likeness >= 0.9
            ):
                return False
    said = " ".join(sentence.fold_at(index) for index in range(start, end))
    before = sentence.fold_at(start - 1)
    following = sentence.found.longest("account", end)
    if following is not None and following.entry.value not in GENERIC:
        return True
    if said in {"ngan hang", "tai khoan", "bank", "the", "zalo", "tm", "card"}:
        return (
            before in PAYING
            or before in {"quet", "ca", "rut", "nop", "the", "cua", "nap", "a"}
            or end == len(sentence.tokens)
        )
    if said == "nong nghiep" or said == "quan doi":
        return before in PAYING or before in {"hang", "the"}
    return key != "" and not (said == "mb" and sentence.fold_at(start - 1).isdigit())


def paying_account(places: Sequence[Place]) -> Place | None:
    """The account that one payment names: the last one, since "chuyển khoản vcb" ends with the specific."""
    specific = [place for place in places if place.key not in GENERIC]
    named = specific or list(places)
    return named[-1] if named else None


def both_accounts(places: Sequence[Place], source: str, target: str) -> tuple[Place | str, Place | str]:
    """Source and target of a transfer: by the words before them, else in order, else the pattern's defaults."""
    sources = [place for place in places if place.way == "from"]
    targets = [place for place in places if place.way == "to"]
    rest = [place for place in places if place.way not in {"from", "to"}]
    if len(places) > 1 and not sources and rest:
        sources.append(rest.pop(0))
    first: Place | str = sources[0] if sources else source
    second: Place | str = targets[-1] if targets else target
    for place in rest:
        if second == "" or (isinstance(second, str) and not isinstance(first, str)):
            second = place
        elif isinstance(first, str):
            first = place
    if len(sources) > 1 and isinstance(second, str):
        second = sources[1]
    return first, second
