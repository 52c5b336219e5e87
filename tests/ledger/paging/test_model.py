"""Pages: a token goes on where the last page ended, in the same list and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.paging.model import PageRequest, PageTokenError

KEYS = st.tuples(st.integers(-(2**63), 2**63), st.text(max_size=30))


@given(KEYS)
def test_a_token_carries_the_key_of_the_last_item(key: tuple[int, str]) -> None:
    first = PageRequest(1, "", b"question")
    cut = first.cut([key, key], lambda item: item)
    assert PageRequest(1, cut.next_token, b"question").after((0, "")) == key


def test_the_last_page_has_no_token_and_the_first_begins_before_all() -> None:
    page = PageRequest(2, "", b"q")
    assert page.cut([1, 2], lambda item: (item,)).next_token == ""
    assert page.after((0,)) == (0,)


def test_the_server_decides_when_nothing_is_wanted_and_at_most_a_thousand() -> None:
    assert PageRequest(0, "", b"q").size == 50
    assert PageRequest(5000, "", b"q").size == 1000


@pytest.mark.parametrize("token", ["x", "%%%", "AAAA", "A" * 40])
def test_a_made_up_token_is_refused(token: str) -> None:
    with pytest.raises(PageTokenError):
        PageRequest(1, token, b"q").after((0,))


def test_a_token_of_another_question_or_shape_is_refused() -> None:
    token = PageRequest(1, "", b"q").cut([1, 2], lambda item: (item,)).next_token
    with pytest.raises(PageTokenError, match="another list"):
        PageRequest(1, token, b"other").after((0,))
    with pytest.raises(PageTokenError, match="another shape"):
        PageRequest(1, token, b"q").after(("",))
