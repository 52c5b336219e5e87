"""Statements sent together and answered together: one round trip, one wait.

psycopg's own pipeline waits on the event loop at each statement, which costs more than the statement; a small batch is
mostly that. This one speaks libpq's pipeline mode through `psycopg.pq`, with prepared statements and binary parameters.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import psycopg
from psycopg import AsyncConnection, pq
from psycopg.abc import Transformer as TransformerType
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result

Row: TypeAlias = tuple[Any, ...]
Known: TypeAlias = tuple[bytes, tuple[int, ...]]
"""A statement that was prepared: its text and the types of its parameters."""


@dataclass(frozen=True, slots=True)
class Value:
    """One parameter in binary form, with PostgreSQL's number of its type; None is NULL."""

    data: bytes | None
    oid: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with $1, $2, … and its parameters."""

    text: bytes
    values: Sequence[Value] = ()


class Pipeline:
    """One connection's pipeline; statements are prepared on it as they are first met."""

    def __init__(self, conn: AsyncConnection[Any]) -> None:
        """Use `conn`, which must be in autocommit mode, and must not be used otherwise while a run is under way."""
        self._conn = conn
        self._pgconn = conn.pgconn
        self._pgconn.nonblocking = 1
        self._names: dict[Known, bytes] = {}

    @property
    def closed(self) -> bool:
        """Whether the connection is gone."""
        return self._conn.closed

    async def run(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run all; the rows of each. A database error is raised once all were answered; those after it were not run.

        psycopg.OperationalError when the connection is lost: what was committed is then unknown.
        """
        if self._pgconn.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError("the connection is lost")
        self._pgconn.enter_pipeline_mode()
        sent = self._send(statements)
        self._pgconn.pipeline_sync()
        await self._flush()
        rows: list[list[Row]] = []
        failed: pq.abc.PGresult | None = None
        transformer = Transformer(self._conn)
        for known in sent:
            result = await self._answer()
            if result.status == pq.ExecStatus.FATAL_ERROR:
                failed = failed or result
            elif known is None:
                rows.append(_loaded(transformer, result))
            elif result.status == pq.ExecStatus.COMMAND_OK:
                self._names[known] = _name(len(self._names))
        await self._result()  # the end of the pipeline
        self._pgconn.exit_pipeline_mode()
        if failed is not None:
            raise error_from_result(failed, encoding="utf-8")
        return rows

    def _send(self, statements: Sequence[Statement]) -> list[Known | None]:
        """Queue all; for each answer to come None, or the statement whose preparation it answers."""
        sent: list[Known | None] = []
        fresh: dict[Known, bytes] = {}
        for statement in statements:
            known = (statement.text, tuple([value.oid for value in statement.values]))
            name = self._names.get(known) or fresh.get(known)
            if name is None:
                name = fresh[known] = _name(len(self._names) + len(fresh))
                self._pgconn.send_prepare(name, statement.text, known[1])
                sent.append(known)
            values = [value.data for value in statement.values]
            self._pgconn.send_query_prepared(name, values, [pq.Format.BINARY] * len(values), pq.Format.BINARY)
            sent.append(None)
        return sent

    async def _answer(self) -> "pq.abc.PGresult":
        """The next command's one result; each is followed by an empty one."""
        result = await self._result()
        if result is None or await self._result() is not None:
            raise psycopg.OperationalError("the connection answered out of turn")
        return result

    async def _result(self) -> "pq.abc.PGresult | None":
        while self._pgconn.is_busy():
            await self._socket(writing=False)
            self._pgconn.consume_input()
        return self._pgconn.get_result()

    async def _flush(self) -> None:
        """Send all; what comes back meanwhile is taken in, or both sides could wait for each other for ever."""
        while self._pgconn.flush():
            await self._socket(writing=True)
            self._pgconn.consume_input()

    async def _socket(self, *, writing: bool) -> None:
        """Wait until the connection's socket can be read, or written when `writing`."""
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        socket = self._pgconn.socket
        loop.add_reader(socket, ready.set)
        if writing:
            loop.add_writer(socket, ready.set)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(socket)
            if writing:
                loop.remove_writer(socket)

    async def leave(self) -> None:
        """End a transaction that failed, or close the connection when it cannot be told where it stands."""
        if self._conn.closed:
            return
        if self._pgconn.pipeline_status != pq.PipelineStatus.OFF:
            await self._conn.close()
            return
        try:
            await self._conn.rollback()
        except psycopg.OperationalError:
            await self._conn.close()


def _name(number: int) -> bytes:
    return b"kernel_%d" % number


def _loaded(transformer: TransformerType, result: "pq.abc.PGresult") -> list[Row]:
    if result.status != pq.ExecStatus.TUPLES_OK or not result.ntuples:
        return []
    transformer.set_pgresult(result, format=pq.Format.BINARY)
    return transformer.load_rows(0, result.ntuples, tuple)
