"""Ink: what is drawn is what was to be drawn."""

import random
from pathlib import Path

import numpy as np
import pytest

from services.ai.training.ocr.drawing import cmap, faces, marks
from services.ai.training.ocr.drawing.faces import Face, FontsMissingError
from services.ai.training.ocr.drawing.ink import Style, draw_line, needles

PLAIN = next(iter(sorted(Path("/usr/share/fonts").rglob("*Sans*.ttf"))), None)


@pytest.fixture
def face() -> Face:
    assert PLAIN is not None, "a machine that shows pages has a font without serifs"
    return Face(PLAIN, marked=True)


def style(face: Face, **changes: object) -> Style:
    values: dict[str, object] = {"size": 28, "smooth": True, "gap": 0.0, "jitter": 0.0, "dots": False}
    return Style(face, **(values | changes))  # type: ignore[arg-type]


def test_the_packages_of_training_give_at_least_25_families() -> None:
    said = faces.specification()
    assert len(said["print"]) >= faces.FEWEST_FAMILIES
    assert len({entry["pattern"] for kind in ("print", "hand") for entry in said[kind]}) == len(said["print"]) + len(
        said["hand"]
    )


def test_a_machine_without_fonts_is_told_which_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "SHARE", tmp_path)
    faces.families.cache_clear()
    with pytest.raises(FontsMissingError, match="fonts-liberation2"):
        faces.families("print")
    faces.families.cache_clear()


def test_the_table_of_characters_is_read(face: Face) -> None:
    known = cmap.characters(face.path)
    assert {ord(letter) for letter in "Az09"} <= known
    assert 0x10FFFD not in known


def test_a_text_keeps_its_letters_apart(face: Face) -> None:
    ink = draw_line(random.Random(1), "T T T", style(face, gap=0.3))
    assert ink is not None
    columns = ink.picture.max(axis=0) > 60
    runs = int(np.count_nonzero(np.diff(columns.astype(int)) == 1)) + int(columns[0])
    assert runs == 3


def test_tones_and_letters_all_look_different(face: Face) -> None:
    seen = set()
    for letter in "aàáảãạăằắẳẵặâầấẩẫậoôơờớởỡợuưừứửữựdđ":
        ink = draw_line(random.Random(1), letter, style(face, size=40))
        assert ink is not None
        seen.add(ink.picture.tobytes())
    assert len(seen) == len("aàáảãạăằắẳẵặâầấẩẫậoôơờớởỡợuưừứửữựdđ")


def test_a_letter_that_the_font_lacks_is_not_drawn_as_a_box(face: Face) -> None:
    assert draw_line(random.Random(1), "\U0010fffd", style(Face(face.path, marked=False))) is None


@pytest.mark.parametrize(
    ("letter", "wanted"),
    [
        ("ế", ("e", "\u0302\u0301")),
        ("đ", ("d", "-")),
        ("₫", ("d", "-_")),
        ("x", ("x", "")),
        ("ợ", ("o", "\u031b\u0323")),
    ],
)
def test_letters_fall_apart_into_base_and_marks(letter: str, wanted: tuple[str, str]) -> None:
    base, found = marks.parts(letter)
    assert (base, sorted(found)) == (wanted[0], sorted(wanted[1]))


def test_needles_print_dots_that_do_not_join() -> None:
    solid = np.full((4, 6), 255, np.uint8)
    dots = needles(random.Random(1), solid)
    assert dots.shape == (12, 18)
    assert dots[1::3, 1::3][1:-1, 1:-1].min() > dots[0::3, 0::3][1:, 1:].max()
