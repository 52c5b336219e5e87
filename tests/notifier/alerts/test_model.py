"""Page tokens of the inbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.alerts.model import ordinal_of, page_token


@given(st.integers(1, 2**63 - 1))
def test_a_token_leads_back_to_its_ordinal(ordinal: int) -> None:
    assert ordinal_of(page_token(ordinal)) == ordinal


def test_no_token_is_the_first_page() -> None:
    assert ordinal_of("") is None


@pytest.mark.parametrize("token", ["0", "-1", "xyz", "0a", "A", "1_0", " 1", "f" * 16, "8000000000000000"])
def test_anything_else_is_no_token(token: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ordinal_of(token)
