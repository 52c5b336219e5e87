"""Commodities and their decimals."""

import pytest

from services.ledger.commodities.model import ISO_4217


@pytest.mark.parametrize(("code", "decimals"), [("VND", 0), ("USD", 2), ("JPY", 0), ("KWD", 3), ("EUR", 2)])
def test_a_currency_has_its_own_decimals(code: str, decimals: int) -> None:
    assert ISO_4217[code] == decimals


def test_codes_are_three_letters_and_what_is_no_money_is_not_among_them() -> None:
    assert {len(code) for code in ISO_4217} == {3}
    assert ISO_4217.keys().isdisjoint({"ZZZ", "XAU", "XTS", "BTC"})
    assert len(ISO_4217) > 150
