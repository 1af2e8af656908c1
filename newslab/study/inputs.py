"""The files that a study is made from, and whether they are still the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from newslab.errors import InputError
from newslab.study.settings import FILE, Study, StudyError

_BLOCK = 1 << 20


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _shown(path: Path, folder: Path) -> str:
    """A path as it is written from the study's folder, the same on every system."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def hash_files(study: Study) -> dict[str, str]:
    """The SHA-256 of each file that the study reads, by its path from the study's folder.

    Raises
    ------
    StudyError
        Where a file that newslab.toml names is not there; the message says the line.
    """
    from newslab.loading.find import find_files

    found: dict[str, str] = {}
    for key in ("codebook", "aliases"):
        name = getattr(study, key)
        if name and not study.within(name).is_file():
            raise study.fail(
                f"tagging.{key}", f"{key} is {name}, which is not there; was it moved? Name where it is now."
            )
        if name:
            found[_shown(study.within(name), study.folder)] = _sha256(study.within(name))
    for name in study.paths:
        try:
            files = find_files(str(study.within(name)))
        except InputError as error:
            raise study.fail("articles.paths", f"{error} Was it moved? Name where it is now.") from error
        for file in files:
            path = Path(file.path)
            if path.is_file():
                found[_shown(path, study.folder)] = _sha256(path)
    return dict(sorted(found.items()))


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What became of the files, a sentence each.

    Examples
    --------
    >>> changes({"a.txt": "1", "b.txt": "2"}, {"b.txt": "3", "c.txt": "1"})
    ['a.txt was moved to c.txt.', 'b.txt was changed.']
    """
    gone = [name for name in before if name not in now]
    new = {name: digest for name, digest in now.items() if name not in before}
    told = []
    for name in gone:
        moved = next((other for other, digest in new.items() if digest == before[name]), None)
        told.append(f"{name} was moved to {moved}." if moved else f"{name} is gone.")
        new.pop(moved or "", None)
    told += [f"{name} was changed." for name in before if name in now and now[name] != before[name]]
    return told + [f"{name} is new." for name in new]


def check_hashes(study: Study, now: Mapping[str, str]) -> None:
    """Raise a `StudyError` where the inputs are not what newslab.toml recorded."""
    told = changes(study.hashes, now) if study.hashes else []
    if told:
        first = next((name for name in study.hashes if now.get(name) != study.hashes[name]), "")
        key = f"hashes.{first}" if first else "hashes"
        more = f" So it is with {len(told) - 3} more." if len(told) > 3 else ""
        raise study.fail(
            key,
            f"{' '.join(told[:3])}{more} Bring back what was there, or write newslab report --record "
            "to record what is there now.",
        )


def record_hashes(study: Study, now: Mapping[str, str]) -> None:
    """Write the hashes to newslab.toml, as its last table; the rest of the file stays as it is."""
    from newslab.files import written_whole

    if any('"' in name or "\n" in name for name in now):
        raise StudyError("a file has a quotation mark in its name; rename it to record it.", os.fspath(FILE))
    kept: list[str] = []
    inside = False
    for line in study.text.splitlines():
        if line.strip().startswith("["):
            inside = line.split("#")[0].strip() == "[hashes]"
        if not inside:
            kept.append(line)
    names = [f'"{name.replace(chr(92), "/")}" = "{digest}"' for name, digest in now.items()]
    text = "\n".join([*kept, *([""] if kept and kept[-1].strip() else []), "[hashes]", *names]) + "\n"
    with written_whole(study.path) as temporary:
        temporary.write_text(text, encoding="utf-8")
