"""The request hash: the same thing asked again, and nothing else, has the same hash."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import pytest

from services.ledger.receipts.model import LATER, Receipt, request_hash

ID = UUID(int=7)


@dataclass(frozen=True, slots=True)
class Asked:
    name: str
    amount: int | None
    ids: tuple[UUID, ...]
    on: date
    sure: float = 0.1


def asked(**changes: object) -> Asked:
    fields = {"name": "Phở", "amount": 1, "ids": (ID,), "on": date(2026, 11, 21), **changes}
    return Asked(**fields)  # type: ignore[arg-type]


def test_the_form_is_for_ever() -> None:
    """A changed form would make old requests look like new ones: this hash must never change."""
    assert request_hash("UpdateJar", asked()).hex() == (
        "22d1cc7817ce17b8a5d5f6f9a34d27bd16a46cad2c9c35e0fe36516e8441f296"
    )


@dataclass(frozen=True, slots=True)
class AskedToday(Asked):
    parts: tuple[int, ...] = field(default=(), metadata=LATER)


def test_a_field_that_came_later_stays_out_of_the_form_until_it_is_used() -> None:
    before, now = asked(), AskedToday("Phở", 1, (ID,), date(2026, 11, 21))
    assert request_hash("UpdateJar", now) == request_hash("UpdateJar", before)
    assert request_hash("UpdateJar", replace(now, parts=(1,))) != request_hash("UpdateJar", before)


@pytest.mark.parametrize(
    "other",
    [asked(name="Pho"), asked(amount=None), asked(ids=()), asked(on=date(2026, 11, 22)), asked(sure=0.2)],
)
def test_any_difference_shows(other: Asked) -> None:
    assert request_hash("UpdateJar", other) != request_hash("UpdateJar", asked())


def test_another_method_is_another_request() -> None:
    receipt = Receipt("UpdateJar", request_hash("UpdateJar", asked()), b"{}")
    assert receipt.answers("UpdateJar", request_hash("UpdateJar", asked()))
    assert not receipt.answers("UpdatePlan", request_hash("UpdatePlan", asked()))


def test_what_has_no_one_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        request_hash("UpdateJar", {"names": {"a", "b"}})
