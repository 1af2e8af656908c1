"""The lines of a database's Word files: DOCX and RTF without their looks."""

from __future__ import annotations

import io
import re
import zipfile

from newslab.errors import InputError
from newslab.loading.archive import DAMAGE
from newslab.loading.find import Found
from newslab.loading.word import docx_blocks, rtf_text

# In front of bold text while an RTF is turned into lines; a character that no text has.
BOLD = "\ue000"
_BOLD_ON = re.compile(rb"\\b(?![a-z0-9-]) ?", re.IGNORECASE)
_BOLD_MARK = rf"\b\u{ord(BOLD) - 0x10000}?".encode()
_TAGS = re.compile(r"<[^>]+>")
_SNIFFED = 4_000_000


def docx_start(found: Found) -> str:
    """The first text of a DOCX, to tell what it is; '' where there is none."""
    data: io.BytesIO | str = io.BytesIO(found.data) if found.data is not None else str(found.path)
    try:
        with zipfile.ZipFile(data) as archive, archive.open("word/document.xml") as file:
            start = file.read(_SNIFFED).decode("utf-8", "replace")
    except (*DAMAGE, KeyError):
        return ""
    return _TAGS.sub("", start.replace("</w:p>", "\n"))


def docx_lines(found: Found) -> list[str]:
    """Give the paragraphs of a DOCX, parted at line breaks; a row of a table is one line.

    Raises
    ------
    InputError
        It is damaged, or no Word document.
    """
    _, blocks = docx_blocks(found)
    return [line for text in blocks for line in text.split("\n")]


def rtf_lines(found: Found) -> list[str]:
    """Give the paragraphs of an RTF; `BOLD` stands before bold text, and | ends a table's cell.

    Raises
    ------
    InputError
        It is damaged.
    """
    try:
        text = rtf_text(_BOLD_ON.sub(lambda _: _BOLD_MARK, found.read_bytes()))
    except Exception as error:
        # striprtf raises whatever the damage makes fail.
        raise InputError(
            f"The document is damaged and cannot be read ({error or type(error).__name__})."
        ) from error
    return text.replace("\0", "").split("\n")


def without_bold(line: str) -> str:
    """The line without the marks of bold text."""
    return line.replace(BOLD, "")
