"""Zip files, and the documents that are zip files inside: what is in them, and what must not be unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from newslab.errors import InputError
from newslab.loading.find import Found

# Text packs to a tenth, markup to a thirtieth; what packs better than this holds nothing to read.
_MOST_RATIO, _UNSUSPICIOUS = 150, 10_000_000
# Of all files in a zip file, which are unpacked in memory, one at a time.
MOST_BYTES = 4_000_000_000
_LOCAL = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What the reading of a damaged zip file raises.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def is_zip(head: bytes) -> bool:
    """Whether a file begins as zip files do."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _names_by_mark(head: bytes) -> Iterator[str]:
    for found in _LOCAL.finditer(head):
        (length,) = struct.unpack("<H", found[1])
        yield head[found.end() : found.end() + length].decode("utf-8", "replace")


def names_in(found: Found, head: bytes) -> list[str]:
    """The names in a zip file; of a damaged one, those in its head; of what is no zip file, none."""
    if not is_zip(head):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(found.data) if found.data is not None else found.path) as archive:
            return archive.namelist()
    except DAMAGE:
        return list(_names_by_mark(head))


def _bomb(size: int, packed: int) -> str:
    times = size / max(packed, 1)
    return (
        f"would unpack to {size / 1e6:,.0f} MB, {times:,.0f} times its size, as files made to fill a "
        "computer's memory do; it is left packed."
    )


def member_problem(info: zipfile.ZipInfo) -> str:
    """Say why a member must not be unpacked, or ''."""
    if info.flag_bits & 1:
        return "It is encrypted; unpack it with its password and read the files."
    if info.file_size > _UNSUSPICIOUS and info.file_size > _MOST_RATIO * info.compress_size:
        return f"It {_bomb(info.file_size, info.compress_size)}"
    return ""


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int = MOST_BYTES) -> bytes:
    """The bytes of a member, or an `InputError`; never more than its entry states, and never on a disk."""
    problem = member_problem(info)
    if problem:
        raise InputError(problem)
    if info.file_size > most:
        raise InputError(
            f"The zip file unpacks to more than {MOST_BYTES / 1e9:g} GB; unpack it and read the files."
        )
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size + 1)
    except DAMAGE as error:
        raise InputError(f"It is damaged and cannot be unpacked ({error}).") from error
    if len(data) > info.file_size:
        raise InputError("It is larger than the zip file states, as in files made to do harm.")
    return data


def opened(data: bytes | None, found: Found, what: str) -> zipfile.ZipFile:
    """Open a zip file, from its bytes or its path, or raise an `InputError`."""
    try:
        archive = zipfile.ZipFile(found.path if data is None else io.BytesIO(data))
    except DAMAGE as error:
        raise InputError(
            f"{what} is damaged: it cannot be unpacked, perhaps since its end is missing; get it again."
        ) from error
    packed = sum(info.compress_size for info in archive.infolist())
    size = sum(info.file_size for info in archive.infolist())
    # Members that share their packed bytes look harmless one by one.
    length = archive.start_dir
    if size > _UNSUSPICIOUS and (size > _MOST_RATIO * length or packed > 2 * length):
        archive.close()
        raise InputError(f"{what} {_bomb(size, length)}")
    return archive


def checked_archive(data: bytes, what: str) -> None:
    """Raise an `InputError` unless a document that is a zip file inside can be read without harm.

    Word and Excel write no declarations in their XML; those that are there define entities that grow
    without end or name files of this computer.

    Examples
    --------
    >>> checked_archive(b"PK", "The document")
    Traceback (most recent call last):
    newslab.errors.InputError: The document is damaged: it cannot be unpacked, perhaps since its end is ...
    """
    from pathlib import Path

    with opened(data, Found(Path()), what) as archive:
        for info in archive.infolist():
            problem = member_problem(info)
            if problem:
                raise InputError(f"{what} holds {info.filename}. {problem}")
            is_markup = info.filename.endswith((".xml", ".rels", ".vml"))
            try:
                held = unpacked(archive, info) if is_markup else b""
            except InputError as error:
                raise InputError(f"{what} holds {info.filename}. {error}") from error
            # In UTF-16 a NUL stands between the letters.
            if _DECLARES.search(held.replace(b"\0", b"")):
                raise InputError(
                    f"{what} declares entities in its {info.filename}, which may name other files or grow "
                    "without end; no word processor writes them, so it is not read."
                )
