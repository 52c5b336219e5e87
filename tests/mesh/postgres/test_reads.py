import psycopg
import pytest
from sqlalchemy import BigInteger, Column, MetaData, Table, Text, Uuid, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.mesh.ids import new_id
from services.mesh.postgres.reads import fetch_all, fetch_one, prepare
from services.mesh.testing.plugin import MakeDatabase

JAR = Table(
    "jar",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("label", Text),
    Column("minor_units", BigInteger),
)
BY_LABEL = prepare(select(JAR.c.id, JAR.c.minor_units).where(JAR.c.label == bindparam("label")))
BY_IDS = prepare(select(JAR.c.label).where(JAR.c.id == any_(bindparam("ids", type_=ARRAY(Uuid)))).order_by(JAR.c.label))
NEC, PLAY = new_id(), new_id()


@pytest.fixture
async def conn(make_database: MakeDatabase) -> psycopg.AsyncConnection:
    opened = await psycopg.AsyncConnection.connect(make_database([]))
    await opened.execute("CREATE TABLE jar (id uuid PRIMARY KEY, label text, minor_units bigint)")
    for jar, label, units in ((NEC, "NEC", 10**12), (PLAY, "PLAY", -5)):
        await opened.execute("INSERT INTO jar VALUES (%s, %s, %s)", (jar, label, units))
    return opened


async def test_rows_come_as_named_tuples_in_python_types(conn: psycopg.AsyncConnection) -> None:
    async with conn:
        row = await fetch_one(conn, BY_LABEL, label="NEC")
    assert row is not None
    assert (row.id, row.minor_units) == (NEC, 10**12)


async def test_no_row_is_none(conn: psycopg.AsyncConnection) -> None:
    async with conn:
        assert await fetch_one(conn, BY_LABEL, label="nothing") is None


async def test_a_list_of_ids_is_one_parameter(conn: psycopg.AsyncConnection) -> None:
    async with conn:
        rows = await fetch_all(conn, BY_IDS, ids=[NEC, PLAY, new_id()])
    assert [row.label for row in rows] == ["NEC", "PLAY"]


async def test_a_statement_made_on_the_spot_carries_its_values(conn: psycopg.AsyncConnection) -> None:
    async with conn:
        row = await fetch_one(conn, select(func.count().label("jars")).where(JAR.c.minor_units < 0))
    assert row is not None
    assert row.jars == 1


async def test_a_misspelt_parameter_is_refused(conn: psycopg.AsyncConnection) -> None:
    async with conn:
        with pytest.raises(TypeError, match="lable"):
            await fetch_one(conn, BY_LABEL, lable="NEC")


async def test_a_forgotten_parameter_is_refused(conn: psycopg.AsyncConnection) -> None:
    async with conn:
        with pytest.raises(TypeError, match="label"):
            await fetch_one(conn, BY_LABEL)
