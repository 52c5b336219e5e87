"""Page tokens: where a page ended, bound to the question that was asked.

A token says nothing that its holder did not just read, so it is not secret; it is bound to the household, the method
and the filter, so that it cannot carry a page into another list.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

DEFAULT_SIZE = 50
MOST = 1000

T = TypeVar("T")
Key: TypeAlias = Sequence[int | str]

_BOUND_BYTES = 12


class PageTokenError(ValueError):
    """The token is not one of this list's."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which part of a list is wanted; `question` is what was asked, in bytes that tell one question from another."""

    wanted: int
    token: str
    question: bytes

    @property
    def size(self) -> int:
        """How many items to answer: 0 leaves it to the server."""
        return min(self.wanted, MOST) if self.wanted > 0 else DEFAULT_SIZE

    @property
    def limit(self) -> int:
        """How many items to read: one more, which tells whether another page follows."""
        return self.size + 1

    def after(self, first: tuple[int | str, ...]) -> tuple[int | str, ...]:
        """The sort key to go on after; `first` (of the same shape) when this is the first page."""
        return decode(self.question, self.token, tuple(type(part) for part in first)) or first

    def cut(self, items: Sequence[T], key: Callable[[T], Key]) -> "Cut[T]":
        """The page out of the items that were read, with the token of the next one."""
        if len(items) <= self.size:
            return Cut(tuple(items), "")
        kept = tuple(items[: self.size])
        return Cut(kept, encode(self.question, key(kept[-1])))


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """One page and the token of the next, empty on the last."""

    items: tuple[T, ...]
    next_token: str


def encode(question: bytes, key: Key) -> str:
    """The token of the page that follows the item whose sort key is `key`, for the list that `question` describes."""
    body = json.dumps(list(key), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_bound(question) + body).rstrip(b"=").decode()


def decode(question: bytes, token: str, shape: tuple[type, ...]) -> tuple[int | str, ...] | None:
    """The sort key in `token`, None for the first page; PageTokenError when it is of another list or of another
    `shape`.
    """
    if not token:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        key = json.loads(raw[_BOUND_BYTES:])
    except (binascii.Error, ValueError) as error:
        raise PageTokenError("unreadable") from error
    if raw[:_BOUND_BYTES] != _bound(question):
        raise PageTokenError("of another list")
    if not isinstance(key, list) or tuple(type(part) for part in key) != shape:
        raise PageTokenError("of another shape")
    return tuple(key)


def _bound(question: bytes) -> bytes:
    return hashlib.sha256(question).digest()[:_BOUND_BYTES]
