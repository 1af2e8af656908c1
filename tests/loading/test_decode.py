"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.errors import InputError
from newslab.loading.decode import decode, read_text

SAID = "“We’ll wait,” Ms. Marsk said in the café – twice."


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (SAID.encode(), "utf-8", SAID),
        (SAID.encode("utf-8-sig"), "utf-8", SAID),
        (SAID.encode("utf-16"), "utf-16-le", SAID),
        (b"\xfe\xff" + SAID.encode("utf-16-be"), "utf-16-be", SAID),
        (SAID.encode("utf-32"), "utf-32-le", SAID),
        (SAID.encode("cp1252"), "cp1252", SAID),
        ("“Yes”, he said".encode("mac_roman"), "mac_roman", "“Yes”, he said"),
        (b"caf\xe9", "cp1252", "café"),
        (
            "Первый министр сказал, что порт закроют.".encode("cp1251"),
            "cp1251",
            "Первый министр сказал, что порт закроют.",
        ),
        (b"one\r\ntwo\rthree\n", "utf-8", "one\r\ntwo\rthree\n"),
    ],
)
def test_encoding(data, encoding, text):
    found = decode(data)
    assert (found.text, found.encoding, found.damaged) == (text, encoding, 0)


def test_one_bad_byte_does_not_spoil_a_utf8_file():
    found = decode(SAID.encode() + b" \xff " + "“More�”".encode())
    assert found.text == SAID + " \ufffd “More�”"
    assert (found.encoding, found.damaged) == ("utf-8", 1)


@pytest.mark.parametrize(
    "data", [b"a\0b", bytes(range(256)), b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 4]
)
def test_binary_is_no_text(data):
    assert decode(data) is None


@given(st.text())
def test_utf8_is_kept_character_for_character(text):
    found = decode(text.encode("utf-8-sig"))
    assert found.text == text


@given(st.binary())
def test_no_bytes_stop_the_reading(data):
    found = decode(data)
    assert found is None or isinstance(found.text, str)


def test_other_encoding_is_said(tmp_path):
    (tmp_path / "a.txt").write_bytes(SAID.encode("cp1252"))
    with pytest.warns(UserWarning, match=r"a\.txt was read as cp1252\.$"):
        assert read_text(tmp_path / "a.txt") == SAID


def test_damage_is_said(tmp_path):
    (tmp_path / "a.txt").write_bytes(SAID.encode() + b"\xff")
    with pytest.warns(UserWarning, match=r"as utf-8; what could not be decoded \(1 places\)"):
        read_text(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("data", "message"), [(b"", "is empty"), (b"\xef\xbb\xbf \n", "is empty"), (b"a\0b", "looks like binary")]
)
def test_what_holds_no_text(tmp_path, data, message):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError, match=message):
        read_text(tmp_path / "a.txt")


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(InputError, match="cannot be opened: No such file"):
        read_text(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="no ordinary file"):
        read_text(tmp_path)
