"""Zip files of articles."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from documents import docx, pdf, printed, rtf, xlsx, zipped

from newslab.loading import read_articles

PAGE = "<html><title>Lease</title><article><p>Ships wait at the quay, Ms. Marsk said.</p></article></html>"
MEMBERS = {
    "Gazette/e.txt": "Ships wait.",
    "Gazette/f.html": PAGE,
    "Post/a.docx": docx("Ships wait."),
    "Post/b.rtf": rtf("Ships wait."),
    "Post/c.pdf": pdf(printed("Ships wait.")),
    "g.json": '[{"text": "Ships wait."}]',
    "h.csv": "text,newspaper\nShips wait.,The Lantern\nShips left.,The Lantern\n",
    "i.xlsx": xlsx(S=[["text"], ["Ships wait."]]),
}


def write(folder, data, name="export.zip"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["export.zip", "export", "export.docx"])
def test_files_of_a_zip_file(tmp_path, name):
    frame = read_articles(write(tmp_path, zipped(MEMBERS), name))
    assert frame["problem"].isna().all()
    assert frame["text"].str.contains("Ships (?:wait|left)").all()
    names = [*[*MEMBERS][:6], "h.csv", "h.csv", "i.xlsx"]
    assert frame["origin"].tolist() == [f"{tmp_path.as_posix()}/{name}/{member}" for member in names]
    outlets = [*["Gazette"] * 2, *["Post"] * 3, None, "The Lantern", "The Lantern", None]
    assert frame["outlet"].tolist() == outlets


def test_nothing_is_written_to_disk(tmp_path):
    path = write(tmp_path, zipped(MEMBERS))
    read_articles(path)
    assert [item.name for item in tmp_path.rglob("*")] == ["export.zip"]


def test_zip_file_within_a_folder_keeps_the_folder_as_outlet(tmp_path):
    (tmp_path / "The Lantern").mkdir()
    write(tmp_path / "The Lantern", zipped({"a.txt": "Ships wait."}))
    assert read_articles(tmp_path)["outlet"].tolist() == ["The Lantern"]


def test_hidden_files_and_parts_of_pages_are_left_out(tmp_path):
    members = {"a.html": PAGE, "a_files/x.js": "1", "__MACOSX/._a.html": b"\0", ".DS_Store": b"\0", "b/": ""}
    assert read_articles(write(tmp_path, zipped(members)))["record"].tolist() == ["a.html"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "C:\\a.txt", "..\\a.txt"])
def test_names_that_lead_out_are_problems(tmp_path, name):
    frame = read_articles(write(tmp_path, zipped({name: "Ships wait.", "z.txt": "Ships left."})))
    assert sorted(frame["text"].dropna()) == ["Ships left."]
    (problem,) = frame["problem"].dropna()
    assert "leads out of the folder it would be unpacked to" in problem


def test_a_bomb_stays_packed(tmp_path):
    frame = read_articles(write(tmp_path, zipped({"bomb.txt": b"a" * 50_000_000, "z.txt": "Ships left."})))
    assert frame["text"].tolist() == [None]
    assert "would unpack to 50 MB" in frame["problem"][0]


def test_members_that_share_their_bytes_stay_packed(tmp_path):
    data = zipped({"a.txt": bytes(range(256)) * 500})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    listed = data[start:end] * 1000
    last = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(listed), start, 0)
    (problem,) = read_articles(write(tmp_path, data[:start] + listed + last))["problem"]
    assert problem.startswith("The zip file would unpack to 128 MB")


def test_a_bomb_among_other_files_is_one_problem(tmp_path):
    noise = bytes(i * 7919 % 251 for i in range(2_000_000))
    members = {"bomb.txt": b"a" * 20_000_000, "noise.bin": noise, "z.txt": "Ships left."}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, held in members.items():
            kind = zipfile.ZIP_STORED if name == "noise.bin" else zipfile.ZIP_DEFLATED
            archive.writestr(name, held, compress_type=kind)
    frame = read_articles(write(tmp_path, file.getvalue()))
    assert frame["record"].tolist() == ["bomb.txt", "noise.bin", "z.txt"]
    assert frame["problem"].notna().tolist() == [True, True, False]
    assert "would unpack to 20 MB" in frame["problem"][0]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (zipped({"b/": ""}), "The zip file holds no files."),
        (zipped({"a.txt": "Ships wait."})[:-30], "The zip file is damaged"),
        (
            zipped({"a.zip": zipped({"b.txt": "x"})}),
            "It is a zip file within a zip file; unpack the outer one",
        ),
        (
            zipped({"mimetype": "application/epub+zip", "x.txt": "x"}),
            ".zip is not read, and it holds none of",
        ),
    ],
    ids=["empty", "truncated", "nested", "epub"],
)
def test_zip_files_that_are_not_read(tmp_path, data, problem):
    frame = read_articles(write(tmp_path, data))
    assert frame["problem"][0].startswith(problem)


def test_an_encrypted_member_is_a_problem(tmp_path):
    data = bytearray(zipped({"a.txt": "Ships wait."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert read_articles(write(tmp_path, bytes(data)))["problem"][0].startswith("It is encrypted")


def test_a_damaged_member_is_one_problem(tmp_path):
    data = zipped({"a.txt": "Ships wait at the quay of Skerrin.", "z.txt": "Ships left."})
    start = data.index(b"a.txt") + 5
    frame = read_articles(write(tmp_path, data[:start] + b"\xff" * 8 + data[start + 8 :]))
    assert frame["problem"][0].startswith("It is damaged and cannot be unpacked")
    assert frame["text"][1] == "Ships left."
