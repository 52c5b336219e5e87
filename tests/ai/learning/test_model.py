"""What a confirmed draft teaches."""

from services.ai.learning.model import LONGEST_NOTE, Confirmed, Part, lesson_of, things_of
from services.mesh.ids import new_id


def confirmed(parts: list[Part], suggested: list[Part]) -> Confirmed:
    return Confirmed(new_id(), new_id(), "VinMart", "VinMart", "", "", "", "", "", parts, suggested)


def test_a_thing_that_was_moved_to_another_part_was_corrected() -> None:
    lesson = lesson_of(confirmed([Part("Sữa", "food", ""), Part("Xà phòng, Bia", "home", "NEC")],
                                 [Part("Sữa, Bia", "food", ""), Part("Xà phòng", "home", "NEC")]))  # fmt: skip
    assert lesson is not None
    assert [(taught.phrases, taught.category_id, taught.corrected) for taught in lesson.taught] == [
        (["sua"], "food", False), (["xa phong", "xa", "phong"], "home", False), (["bia"], "home", True),
    ]  # fmt: skip


def test_a_thing_without_a_category_teaches_nothing() -> None:
    assert lesson_of(confirmed([Part("Sữa", "", "NEC"), Part("", "food", "")], [])) is None


def test_a_thing_that_was_cut_is_left_out() -> None:
    assert things_of("Sữa, Bia") == ["Sữa", "Bia"]
    assert things_of("Sữa, " + "B" * LONGEST_NOTE) == ["Sữa"]
