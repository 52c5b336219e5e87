"""Users: names, passwords that are too easy, and how often one may try. Pure."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in."""

    user_id: UUID
    username: str
    display_name: str
    locale: str


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `tries` in a `window`."""

    tries: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a name and an address may try. A household shares one address, so that one is wider."""

    sign_in_per_address: Limit
    sign_up_per_address: Limit
    sign_in_per_name: Limit = Limit(20, timedelta(minutes=15))


def folded(username: str) -> str:
    """The key under which a name is found: Lan and lan are one person."""
    return username.casefold()


def is_weak(password: str, username: str, common: frozenset[str]) -> bool:
    """Whether a password is guessed first: a well-known one, the name and little more, few characters, or a run."""
    low = password.casefold()
    is_run = len({ord(after) - ord(before) for before, after in pairwise(low)}) == 1
    return low in common or is_run or len(set(low)) < 4 or len(low.replace(folded(username), "")) < 4


def name_key(username: str) -> bytes:
    """Under which tries of a name are counted, whether there is such a user or not."""
    return hashlib.sha256(b"sign in as " + folded(username).encode()).digest()


def address_key(purpose: str, address: str) -> bytes:
    """Under which tries of an address are counted. An IPv6 subscriber has a /64, so that is one address."""
    try:
        parsed = ipaddress.ip_address(address)
        text = str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
    except ValueError:
        text = address
    return hashlib.sha256(f"{purpose} from {text}".encode()).digest()


def window_start(now: datetime, window: timedelta) -> datetime:
    """The start of the window that `now` is in; windows begin at multiples of their length."""
    length_s = int(window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // length_s * length_s, UTC)


def seconds_left(now: datetime, window: timedelta) -> int:
    """Whole seconds until the next window, at least one."""
    return max(1, int((window_start(now, window) + window - now).total_seconds()))
