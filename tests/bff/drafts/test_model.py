"""Ids of drafts, and when a person should look twice."""

from hypothesis import given
from hypothesis import strategies as st

from services.bff.drafts.model import draft_id_of, needs_look
from services.mesh.ids import new_id


@given(st.uuids(), st.integers(0, 99))
def test_an_id_is_the_same_whenever_it_is_asked_for_and_of_the_requests_time(request_id: object, index: int) -> None:
    made = draft_id_of(request_id, index)  # type: ignore[arg-type]  # hypothesis types its UUIDs as objects
    assert made == draft_id_of(request_id, index)  # type: ignore[arg-type]  # as above
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.bytes[:6] == request_id.bytes[:6]  # type: ignore[attr-defined]  # as above


def test_ids_of_one_request_and_of_two_differ() -> None:
    requests = [new_id(), new_id()]
    assert len({draft_id_of(request, index) for request in requests for index in range(100)}) == 200


def test_what_is_whole_and_sure_needs_no_look() -> None:
    assert not needs_look(is_complete=True, confidences=[0.9, 1.0], is_inferred=False, is_asked=False)
    assert needs_look(is_complete=False, confidences=[], is_inferred=False, is_asked=False)
    assert needs_look(is_complete=True, confidences=[0.79], is_inferred=False, is_asked=False)
    assert needs_look(is_complete=True, confidences=[], is_inferred=True, is_asked=False)
    assert needs_look(is_complete=True, confidences=[], is_inferred=False, is_asked=True)
