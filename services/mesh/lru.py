"""A bounded cache whose entries also have an end of life."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ExpiringLru(Generic[K, V]):
    """Keeps at most `limit` values; the least recently used goes first, an expired one is never returned.

    Times are seconds on any one scale that the caller keeps to.
    """

    def __init__(self, limit: int) -> None:
        """Hold at most `limit` entries, at least one."""
        if limit < 1:
            raise ValueError("a cache holds at least one entry")
        self._limit = limit
        self._kept: OrderedDict[K, tuple[V, float]] = OrderedDict()

    def get(self, key: K, now_s: float) -> V | None:
        """The value of `key`, or None when there is none that lives at `now_s`."""
        found = self._kept.get(key)
        if found is None:
            return None
        value, until_s = found
        if until_s <= now_s:
            del self._kept[key]
            return None
        self._kept.move_to_end(key)
        return value

    def put(self, key: K, value: V, until_s: float) -> None:
        """Keep `value` until `until_s`, at the cost of the one least recently used when full."""
        self._kept[key] = (value, until_s)
        self._kept.move_to_end(key)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        """How many entries are held, expired ones included."""
        return len(self._kept)
