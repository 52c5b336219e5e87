"""The values that many requests and answers are made of, each with its bounds."""

import unicodedata
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

LARGEST_AMOUNT = 1_000_000_000_000_000
LARGEST_INT64 = 2**63 - 1
NO_NUL = r"^[^\x00]*$"
_TURNERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the reading direction: a name with one makes what stands after it unreadable."""


def _is_civil(text: str) -> str:
    date.fromisoformat(text)
    return text


def _as_shown(name: str) -> str:
    """`name` as people see it: composed and without spaces around it; ValueError when there is nothing to see."""
    shown = unicodedata.normalize("NFC", name).strip()
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in shown):
        raise ValueError("a name needs something to read")
    if any(unicodedata.category(sign) == "Cc" or sign in _TURNERS for sign in shown):
        raise ValueError("a name has no control characters")
    return shown


def text(longest: int, shortest: int = 0) -> object:
    """The bounds of a text: PostgreSQL keeps no NUL, and everything has a longest length."""
    return Field(min_length=shortest, max_length=longest, pattern=NO_NUL)


Id = UUID
RequestId = Annotated[UUID, Field(description="UUIDv7, made and kept by the client")]
Amount = Annotated[int, Field(strict=True, ge=-LARGEST_AMOUNT, le=LARGEST_AMOUNT, description="minor units")]
Currency = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{2,15}$", examples=["VND"])]
Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-09-23"], json_schema_extra={"format": "date"}),
    AfterValidator(_is_civil),
]
Month = Annotated[str, Field(pattern=r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])$", examples=["2026-09"])]
Version = Annotated[int, Field(strict=True, ge=1, le=LARGEST_INT64)]
RuleVersion = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Position = Annotated[int, Field(strict=True, ge=0, le=100_000)]
MonthStartDay = Annotated[int, Field(strict=True, ge=1, le=28)]
Name = Annotated[str, text(60, 1), AfterValidator(_as_shown)]
Icon = Annotated[str, text(32)]
Note = Annotated[str, text(500)]
Person = Annotated[str, text(100)]
Tag = Annotated[str, text(50, 1)]
TimeZone = Annotated[str, text(64, 1)]
PageSize = Annotated[int, Field(ge=0, le=1000, description="0 leaves it to the server")]
PageToken = Annotated[str, Field(max_length=512, pattern=NO_NUL)]
