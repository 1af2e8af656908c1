"""Nexis Uni, Lexis Advance and Lexis+: DOCX and RTF, one article or many; older LexisNexis text too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newslab.article import WORD, Article
from newslab.errors import InputError
from newslab.loading.exports import Record, flat, labels, missing, record
from newslab.loading.families import Family
from newslab.loading.fields import articles_of
from newslab.loading.find import Found
from newslab.loading.lexisnexis import NUMBERED, text_records
from newslab.loading.lines import docx_lines, docx_start, rtf_lines, without_bold
from newslab.loading.moments import starts_with_date

_LABELLED = re.compile(r"(?P<label>[^\W\d_][\w/ -]{1,24}?):[\s\xa0]*(?P<value>.*)")
# The database's own labels, known or not, have a space there that does not break.
_OWN_LABEL = re.compile(r"[A-Z][\w/ -]{1,24}:\xa0")
_ANNOUNCED = re.compile(r"(?:Documents?|Dokumente?|Documentos?|Documenti|Documenten)\s*\((\d+)\)")
_NUMBER = re.compile(r"\d+\.")
_LISTED = re.compile(r"(\d+)\.\s+(.+)")
_COVER_LABEL = re.compile(r"(?:Client/Matter|Search Terms|Search Type|Narrowed by|Content Type)\b")
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©|All Rights Reserved)", re.IGNORECASE)
_EDITION = re.compile(r"\s+[-–]\s+[\w ]+ edition$", re.IGNORECASE)
_SIGNS = re.compile(
    r"End of Document|\bJob Number:|\bLoad-Date:|\bLength:[\s\xa0]+[\d,.]+ words", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+")
_CORRECTED = "Correction Appended"
_SNIFFED = 1_000_000
_MOST = 0.8
_BREAKS_OFF = (
    "The article breaks off: the line “End of Document” that closes each article is not there. "
    "Download the file again."
)
_NO_BODY = "The article has no text in the export: the line “Body” that opens it is not there."


@dataclass
class _Cover:
    """What the cover page says: how many documents, and their titles."""

    announced: int = 0
    titles: list[str] = field(default_factory=list)

    @property
    def listed(self) -> list[str]:
        """A title for each document that is announced; '' where it gives none."""
        return [*self.titles, *[""] * (self.announced - len(self.titles))]


def _meaning(line: str) -> str:
    """What labels.csv says of a heading such as Body, or of a label with a colon; '' of other lines."""
    found = _LABELLED.fullmatch(line)
    if found:
        meaning = labels("nexis").get(found["label"].casefold(), "")
        return "" if meaning in {"body", "stop", "part"} else meaning
    meaning = labels("nexis").get(line.casefold(), "")
    return meaning if meaning in {"body", "stop", "part"} else ""


def _take_cover(lines: Sequence[str]) -> tuple[_Cover, list[str]]:
    """Part the cover page from the first article."""
    body = next((i for i, line in enumerate(lines) if _meaning(line) == "body"), len(lines))
    cover, end, before = _Cover(), 0, ""
    for i, line in enumerate(lines[:body]):
        # In RTF the number may be a cell or a line of its own.
        plain = flat(line.replace("|", " "))
        found, entry = _ANNOUNCED.fullmatch(plain), _LISTED.fullmatch(plain)
        if _NUMBER.fullmatch(before) and plain:
            entry = _LISTED.fullmatch(f"{before} {plain}")
        if found and not cover.announced:
            cover.announced, end = int(found[1]), i + 1
        elif cover.announced and entry and int(entry[1]) == len(cover.titles) + 1 <= cover.announced:
            cover.titles.append(entry[2])
            end = i + 1
        elif cover.announced and (_COVER_LABEL.match(plain) or before.startswith("Content Type")):
            end = i + 1
        before = plain or before
    return cover, list(lines[end:])


def _take_head(lines: Sequence[str]) -> dict[str, str]:
    """Title, outlet, date and labelled values of the lines above the body."""
    values: dict[str, str] = {}
    plain: list[str] = []
    for line in filter(None, lines):
        found = _LABELLED.fullmatch(line)
        meaning = _meaning(line)
        if found and meaning and plain:
            values.setdefault(meaning, found["value"].strip())
        elif not _COPYRIGHT.match(line) and not values:
            plain.append(line)
    dated = next((i for i in range(1, len(plain)) if starts_with_date(plain[i])), None)
    corrected = next((i for i in range(2, len(plain)) if plain[i] == _CORRECTED), None)
    at = next((i for i in (dated, corrected) if i is not None), min(2, len(plain)))
    values["published"] = plain[at] if at < len(plain) and at != corrected else ""
    values["outlet"] = _EDITION.sub("", plain[at - 1]) if at > 1 or dated else ""
    title = " ".join(plain[: at - 1]) if values["outlet"] else " ".join(plain[:1])
    values["title"] = title.removesuffix(f" - {_CORRECTED}")
    return values


def _ends(lines: Sequence[str]) -> list[int]:
    """Where the body may end: before a heading such as Graphic, before the closing labels."""

    def closing(line: str) -> bool:
        return not line or _OWN_LABEL.match(line) is not None or _meaning(line).startswith("end")

    last = len(lines)
    while last and closing(lines[last - 1]):
        last -= 1
    # A blank line follows such a heading, as it does not a subhead of the body.
    headings = [i for i in range(last) if _meaning(lines[i]) == "part" and not "".join(lines[i + 1 : i + 2])]
    return [*headings, last]


def _take_body(lines: Sequence[str], length: str) -> tuple[list[str], str]:
    """The body's lines without what follows it, and its address where that closes it.

    The export's own count of words tells where it ends.
    """
    ends = _ends(lines)
    counted = int(re.sub(r"\D", "", length.split(" ")[0]) or 0)
    words = (len(WORD.findall(" ".join(lines[:end]))) for end in ends)
    # Where a heading would cut off much of the text, it is one of the body's own.
    end = next((end for end, held in zip(ends, words, strict=True) if held >= _MOST * counted), ends[0])
    body = [line for line in map(flat, lines[:end]) if line]
    url = body.pop() if body and _URL.fullmatch(body[-1]) else ""
    # Some outlets have the summary before the text.
    for i, line in enumerate(body[:6]):
        if line == "FULL TEXT" and "ABSTRACT" in body[:i]:
            body = body[i + 1 :]
            break
    return body, url


def _record(number: int, lines: list[str], complete: bool) -> Record:
    body = next((i for i, line in enumerate(lines) if _meaning(line) == "body"), None)
    values = _take_head(lines if body is None else lines[:body])
    paragraphs: list[str] = []
    problem = _NO_BODY if body is None else "" if complete else _BREAKS_OFF
    if body is not None:
        after = lines[body + 1 :]
        paragraphs, values["url"] = _take_body(after, values.get("length", ""))
        for line in after:
            found, meaning = _LABELLED.fullmatch(line), _meaning(line)
            if found and meaning.startswith("end "):
                values[meaning.removeprefix("end ")] = found["value"].strip()
    known = {name: values.get(name, "") for name in ("outlet", "byline", "section", "language", "url")}
    return record(
        f"document {number}", values["title"], paragraphs,
        problem=problem, published=values["published"], **known,
    )  # fmt: skip


def line_records(lines: Sequence[str]) -> Iterator[Record]:
    """Give the articles of an export's lines, and one with a problem for each that only its cover has."""
    lines = [without_bold(line).strip() for line in lines]
    stops = [i for i, line in enumerate(lines) if _meaning(line) == "stop"]
    cover, first = _take_cover(lines[: stops[0]] if stops else lines)
    chunks = [first] if stops else []
    chunks += [lines[start + 1 : end] for start, end in pairwise(stops)]
    rest = lines[stops[-1] + 1 :] if stops else first
    found = [_record(i, chunk, True) for i, chunk in enumerate(chunks, start=1)]
    if any(_meaning(line) == "body" for line in rest):
        # Without any closing line it may be one article that was copied out of its export.
        found.append(_record(len(found) + 1, rest, not stops and cover.announced < 2))
    yield from found
    yield from missing(cover.listed, [str(fields["title"]) for _, fields in found])


def _fits(found: Found, head: bytes) -> bool:
    if head.startswith(b"PK\x03\x04"):
        start = docx_start(found)
    elif head.startswith(b"{\\rtf"):
        start = found.read_bytes(_SNIFFED).decode("cp1252", "replace").replace("\\~", " ")
    else:
        return found.suffix in {".txt", ""} and NUMBERED.search(head.decode("utf-8", "replace")) is not None
    signs = {sign.casefold()[:8] for sign in _SIGNS.findall(start)}
    return len(signs) > 1 or NUMBERED.search(start) is not None


def read_nexis(found: Found) -> Iterator[Article]:
    """Read an export of Nexis Uni or LexisNexis: .docx, .rtf, or the .txt of former years.

    The text is the headline and the body; what stands below it (captions under “Graphic”, corrections,
    “Load-Date”, “Classification”) is left out. Articles that the cover page lists or that the numbering
    “1 of 100 DOCUMENTS” announces, and that the file does not hold, are rows with a problem.

    Raises
    ------
    InputError
        The file is damaged, or holds no article.
    """
    start = found.read_bytes(8)
    if start.startswith(b"PK"):
        lines = docx_lines(found)
    elif start.startswith(b"{\\rtf"):
        lines = rtf_lines(found)
    else:
        lines = found.read_text().split("\n")
    numbered = any(NUMBERED.fullmatch(without_bold(line).strip()) for line in lines)
    records = list(text_records(lines) if numbered else line_records(lines))
    if not records:
        raise InputError("It looks like an export of Nexis, but no article was found in it.")
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)


NEXIS = Family("Nexis Uni, LexisNexis", _fits, read_nexis)
