"""Objects: pictures, clips and what is made of them. A folder on one machine, S3 or the like elsewhere.

Keys are paths of plain names, "households/{household_id}/evidence/{evidence_id}"; nothing else gets through, so that no
key leads out of the store. A put is seen whole or not at all.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

MOST_BYTES = 32 * 1024 * 1024
"""The largest object that is put or got unless told otherwise."""

_NAME = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}"
_KEY = re.compile(rf"{_NAME}(?:/{_NAME}){{0,15}}")


class ObjectMissingError(Exception):
    """There is no object of that key."""


class ObjectTooLargeError(Exception):
    """The object has more bytes than may be held at once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An object in a list; `size` in bytes."""

    key: str
    size: int


class Objects:
    """A store of objects. OSError or obstore's BaseError when it cannot be reached."""

    def __init__(self, store: ObjectStore, max_bytes: int = MOST_BYTES) -> None:
        """Keep objects of at most `max_bytes` in `store`."""
        self._store = store
        self._max_bytes = max_bytes

    async def put(self, key: str, content: bytes) -> None:
        """Keep `content`, instead of what had the key before; ObjectTooLargeError, ValueError for what is no key."""
        if len(content) > self._max_bytes:
            raise ObjectTooLargeError(key)
        await obstore.put_async(self._store, checked(key), content, use_multipart=False)

    async def get(self, key: str) -> bytes:
        """The whole object; ObjectMissingError, ObjectTooLargeError, ValueError for a key that is none."""
        try:
            found = await obstore.get_async(self._store, checked(key))
        except (NotFoundError, FileNotFoundError) as missing:
            raise ObjectMissingError(key) from missing
        if int(found.meta["size"]) > self._max_bytes:
            raise ObjectTooLargeError(key)
        return bytes(await found.bytes_async())

    async def delete(self, key: str) -> None:
        """Forget an object; one that is not there is forgotten already. ValueError for a key that is none."""
        try:
            await obstore.delete_async(self._store, checked(key))
        except (NotFoundError, FileNotFoundError):
            return

    async def listed(self, folder: str) -> AsyncIterator[Listed]:
        """All objects below `folder`, a key itself, in no order."""
        async for page in obstore.list(self._store, prefix=checked(folder)):
            for found in page:
                if _KEY.fullmatch(found["path"]):  # what a writer is still staging has a name that no key has
                    yield Listed(found["path"], int(found["size"]))

    async def delete_all(self, folder: str) -> int:
        """Forget everything below `folder`; how many objects that were."""
        keys = [found.key async for found in self.listed(folder)]
        for key in keys:
            await self.delete(key)
        return len(keys)


def open_objects(url: str, max_bytes: int = MOST_BYTES) -> Objects:
    """The store at `url`: file:///folder, memory:///, s3://bucket/prefix and what else obstore knows; credentials come
    from the environment as obstore reads it. ValueError for a URL that names none.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        if not folder.is_absolute() or parts.netloc not in ("", "localhost"):
            raise ValueError("a file URL names an absolute folder of this machine")
        return Objects(LocalStore(folder, mkdir=True, automatic_cleanup=True), max_bytes)
    if parts.scheme == "memory":
        return Objects(MemoryStore(), max_bytes)
    if not parts.scheme:
        raise ValueError("objects_url is a URL, e.g. file:///var/lib/heo/objects")
    try:
        return Objects(from_url(url), max_bytes)
    except BaseError as unknown:
        raise ValueError(f"no store of objects has a URL of {parts.scheme}:") from unknown


def checked(key: str) -> str:
    """`key` itself; ValueError when it is none."""
    if _KEY.fullmatch(key) is None:
        raise ValueError("not a key of an object")
    return key


def evidence_key(household_id: UUID | str, evidence_id: UUID | str) -> str:
    """Where a picture, file or clip lies as it was sent."""
    return f"households/{household_id}/evidence/{evidence_id}"


def reading_folder(household_id: UUID | str, reading_id: UUID | str) -> str:
    """Where lies what was made of the pages of a reading."""
    return f"households/{household_id}/readings/{reading_id}"


def page_key(household_id: UUID | str, reading_id: UUID | str, page: int) -> str:
    """Where the upright picture of a page of a reading lies, JPEG without what the camera wrote into it: the boxes of
    what was read are shares of its sides. Made by whoever reads; may be missing.
    """
    return f"{reading_folder(household_id, reading_id)}/{page}.jpg"


def training_folder(household_id: UUID | str, what: str, lesson: UUID | str = "") -> str:
    """Where confirmed "voice" or "bills" of a household that allows it wait for training; or one `lesson` of them, by
    its clip or reading.
    """
    return f"households/{household_id}/training/{what}" + (f"/{lesson}" if lesson else "")
