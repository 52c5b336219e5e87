"""A backup holds everything, and comes back as it was."""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from services.local.backup import archive, backup, restore
from services.local.home import Home, HomeBusyError
from services.local.postgres.server import DATABASE, SETTINGS
from services.mesh.clock import FixedClock
from services.mesh.postgres import embedded

CLOCK = FixedClock(datetime(2026, 9, 23, 8, 30, tzinfo=UTC))
SCHEMA = """
CREATE ROLE keeper NOLOGIN; CREATE ROLE writer LOGIN; GRANT keeper TO writer;
CREATE SCHEMA money AUTHORIZATION keeper;
CREATE TABLE money.legs (id bigint PRIMARY KEY, amount bigint NOT NULL, memo text);
ALTER TABLE money.legs OWNER TO keeper; ALTER TABLE money.legs ENABLE ROW LEVEL SECURITY;
GRANT INSERT ON money.legs TO writer;
INSERT INTO money.legs SELECT n, n * 45000, 'phở ' || n FROM generate_series(1, 500) n;
"""
FACTS = """
SELECT md5(string_agg(legs::text, '|' ORDER BY id)), min(relrowsecurity::int), min(pg_get_userbyid(relowner)),
       bool_and(has_table_privilege('writer', 'money.legs', 'INSERT')),
       bool_and(pg_has_role('writer', 'keeper', 'MEMBER'))
FROM money.legs legs, pg_class WHERE relname = 'legs'
"""


def fill(home: Home) -> None:
    """A home with rows, a photo and keys."""
    home.prepare()
    server = embedded.start(home.postgres, SETTINGS)
    try:
        with psycopg.connect(server.dsn, autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {DATABASE}")
        with psycopg.connect(server.dsn, dbname=DATABASE) as conn:
            conn.execute(SCHEMA)
    finally:
        server.stop()
    (home.objects / "2026").mkdir()
    (home.objects / "2026" / "bill.jpg").write_bytes(bytes(range(256)) * 1000)
    (home.keys / "ledger.key").write_text("private", encoding="ascii")


def facts(home: Home) -> object:
    server = embedded.start(home.postgres, SETTINGS)
    try:
        with psycopg.connect(server.dsn, dbname=DATABASE) as conn:
            return conn.execute(FACTS).fetchone()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path, object]:
    """A filled home, its backup, and what its database says."""
    folder = tmp_path_factory.mktemp("source")
    home = Home(folder / "home")
    fill(home)
    backup.write(home, folder / "heo.tar", CLOCK)
    return home, folder / "heo.tar", facts(home)


def test_a_backup_comes_back_as_it_was(source: tuple[Home, Path, object], tmp_path: Path) -> None:
    old, file, before = source
    new = Home(tmp_path / "new")
    assert restore.restore(new, file, CLOCK, replace=False) is None
    assert facts(new) == before
    assert before is not None
    photo = Path("objects/2026/bill.jpg")
    assert (new.root / photo).read_bytes() == (old.root / photo).read_bytes()
    assert (new.keys / "ledger.key").read_text(encoding="ascii") == "private"
    assert not list(new.root.glob("restoring-*"))


def test_only_its_owner_can_read_it_and_it_says_when_it_was_made(source: tuple[Home, Path, object]) -> None:
    assert source[1].stat().st_mode & 0o777 == 0o600
    with tarfile.open(source[1]) as tar:
        member = tar.extractfile(archive.MANIFEST)
        assert member is not None
        assert json.load(member)["created"] == "2026-09-23T08:30:00+00:00"


def test_data_that_is_there_is_put_aside_on_request_only(source: tuple[Home, Path, object], tmp_path: Path) -> None:
    _, file, before = source
    home = Home(tmp_path / "home")
    restore.restore(home, file, CLOCK, replace=False)
    with pytest.raises(restore.OccupiedError, match="Say --replace"):
        restore.restore(home, file, CLOCK, replace=False)
    (home.objects / "new.jpg").write_bytes(b"new")
    aside = restore.restore(home, file, CLOCK, replace=True)
    assert aside is not None
    assert (aside / "objects" / "new.jpg").read_bytes() == b"new"
    assert not (home.objects / "new.jpg").exists()
    assert facts(home) == before


def test_a_running_home_is_not_restored_into(source: tuple[Home, Path, object], tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.locked(), pytest.raises(HomeBusyError):
        restore.restore(home, source[1], CLOCK, replace=True)


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    source: tuple[Home, Path, object], tmp_path: Path, at: float
) -> None:
    content = bytearray(source[1].read_bytes())
    content[int(len(content) * at)] ^= 0xFF
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(content)
    home = Home(tmp_path / "home")
    with pytest.raises(archive.ArchiveError):
        restore.restore(home, damaged, CLOCK, replace=False)
    assert not home.postgres.exists()
    assert not list(home.root.glob("restoring-*"))


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.tar").write_bytes(b"JFIF" * 1000)
    with pytest.raises(archive.ArchiveError, match="is not a backup of Heo"):
        restore.restore(Home(tmp_path / "home"), tmp_path / "photo.tar", CLOCK, replace=False)


def test_a_member_that_climbs_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("../outside"))
    with pytest.raises(archive.ArchiveError):
        restore.restore(Home(tmp_path / "home"), tmp_path / "evil.tar", CLOCK, replace=False)
    assert not (tmp_path / "outside").exists()


def test_an_existing_file_is_not_overwritten(source: tuple[Home, Path, object]) -> None:
    with pytest.raises(FileExistsError, match="is there already"):
        backup.write(source[0], source[1], CLOCK)


def test_what_is_deleted_or_still_written_meanwhile_spoils_no_backup(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    for name in ("clip", "gone", "half#1"):
        (home.objects / name).write_bytes(name.encode())
    files = backup.kept_files(home)
    assert sorted(files) == ["objects/clip", "objects/gone"]
    (home.objects / "gone").unlink()
    held = backup.hold(files, tmp_path / "held")
    (home.objects / "clip").unlink()
    assert {name: path.read_bytes() for name, path in held.items()} == {"objects/clip": b"clip"}


def test_a_home_without_data_has_nothing_to_back_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.show(Home(tmp_path / "home"), tmp_path / "heo.tar") == 1
    assert "there is no data in" in capsys.readouterr().err
    assert not (tmp_path / "heo.tar").exists()
