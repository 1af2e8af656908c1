"""Files and folders written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from newslab.errors import InputError
from newslab.files import check_apart, folder_written_whole, written_whole


def names(folder):
    return sorted(item.name for item in folder.iterdir())


def test_file_appears_when_the_block_ends(tmp_path):
    target = tmp_path / "a.txt"
    with written_whole(target) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert not target.exists()
        assert temporary.suffix == ".txt"
    assert target.read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_that_is_read_is_not_written(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    for name in ("a.txt", "b.txt"):
        with pytest.raises(InputError, match="one of the files to be read"):
            check_apart(tmp_path / name, read=[tmp_path / "c.txt", tmp_path / "a.txt"])
    check_apart(tmp_path / "c.txt", read=[tmp_path / "c.txt", tmp_path / "a.txt"])


def test_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    def fail():
        with written_whole(target) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing/a.txt", "the folder .*missing does not exist"),
        ("folder", "is a folder"),
        ("file/a.txt", "does not exist"),
    ],
)
def test_impossible_target(tmp_path, path, message):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=message), written_whole(tmp_path / path):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_protected_folder(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(InputError, match="allows no writing"), written_whole(tmp_path / "a.txt"):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="needs a device file")
def test_device_is_not_replaced():
    with pytest.raises(InputError, match="no ordinary file"), written_whole("/dev/null"):
        pass


def test_full_disk_is_said(tmp_path):
    with pytest.raises(InputError, match="Free some space"), written_whole(tmp_path / "a.txt"):
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == []


def test_name_too_long_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be written"), written_whole(tmp_path / ("a." + "x" * 300)):
        pass


def test_link_is_written_through(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    with written_whole(link) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_permissions_are_kept(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    with written_whole(target) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_folder_replaces_an_earlier_run(tmp_path):
    target = tmp_path / "out"
    for text in ("one", "two"):
        with folder_written_whole(target, holding=["a.txt"]) as folder:
            (folder / "a.txt").write_text(text, encoding="utf-8")
    assert (target / "a.txt").read_text(encoding="utf-8") == "two"
    assert names(tmp_path) == ["out"]


def test_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_text("x", encoding="utf-8")
    with (
        pytest.raises(InputError, match=r"holds other files \(thesis.docx\)"),
        folder_written_whole(tmp_path, holding=["a.txt"]),
    ):
        pass
    assert names(tmp_path) == ["thesis.docx"]


def test_failed_folder_leaves_the_earlier_one(tmp_path):
    target = tmp_path / "out"
    with folder_written_whole(target, holding=["a.txt"]) as folder:
        (folder / "a.txt").write_text("one", encoding="utf-8")

    def fail():
        with folder_written_whole(target, holding=["a.txt"]) as folder:
            (folder / "a.txt").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (target / "a.txt").read_text(encoding="utf-8") == "one"
    assert names(tmp_path) == ["out"]
