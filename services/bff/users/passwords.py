"""Password hashes: argon2id, off the event loop, and only a few at once since each takes memory."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.bff.problems.problem import Refusal

T = TypeVar("T")


class Passwords:
    """Hashes and verifies passwords.

    19 MiB and two passes are OWASP's floor for argon2id; with `at_once` = 2 that is all the memory it ever takes.
    """

    def __init__(self, at_once: int = 2, most_waiting: int = 64) -> None:
        """Work on `at_once` passwords, let `most_waiting` more wait, and refuse beyond."""
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="argon2")
        self._room = at_once + most_waiting
        # Somebody unknown costs as much as somebody known: this is verified in their place.
        self._nobodys = self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """The hash to keep, with its parameters and salt. Refusal TOO_BUSY when too many wait."""
        return await self._run(lambda: self._hasher.hash(password))

    async def verify(self, kept: str | None, password: str) -> bool:
        """Whether `password` is the one of `kept`; None takes as long and is never right. Refusal TOO_BUSY."""
        right = await self._run(lambda: self._matches(kept or self._nobodys, password))
        return right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether `kept` was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        """Stop the threads."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _matches(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._room == 0:
            raise Refusal("TOO_BUSY", retry_after_s=2)
        self._room -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._room += 1
