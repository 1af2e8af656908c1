"""Factiva: articles saved as HTML or RTF, with the field codes (HD, LP, TD …) or as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.blocks import ends_sentence
from newslab.loading.exports import Record, flat, labels, record
from newslab.loading.factiva_head import BREAKS_OFF, CLOSING, ODD_HEAD, WORDS, of_codes, of_head
from newslab.loading.families import Family
from newslab.loading.fields import articles_of
from newslab.loading.find import Found
from newslab.loading.lines import BOLD, rtf_lines, without_bold
from newslab.loading.moments import starts_with_date

_CODE = re.compile(r"\s*([A-Z]{2,3})\s*[|\t](.*)")
_COMPANY = re.compile(r"(?:Inc|Ltd|Co|Corp|LLC|plc|S\.A|B\.V)\.?$", re.IGNORECASE)
_ABOVE_WORDS, _LONGEST_PUBLISHER = 5, 12
_SNIFFED = 1_000_000


def _of_element(number: int, element: Any) -> Record:
    """The record of an article of an HTML page, in either of Factiva's two layouts."""
    rows = [row for row in element.iter("tr") if len(row) > 1 and _row_code(row)]
    if rows:
        return of_codes(number, [(_row_code(row), _paragraphs(row[1])) for row in rows])
    lines: list[str] = []
    headline = None
    for child in element.iter("div"):
        text = flat(child.text_content())
        # Outer elements hold the inner ones' text too.
        if child is element or not text or child.find(".//div") is not None:
            continue
        classes = " ".join(child.xpath("./*/@class"))
        if child.get("id") == "hd" or "Headline" in classes:
            headline = len(lines)
            # Where the page numbers the headlines, the number is no part of them.
            text = re.sub(r"^\d+\)\s+", "", text) if "counted" in classes else text
        lines.append(text)
    head = of_head(lines, headline)
    plain = [flat(p.text_content()) for p in element.iter("p")]
    accession = next((found[1] for p in reversed(plain) if (found := CLOSING.fullmatch(p))), "")
    problem = "" if accession else BREAKS_OFF
    if head is None:
        return record(f"document {number}", lines[0] if lines else "", [], problem=problem or ODD_HEAD)
    paragraphs = [
        p.text_content() for p in element.iter("p") if "articleParagraph" in (p.get("class") or "").split()
    ]
    values = head[0]
    return record(
        accession or f"document {number}", values.pop("title"), paragraphs, problem=problem, **values
    )


def _row_code(row: Any) -> str:
    code = flat(row[0].text_content().replace("\xa0", " "))
    return code if code.casefold() in labels("factiva") else ""


def _paragraphs(cell: Any) -> list[str]:
    paragraphs = [p.text_content() for p in cell.iter("p")]
    return paragraphs or [cell.text_content()]


def _html_records(found: Found) -> Iterator[Record]:
    from lxml import html

    page = html.fromstring(
        found.read_text().encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    elements = [
        div for div in page.iter("div")
        if any(re.fullmatch(r"[a-z]{2,4}Article", name) for name in (div.get("class") or "").split())
    ]  # fmt: skip
    for number, element in enumerate(elements, start=1):
        yield _of_element(number, element)


def _coded_fields(lines: Iterable[str]) -> list[tuple[str, list[str]]]:
    fields: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _CODE.match(line)
        if found and found[1].casefold() in labels("factiva"):
            fields.append((found[1], [found[2].rstrip(" |\t")]))
        elif fields:
            fields[-1][1].append(line.rstrip(" |\t"))
    return fields


def _from_head(lines: Sequence[str]) -> list[str]:
    """The lines from those above the count of words on: a list of headlines may open the file."""
    for i, line in enumerate(lines):
        if WORDS.fullmatch(flat(without_bold(line))) and any(
            starts_with_date(without_bold(below)) for below in lines[i + 1 : i + 3]
        ):
            return list(lines[max(0, i - _ABOVE_WORDS) :])
    return list(lines)


def _is_publisher(line: str) -> bool:
    """Whether a line below the text names the publisher, as far as words can tell."""
    sentence = ends_sentence(line) and not _COMPANY.search(line)
    return not sentence and len(line.split()) <= _LONGEST_PUBLISHER


def _of_lines(number: int, lines: Sequence[str], accession: str) -> Record | None:
    """The record of an article of an RTF; None where the lines hold none."""
    fields = _coded_fields(map(without_bold, lines))
    if any(code == "HD" for code, _ in fields):
        return of_codes(number, fields)
    kept = _from_head([line for line in lines if flat(without_bold(line))])
    plain = [flat(without_bold(line)) for line in kept]
    if not accession and not any(map(WORDS.fullmatch, plain)):
        return None
    above = kept[: _ABOVE_WORDS + 1]
    headline = next((i for i, line in enumerate(above) if line.lstrip().startswith(BOLD)), None)
    head = of_head(plain, headline)
    problem = "" if accession else BREAKS_OFF
    name = accession or f"document {number}"
    if head is None:
        return record(name, plain[0] if plain else "", [], problem=problem or ODD_HEAD)
    values, start = head
    end = len(plain) - (len(plain) > start + 1 and _is_publisher(plain[-1]))
    return record(name, values.pop("title"), plain[start:end], problem=problem, **values)


def _rtf_records(found: Found) -> Iterator[Record]:
    chunk: list[str] = []
    number = 1
    for line in rtf_lines(found):
        plain = flat(without_bold(line))
        if plain == "Search Summary":
            break
        closing = CLOSING.fullmatch(plain)
        coded = _CODE.match(without_bold(line))
        if not closing:
            chunk.append(line)
        if closing or (coded and coded[1] == "AN"):
            given = _of_lines(number, chunk, closing[1] if closing else "")
            if given:
                yield given
                number += 1
            chunk = []
    last = _of_lines(number, chunk, "")
    if last:
        yield last


def _fits(found: Found, head: bytes) -> bool:
    if head.startswith(b"{\\rtf"):
        start = found.read_bytes(_SNIFFED).decode("cp1252", "replace")
        return CLOSING.search(start) is not None
    # A zip file may hold such a page as it is.
    if b"\0" in head or b"factiva" not in head.lower():
        return False
    start = found.read_bytes(_SNIFFED).decode("utf-8", "replace")
    return bool(re.search(r"""class=["'](?:article )?[a-z]{2,4}Article""", start))


def read_factiva(found: Found) -> Iterator[Article]:
    """Read the articles of a Factiva export: .html or .rtf, with or without the field codes.

    `record` is the accession number. What stands below the text (captions, codes of subjects and
    regions, the publisher) is left out. An article whose closing line is not there is a row with a
    problem.

    Raises
    ------
    InputError
        The file cannot be read, or holds no article.
    """
    rtf = found.read_bytes(8).startswith(b"{\\rtf")
    records = list(_rtf_records(found) if rtf else _html_records(found))
    if not records:
        raise InputError("It looks like an export of Factiva, but no article was found in it.")
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)


FACTIVA = Family("Factiva", _fits, read_factiva)
