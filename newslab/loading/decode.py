"""Bytes of a file to text, saying which encoding when it is not UTF-8."""

from __future__ import annotations

import codecs
import os
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from newslab.errors import InputError

# The longer mark first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
_WESTERN = ("cp1252", "mac_roman")
SHOWN = "\ufffd"
# How Python shows bytes that are not UTF-8, each as one character that no text has.
_ESCAPED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Decoded:
    """Text and how it was got: the encoding, and how many bytes or runs of bytes had no reading."""

    text: str
    encoding: str
    damaged: int = 0


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    try:
        written = data.decode(encoding, errors="ignore").count(SHOWN)
    except UnicodeDecodeError:
        written = 0
    return Decoded(text, encoding, text.count(SHOWN) - written)


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    # English in an old encoding is nearly all ASCII; a few odd bytes tell the detector too little to
    # choose among a hundred encodings, but enough to choose between Windows and Mac.
    ascii_bytes = len(data.translate(None, bytes(range(128, 256))))
    mostly_ascii = ascii_bytes * 4 >= len(data) * 3
    for isolated in ([list(_WESTERN)] if mostly_ascii else []) + [[]]:
        best = from_bytes(data, cp_isolation=isolated or None).best()
        if best is not None:
            return Decoded(str(best), best.encoding)
    return None


def read_bytes(path: str | os.PathLike[str], size: int = -1) -> bytes:
    """Read a file, or its first `size` bytes, or raise an `InputError` that says why it cannot be."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise InputError("It is no ordinary file.")
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError as error:
        raise InputError(f"The file cannot be opened: {error.strerror}.") from error


def _mixed(data: bytes) -> bool:
    """Whether parts of a file are UTF-8 and others are not, more than a spot of damage explains.

    In Asian encodings some bytes make UTF-8 by chance; there the detector decides.
    """
    if b"\0" in data:
        return False
    found = data.decode("utf-8", "surrogateescape")
    beyond, escaped = sum(c > "\x7f" for c in found), len(_ESCAPED.findall(found))
    return 4 * beyond <= len(found) and escaped > 1 and beyond - escaped > 1


def spoilt(*strings: str) -> str:
    """What is wrong with the strings of one record, for a sentence, or ''.

    Examples
    --------
    >>> spoilt("Ships wait."), spoilt("Ships\\0wait.")
    ('', 'holds NUL characters, as damaged files do; export it again')
    """
    joined = "".join(strings)
    if _ESCAPED.search(joined):
        return "is not in UTF-8 as others in the file are; save all of it in one encoding"
    return "holds NUL characters, as damaged files do; export it again" if "\0" in joined else ""


def decode(data: bytes, *, nul: bool = False) -> Decoded | None:
    """Decode the bytes of a file, or return None where they hold no text.

    Parameters
    ----------
    data : bytes
        The whole file.
    nul : bool, optional
        Whether a few NUL bytes may stand in it; without, they make it binary.

    Returns
    -------
    Decoded or None
        UTF-8 and whatever has a byte order mark (taken off) is read as that; UTF-8 with some damage
        is kept with � in its place; else the encoding is guessed. None where bytes are binary.

    Examples
    --------
    >>> decode("“Yes”, she said".encode("cp1252"))
    Decoded(text='“Yes”, she said', encoding='cp1252', damaged=0)
    >>> decode(bytes([0, 1, 2])) is None
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    if b"\0" in data and not (nul and data.count(b"\0") * 100 < len(data)):
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        damaged = _replacing(data, "utf-8")
    # More letters that only UTF-8 explains than bytes it cannot explain: one bad spot must not turn
    # every quotation mark of a large export into "â€œ".
    beyond_ascii = sum(1 for c in damaged.text if c > "\x7f") - damaged.damaged
    return damaged if beyond_ascii > damaged.damaged else _guessed(data)


def opening(head: bytes) -> str:
    """The first bytes of a file as characters, fit to find marks that are ASCII, such as < and {.

    Examples
    --------
    >>> opening("{é}".encode("utf-16"))
    '{é}'
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    # Each byte is one character here, so that nothing has to be guessed.
    return head.decode("latin-1")


def text_of(data: bytes, name: str, *, records: bool = False) -> str:
    """Give the text of a file's bytes, without a byte order mark.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        What to call the file in a warning.
    records : bool, optional
        Whether the file has many records, so that a spoilt one does not spoil the others: what is not
        in the encoding of the rest, or NUL, stays in, for `spoilt` to find.

    Raises
    ------
    InputError
        It is empty, holds no text, or mixes encodings.

    Warns
    -----
    UserWarning
        It is not UTF-8: which encoding was used and how much could not be decoded.

    Examples
    --------
    >>> text_of("Ships wait.".encode("utf-8-sig"), "a.txt")
    'Ships wait.'
    """
    decoded = decode(data, nul=records)
    plain = decoded is not None and decoded.encoding == "utf-8" and not decoded.damaged
    if not plain and not data.startswith(_WIDE) and _mixed(data):
        if records:
            return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
        raise InputError("The file mixes UTF-8 with another encoding; save all of it in one.")
    if decoded is None:
        raise InputError("The file holds no text in any known encoding; it looks like binary data.")
    if not decoded.text.strip():
        raise InputError("The file is empty.")
    if decoded.encoding != "utf-8" or decoded.damaged:
        lost = f"; what could not be decoded ({decoded.damaged} places) is shown as {SHOWN}"
        warnings.warn(
            f"{name} was read as {decoded.encoding}{lost if decoded.damaged else ''}.", stacklevel=2
        )
    return decoded.text


def read_text(path: str | os.PathLike[str]) -> str:
    """Read a file as text, character for character, line ends included; see `text_of`.

    Parameters
    ----------
    path : str or path-like
        The file.

    Returns
    -------
    str
        Its text, without a byte order mark.

    Raises
    ------
    InputError
        It cannot be opened, is empty, or holds no text.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.txt")
    ...     _ = path.write_bytes("Ships wait.".encode("utf-8-sig"))
    ...     read_text(path)
    'Ships wait.'
    """
    return text_of(read_bytes(path), Path(path).as_posix())
