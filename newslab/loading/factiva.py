"""Factiva: articles saved as HTML or RTF, with the field codes (HD, LP, TD …) or as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.exports import Record, flat, labels, language_code, record
from newslab.loading.families import Family
from newslab.loading.fields import articles_of
from newslab.loading.find import Found
from newslab.loading.lines import BOLD, rtf_lines, without_bold
from newslab.loading.moments import moment, starts_with_date

_ACCESSION = re.compile(r"(?:[^\W\d]\w*[\s\xa0]+)?([A-Z][A-Z0-9]{5,}\d{6}[a-z0-9]{5,})", re.ASCII)
_CLOSING = re.compile(
    r"(?:Document|Dokument|Documento|Документ|文件|文書|문서)[\s\xa0]+([A-Z][A-Za-z0-9]{15,})"
)
_WORDS = re.compile(
    r"[\d.,\s]+[\s\xa0]*(?:words?|Wörter|mots|palabras|parole|palavras|woorden|слов\w*|字|語|단어)"
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?(?:\s*[A-Z]{2,4})?")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©|\xa9)", re.IGNORECASE)
_CODE = re.compile(r"\s*([A-Z]{2,3})\s*[|\t](.*)")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\s+\S", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*\s+[^\W\d_a-z][\w.’'-]*")
_SNIFFED = 1_000_000
_BREAKS_OFF = (
    "The article breaks off: the line with its accession number (“Document …”) that closes each article is "
    "not there. Save the file again."
)
_ODD_HEAD = "The lines above the article are not those of a Factiva export: no line of them is a date."


def _of_codes(number: int, fields: Iterable[tuple[str, list[str]]]) -> Record:
    """The record of an article whose fields have Factiva's codes."""
    values: dict[str, str] = {}
    paragraphs: list[str] = []
    for code, lines in fields:
        meaning = labels("factiva").get(code.casefold(), "other")
        if meaning == "text":
            paragraphs += lines
        elif flat(" ".join(lines)):
            values.setdefault(meaning, flat(" ".join(lines)))
    accession = _ACCESSION.search(values.get("record", ""))
    problem = "" if accession else _BREAKS_OFF
    published = moment(values.get("published", ""), values.get("clock", ""))
    return record(
        accession[1] if accession else f"document {number}", values.get("title", ""), paragraphs,
        credit=values.get("wire", ""), problem=problem, published=published,
        **{name: values.get(name, "") for name in ("outlet", "byline", "section", "language")},
    )  # fmt: skip


def _above(lines: Sequence[str], headline: int | None) -> dict[str, str]:
    """Section, title, byline and credit: the lines above the count of words."""
    if headline is None:
        # Neither markup nor bold type tells; what begins as names do, below a longer line, is a byline.
        *above, line = lines or [""]
        named = _BYLINE.match(line) or (_NAME.match(line) and len(line) < len("".join(above[-1:])))
        headline = len(above) - 1 if above and named else len(above)
    below = lines[headline + 1 :]
    return {
        "section": lines[0] if headline > 0 else "",
        "title": lines[headline] if lines else "",
        "byline": below[0] if below else "",
        "credit": "; ".join(below[1:]),
    }


def _of_head(lines: Sequence[str], headline: int | None) -> tuple[dict[str, Any], int] | None:
    """What the lines above an article say, and how many there are; None where they are not such."""
    dated = next(
        (
            i
            for i, line in enumerate(lines)
            if i and starts_with_date(line) and i != headline and len(line) < 40
        ),
        None,
    )
    if dated is None:
        return None
    words = next((i for i in range(dated) if _WORDS.fullmatch(lines[i])), dated)
    values: dict[str, Any] = dict(_above(lines[:words], headline))
    i = dated + 1
    clock = lines[i] if i < len(lines) and _CLOCK.fullmatch(lines[i]) else ""
    i += bool(clock)
    published: datetime | str = moment(lines[dated], clock)
    values |= {"published": published, "outlet": lines[i] if i < len(lines) else ""}
    # Below the outlet: its code, edition, page, volume, the language, the copyright; any but the code and
    # the language may lack.
    for j in range(i + 1, min(i + 10, len(lines))):
        if len(lines[j]) < 25 and language_code(lines[j]) and not re.fullmatch(r"[A-Za-z]{2}", lines[j]):
            values["language"] = lines[j]
            i = j
            break
        if _SOURCE_CODE.fullmatch(lines[j]):
            i = j
    if i + 1 < len(lines) and _COPYRIGHT.match(lines[i + 1]):
        i += 1
    return values, i + 1


def _of_element(number: int, element: Any) -> Record:
    """The record of an article of an HTML page, in either of Factiva's two layouts."""
    rows = [row for row in element.iter("tr") if len(row) > 1 and _row_code(row)]
    if rows:
        return _of_codes(number, [(_row_code(row), _paragraphs(row[1])) for row in rows])
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
    head = _of_head(lines, headline)
    plain = [flat(p.text_content()) for p in element.iter("p")]
    accession = next((found[1] for p in reversed(plain) if (found := _CLOSING.fullmatch(p))), "")
    problem = "" if accession else _BREAKS_OFF
    if head is None:
        return record(f"document {number}", lines[0] if lines else "", [], problem=problem or _ODD_HEAD)
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


def _of_lines(number: int, lines: Sequence[str], accession: str) -> Record | None:
    """The record of an article of an RTF; None where the lines hold none."""
    fields = _coded_fields(map(without_bold, lines))
    if any(code == "HD" for code, _ in fields):
        return _of_codes(number, fields)
    kept = [line for line in lines if flat(without_bold(line))]
    plain = [flat(without_bold(line)) for line in kept]
    headline = next((i for i, line in enumerate(kept[:6]) if line.lstrip().startswith(BOLD)), None)
    head = _of_head(plain, headline)
    if not accession and (head is None or not any(map(_WORDS.fullmatch, plain))):
        return None
    problem = "" if accession else _BREAKS_OFF
    if head is None:
        return record(accession or f"document {number}", plain[0], [], problem=problem or _ODD_HEAD)
    values, start = head
    # The publisher stands between the text and the accession number.
    end = len(plain) - (len(plain) > start + 1)
    return record(
        accession or f"document {number}", values.pop("title"), plain[start:end], problem=problem, **values
    )


def _rtf_records(found: Found) -> Iterator[Record]:
    chunk: list[str] = []
    number = 1
    for line in rtf_lines(found):
        if flat(without_bold(line)) == "Search Summary":
            break
        closing = _CLOSING.fullmatch(flat(without_bold(line)))
        coded = _CODE.match(without_bold(line))
        if not closing:
            chunk.append(line)
        if closing or (coded and coded[1] == "AN"):
            found_record = _of_lines(number, chunk, closing[1] if closing else "")
            if found_record:
                yield found_record
                number += 1
            chunk = []
    last = _of_lines(number, chunk, "")
    if last:
        yield last


def _fits(found: Found, head: bytes) -> bool:
    if head.startswith(b"{\\rtf"):
        start = found.read_bytes(_SNIFFED).decode("cp1252", "replace")
        return _CLOSING.search(start) is not None
    if b"factiva" not in head.lower():
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
