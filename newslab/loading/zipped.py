"""Zip files: each file in one is read as if it lay in a folder; nothing is written to disk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.archive import MOST_BYTES, is_zip, names_in, opened, unpacked
from newslab.loading.find import Found, is_part_of_page

_DRIVE = re.compile(r"[A-Za-z]:")


def is_zip_of_files(found: Found, head: bytes) -> bool:
    """Whether a file is a zip file, and no document that is one inside."""
    names = names_in(found, head)
    # OpenDocument and EPUB have their type as the first file.
    return is_zip(head) and names[:1] != ["mimetype"] and "[Content_Types].xml" not in names


def _hidden(name: str) -> bool:
    """Whether a folder's search would leave the file out too."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)


def _check_name(name: str) -> str:
    """The name with / between its parts, or an `InputError` where it leads out of the zip file."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name) or not path.parts:
        raise InputError(
            f"Its name in the zip file, {name!r}, leads out of the folder it would be unpacked to, as in "
            "files made to do harm; it is left packed."
        )
    return str(path)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, found: Found, most: int) -> Found:
    name = _check_name(info.filename)
    parts = PurePosixPath(name).parts
    folder = parts[0] if len(parts) > 1 else found.folder
    member = Found(Path(found.path, name), folder, unpacked(archive, info, most), found.options)
    if is_zip_of_files(member, member.read_bytes(4)):
        raise InputError("It is a zip file within a zip file; unpack the outer one and read its files.")
    return member


def read_zip(found: Found) -> Iterator[Article]:
    """Read the files in a zip file, hidden ones left out; `origin` is the zip file's path and theirs.

    What is encrypted, would fill the memory, leads out of the zip file, or is itself a zip file is a
    problem.

    Raises
    ------
    InputError
        It is damaged, empty, or made to do harm.

    Examples
    --------
    >>> import io, zipfile
    >>> file = io.BytesIO()
    >>> with zipfile.ZipFile(file, "w") as archive:
    ...     archive.writestr("Harbour Post/a.txt", "Ships wait.")
    >>> article, = read_zip(Found(Path("export.zip"), data=file.getvalue()))
    >>> article.origin, article.outlet, article.text
    ('export.zip/Harbour Post/a.txt', 'Harbour Post', 'Ships wait.')
    """
    from newslab.loading import read_found

    left = MOST_BYTES
    with opened(found.data, found, "The zip file") as archive:
        held = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename)]
        names = {info.filename for info in held}
        held = [info for info in held if not is_part_of_page(info.filename, names)]
        if not held:
            raise InputError("The zip file holds no files.")
        for info in sorted(held, key=lambda info: info.filename):
            try:
                member = _member(archive, info, found, left)
            except InputError as error:
                origin = f"{found.origin}/{info.filename}".replace("\0", "")
                yield Article(
                    outlet=found.folder,
                    origin=origin,
                    record=PurePosixPath(info.filename).name,
                    problem=str(error),
                )
                continue
            left -= info.file_size
            yield from read_found(member)
