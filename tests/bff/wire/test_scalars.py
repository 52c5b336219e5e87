"""What a name may be: something that people can read, kept as they see it."""

import pytest
from pydantic import TypeAdapter, ValidationError

from services.bff.wire.scalars import Name

NAMES: TypeAdapter[str] = TypeAdapter(Name)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Hũ đi Đà Lạt", "Hũ đi Đà Lạt"),
        ("  Ví tiền ", "Ví tiền"),
        ("Cafe\u0301", "Café"),
        ("🐷", "🐷"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("محفظة", "محفظة"),
    ],
)
def test_a_name_is_kept_as_it_is_seen(sent: str, kept: str) -> None:
    assert NAMES.validate_python(sent) == kept


@pytest.mark.parametrize("sent", ["", " ", "\n\t", "\u200b", "\u2060\u00a0", "\u202e", "\x1b"])
def test_a_name_with_nothing_to_read_is_none(sent: str) -> None:
    with pytest.raises(ValidationError):
        NAMES.validate_python(sent)


@pytest.mark.parametrize("sent", ["a\x1b[31m", "a\nb", "a\x00", "\u202egnort", "a\u2066b", "x" * 61])
def test_what_would_spoil_the_line_around_it_is_no_name(sent: str) -> None:
    with pytest.raises(ValidationError):
        NAMES.validate_python(sent)
