"""The words of a line: kept beside the chain, which holds only their commitment."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

from services.ledger.journal.model import Content

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Words:
    """Free text of one line. The note and the person of the whole transaction stand on line 0."""

    note: str = ""
    person: str = ""
    split_note: str = ""
    tags: tuple[str, ...] = ()

    def commitment(self, salt: bytes) -> bytes:
        """SHA-256(salt, words): it binds the words, and tells nothing of them once the salt is gone."""
        form = json.dumps([self.note, self.person, self.split_note, list(self.tags)], separators=(",", ":"))
        return hashlib.sha256(salt + form.encode()).digest()

    def folded(self) -> str:
        """All words as search sees them."""
        return fold(" ".join((self.note, self.person, self.split_note, *self.tags)))


NO_WORDS = Words()


def words_of(content: Content) -> list[Words | None]:
    """The words of each part, in order; None where a part has none."""
    found: list[Words | None] = []
    for place, part in enumerate(content.parts):
        note, person = (content.note, content.person) if place == 0 else ("", "")
        if note or person or part.note or part.tags:
            found.append(Words(note, person, part.note, part.tags))
        else:
            found.append(None)
    return found


def fold(text: str) -> str:
    """Lower case without diacritics and with single spaces: "Phở  Thìn" becomes "pho thin"."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())
