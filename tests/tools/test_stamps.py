"""An unchanged source costs no work; any change is noticed."""

from pathlib import Path

from tools.install import stamps


def test_content_name_and_facts_all_count(tmp_path: Path) -> None:
    first = tmp_path / "package.json"
    first.write_text("{}", encoding="ascii")
    value = stamps.digest([first], "node 22")
    assert stamps.digest([first], "node 22") == value
    assert stamps.digest([first], "node 24") != value
    renamed = first.rename(tmp_path / "package-lock.json")
    assert stamps.digest([renamed], "node 22") != value
    renamed.rename(first)
    first.write_text("{ }", encoding="ascii")
    assert stamps.digest([first], "node 22") != value


def test_a_stamp_is_current_for_its_value_alone(tmp_path: Path) -> None:
    stamp = tmp_path / "deep" / "page.stamp"
    assert not stamps.is_current(stamp, "a")
    stamps.write(stamp, "a")
    assert stamps.is_current(stamp, "a")
    assert not stamps.is_current(stamp, "b")
