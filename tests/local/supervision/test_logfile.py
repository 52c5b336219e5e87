"""Logs keep their size and their newest lines."""

from pathlib import Path

from services.local.supervision.logfile import RotatingLog, part


def test_a_full_log_moves_aside_and_the_oldest_part_goes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.log"
    log = RotatingLog(path, largest=10, parts=2)
    for line in (b"one......\n", b"two......\n", b"three....\n", b"four.....\n"):
        log.write(line)
    log.close()
    assert path.read_bytes() == b"four.....\n"
    assert part(path, 1).read_bytes() == b"three....\n"
    assert part(path, 2).read_bytes() == b"two......\n"
    assert not part(path, 3).exists()


def test_a_log_goes_on_where_the_last_run_ended(tmp_path: Path) -> None:
    for word in (b"first ", b"second"):
        log = RotatingLog(tmp_path / "ai.log", largest=100)
        log.write(word)
        log.close()
    assert (tmp_path / "ai.log").read_bytes() == b"first second"


def test_a_chunk_larger_than_the_log_is_kept_whole(tmp_path: Path) -> None:
    log = RotatingLog(tmp_path / "ai.log", largest=4)
    log.write(b"0123456789")
    log.close()
    assert (tmp_path / "ai.log").read_bytes() == b"0123456789"
