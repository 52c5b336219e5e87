from uuid import RFC_4122, UUID

import pytest

from services.mesh.ids import new_id, parse_id


def test_ids_are_version_7_and_in_the_order_of_their_making() -> None:
    made = [new_id() for _ in range(1000)]
    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_is_parsed_in_either_case() -> None:
    text = "0197b6a0-7c00-7abc-8def-0123456789ab"
    assert parse_id(text) == parse_id(text.upper()) == UUID(text)


@pytest.mark.parametrize(
    "text", ["", "x", "0197b6a07c007abc8def0123456789ab", "{0197b6a0-7c00-7abc-8def-0123456789ab}"]
)
def test_no_other_spelling_is_an_id(text: str) -> None:
    with pytest.raises(ValueError, match=r"UUID|badly formed"):
        parse_id(text)
