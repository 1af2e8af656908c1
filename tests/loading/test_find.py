"""Which files a path, folder or pattern names."""

from __future__ import annotations

import os

import pytest

from newslab.errors import InputError
from newslab.loading.find import find_files


@pytest.fixture
def corpus(tmp_path):
    for name in (
        "b.txt",
        "a.txt",
        "Post/d.txt",
        "Post/2025/c.txt",
        ".hidden/e.txt",
        "Post/.f.txt",
        "x[1].txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Ships wait.", encoding="utf-8")
    return tmp_path


def found(root, *paths):
    return [file.path.relative_to(root).as_posix() for file in find_files(*paths)]


def test_folder_is_searched_with_its_subfolders_sorted(corpus):
    assert found(corpus, corpus) == ["Post/2025/c.txt", "Post/d.txt", "a.txt", "b.txt", "x[1].txt"]


def test_folder_below_the_one_given_is_known(corpus):
    folders = {file.path.name: file.folder for file in find_files(corpus)}
    assert folders == {"a.txt": "", "b.txt": "", "x[1].txt": "", "c.txt": "Post", "d.txt": "Post"}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt", "x[1].txt"]),
        ("**/*.txt", ["Post/2025/c.txt", "Post/d.txt", "a.txt", "b.txt", "x[1].txt"]),
        ("P*", ["Post/2025/c.txt", "Post/d.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("x[1].txt", ["x[1].txt"]),
    ],
)
def test_pattern(corpus, pattern, expected):
    assert found(corpus, f"{corpus}/{pattern}") == expected


def test_file_reached_twice_is_read_once(corpus):
    assert found(corpus, corpus / "b.txt", corpus / "a.txt", f"{corpus}/?.txt") == ["a.txt", "b.txt"]


def test_file_reached_twice_keeps_its_folder(corpus):
    files = find_files(corpus / "Post" / "d.txt", corpus)
    assert next(file.folder for file in files if file.path.name == "d.txt") == "Post"


def test_order_does_not_depend_on_the_arguments(corpus):
    assert find_files(corpus / "a.txt", corpus / "b.txt") == find_files(corpus / "b.txt", corpus / "a.txt")


def test_loop_of_links_ends(corpus):
    (corpus / "Post" / "back").symlink_to(corpus, target_is_directory=True)
    assert found(corpus, corpus) == [
        *("Post/2025/c.txt", "Post/back", "Post/d.txt", "a.txt", "b.txt", "x[1].txt")
    ]


def test_folder_that_two_links_name_is_read_once(corpus, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "g.txt").write_text("Ships wait.", encoding="utf-8")
    for name in ("one", "two"):
        (corpus / name).symlink_to(elsewhere, target_is_directory=True)
    assert [name for name in found(corpus, corpus) if "g.txt" in name or name in {"one", "two"}] == [
        "one/g.txt"
    ]


@pytest.mark.parametrize(
    ("folder", "kept"), [("page_files", False), ("page-Dateien", False), ("other_files", True)]
)
def test_parts_of_a_saved_page_are_no_files_of_their_own(tmp_path, folder, kept):
    (tmp_path / folder).mkdir()
    for name in ("page.html", f"{folder}/style.css"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert (f"{folder}/style.css" in found(tmp_path, tmp_path)) == kept


def test_linked_folder_is_followed(corpus, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "g.txt").write_text("Ships wait.", encoding="utf-8")
    (corpus / "linked").symlink_to(elsewhere, target_is_directory=True)
    assert "linked/g.txt" in found(corpus, corpus)


def test_home_is_expanded(corpus, monkeypatch):
    monkeypatch.setenv("HOME", str(corpus))
    monkeypatch.setenv("USERPROFILE", str(corpus))
    assert found(corpus, "~/a.txt") == ["a.txt"]


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["missing.txt"], "missing.txt does not exist"),
        (["a.txt", "missing.txt"], "missing.txt does not exist"),
        (["*.csv"], r"No file matches the pattern .*\*\.csv"),
        ([".empty"], "The folder .*empty holds no files"),
    ],
)
def test_nothing_found(corpus, paths, message):
    (corpus / ".empty").mkdir()
    with pytest.raises(InputError, match=message):
        find_files(*(f"{corpus}/{path}" for path in paths))


@pytest.mark.parametrize("paths", [(), ("",)])
def test_no_path(paths):
    with pytest.raises(InputError, match="name a file, a folder or a pattern"):
        find_files(*paths)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX file names are bytes")
def test_origin_of_a_name_that_is_not_utf8_can_be_stored(tmp_path):
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"), "wb") as file:
        file.write(b"Ships wait.")
    (only,) = find_files(tmp_path)
    assert (only.origin.encode(), only.name) == (
        f"{tmp_path.as_posix()}/caf\ufffd.txt".encode(),
        "caf\ufffd.txt",
    )
