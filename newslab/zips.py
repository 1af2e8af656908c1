"""Zip files that are the same, byte for byte, whenever and wherever they are made."""

from __future__ import annotations

import zipfile

# The earliest time that zip knows makes all entries alike.
_TIME = (1980, 1, 1, 0, 0, 0)


def add_entry(out: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file without the time and system on which it was made."""
    info = zipfile.ZipInfo(name, _TIME)
    info.create_system = 3
    out.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)
