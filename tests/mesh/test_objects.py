"""The store of objects: one contract for a folder and for memory, and what only a folder must hold."""

import asyncio
from pathlib import Path

import pytest

from services.mesh.ids import new_id
from services.mesh.objects import (
    ObjectMissingError,
    Objects,
    ObjectTooLargeError,
    evidence_key,
    open_objects,
    page_key,
    training_folder,
)

LIMIT = 1000
NO_KEYS = (
    "", "/", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", "a/.b", ".hidden", "a\\b", "a\x00b", "a b", "ạ",
    "a/%2e%2e/b", "x" * 201, "/".join("a" * 17), "file:///x", "a#1", "C:x",
)  # fmt: skip


@pytest.fixture(params=["folder", "memory"])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    """Each kind of store that needs no other machine."""
    return open_objects(f"file://{tmp_path}/a place" if request.param == "folder" else "memory:///", LIMIT)


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def keys(objects: Objects, folder: str) -> list[str]:
    return sorted([found.key async for found in objects.listed(folder)])


async def test_what_was_put_is_got_until_it_is_deleted(objects: Objects) -> None:
    key = evidence_key(new_id(), new_id())
    await objects.put(key, b"one")
    await objects.put(key, b"two")
    assert await objects.get(key) == b"two"
    await objects.delete(key)
    await objects.delete(key)
    with pytest.raises(ObjectMissingError):
        await objects.get(key)


async def test_a_folder_is_listed_and_forgotten_alone(objects: Objects) -> None:
    home, other = new_id(), new_id()
    clip, page = evidence_key(home, new_id()), page_key(home, new_id(), 0)
    lesson = f"{training_folder(home, 'voice')}/{new_id()}.json"
    for key in (clip, page, lesson, evidence_key(other, new_id())):
        await objects.put(key, b"12345")
    assert await keys(objects, f"households/{home}") == sorted([clip, page, lesson])
    assert [found.size async for found in objects.listed(training_folder(home, "voice"))] == [5]
    assert await objects.delete_all(training_folder(home, "voice")) == 1
    assert await keys(objects, f"households/{home}") == sorted([clip, page])
    assert len(await keys(objects, f"households/{other}")) == 1
    assert await keys(objects, f"households/{new_id()}") == []


async def test_nothing_is_larger_than_allowed(objects: Objects, tmp_path: Path) -> None:
    await objects.put("a", b"x" * LIMIT)
    assert len(await objects.get("a")) == LIMIT
    with pytest.raises(ObjectTooLargeError):
        await objects.put("a", b"x" * (LIMIT + 1))
    assert len(await objects.get("a")) == LIMIT


async def test_what_grew_elsewhere_is_not_read_into_memory(tmp_path: Path) -> None:
    await open_objects(f"file://{tmp_path}").put("a", b"x" * 11)
    with pytest.raises(ObjectTooLargeError):
        await open_objects(f"file://{tmp_path}", 10).get("a")


@pytest.mark.parametrize("key", NO_KEYS)
async def test_no_key_leads_out_of_the_store(objects: Objects, key: str) -> None:
    for act in (objects.put(key, b"x"), objects.get(key), objects.delete(key), objects.delete_all(key)):
        with pytest.raises(ValueError, match="not a key"):
            await act


async def test_a_put_is_seen_whole_or_not_at_all(tmp_path: Path) -> None:
    objects = open_objects(f"file://{tmp_path}")
    versions = [bytes([number]) * 200_000 for number in range(8)]
    await objects.put("a/b", versions[0])

    async def reads() -> set[bytes]:
        return {await objects.get("a/b") for _ in range(40)}

    reading = asyncio.create_task(reads())
    await asyncio.gather(*(objects.put("a/b", content) for content in versions))
    assert await reading <= set(versions)
    assert files_in(tmp_path) == ["b"]


@pytest.mark.parametrize("url", ["objects", "file://elsewhere/x", "file:relative", "nothing://x"])
def test_a_url_that_names_no_store_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        open_objects(url)
