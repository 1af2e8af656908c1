"""ProQuest: articles saved as TXT, RIS, or XML (of TDM Studio and of Historical Newspapers)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from newslab.article import Article
from newslab.as_found import noted
from newslab.errors import InputError
from newslab.loading.exports import Record, flat, labels, record
from newslab.loading.families import Family
from newslab.loading.fields import articles_of
from newslab.loading.find import Found

_RULE = re.compile(r"^_{20,}\s*$|^-{60,}\s*$|^\*{30,}\s*$", re.MULTILINE)
_NUMBERED = re.compile(r"Document (\d+) of (\d+)", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[A-Z][\w /()-]{2,30}?):\s*(?P<value>.*)")
_ALWAYS_THERE = frozenset({"publication title", "proquest document id", "publication date", "document url"})
_START = re.compile(r"^TY {1,2}- ?", re.MULTILINE)
_END = re.compile(r"^ER {1,2}-[^\n]*$", re.MULTILINE)
_DOCVIEW = re.compile(r"/docview/(\d+)")
_SIGNS = re.compile(r"proquest|^Document URL:|^Publication title:", re.IGNORECASE | re.MULTILINE)
_NO_TEXT = (
    "The export holds no full text of the article. Where ProQuest has it, choose “full text” when you save."
)
_NO_END = "The record breaks off: the line ER that closes each record is not there. Save the file again."
# Path in the XML → column, in the two layouts.
_XML = {
    "TitleAtt/Title": "title", "RecordTitle": "title",
    "PubFrosting/Title": "outlet", "Publication/Title": "outlet",
    "Obj/NumericDate": "published", "NumericPubDate": "published", "AlphaPubDate": "published",
    "RawLang": "language", "LanguageCode": "language", "Obj/Language": "language",
    "GOID": "record", "RecordID": "record", "URLDocView": "url", "Obj/Section": "section",
}  # fmt: skip


def _finished(number: str, values: Mapping[str, str], paragraphs: Iterable[str], problem: str = "") -> Record:
    body = [line for line in map(flat, paragraphs) if line]
    title = flat(values.get("title", ""))
    # Some texts begin with their headline.
    if len(body) > 1 and title and body[0].casefold() == title.casefold():
        body = body[1:]
    credit = values.get("wire", "")
    known = {name: values.get(name, "") for name in ("outlet", "byline", "section", "language", "url")}
    # “Harbour Post; Castrel”; many papers have their writers in the credit line alone.
    from_credit = noted(byline=credit if credit and not known["byline"] else None)
    known |= {"outlet": known["outlet"].split(";")[0].strip(), "byline": known["byline"] or credit}
    number, fields = record(
        values.get("record", "") or number, title, body,
        credit=credit, problem=problem or ("" if body else _NO_TEXT),
        published=values.get("published", ""), **known,
    )  # fmt: skip
    fields["as_found"] |= from_credit
    return number, fields


def _label(line: str) -> str:
    found = _LABELLED.match(line)
    label = found["label"].casefold() if found else ""
    return label if label in labels("proquest") else ""


def _text_end(lines: Sequence[str], start: int) -> int:
    """Where the fields below the text begin: above one that each record has, as far as there are labels."""
    end = next((i for i in range(start, len(lines)) if _label(lines[i]) in _ALWAYS_THERE), len(lines))
    while end > start and (not lines[end - 1] or _label(lines[end - 1])):
        end -= 1
    return end


def _of_text(number: str, lines: Sequence[str]) -> Record:
    start = next((i for i, line in enumerate(lines) if _label(line) == "full text"), None)
    end = start if start is None else _text_end(lines, start + 1)
    values: dict[str, str] = {}
    last = ""
    for line in [*lines[:start], *(lines[end:] if end is not None else [])]:
        label = _label(line)
        meaning = labels("proquest")[label] if label else ""
        if label:
            last = meaning if meaning != "other" and meaning not in values else ""
            if last:
                values[last] = line.split(":", 1)[1].strip()
        elif line and last:
            # A value goes on until the blank line.
            values[last] += f" {line}"
        else:
            last = ""
    values.setdefault("title", next((line for line in lines if line and not _NUMBERED.fullmatch(line)), ""))
    text = [lines[start].split(":", 1)[1], *lines[start + 1 : end]] if start is not None else []
    return _finished(number, values, text)


def _text_records(text: str) -> Iterator[Record]:
    chunks = [[line.strip() for line in chunk.split("\n")] for chunk in _RULE.split(text)]
    numbers, total, count = set(), 0, 0
    for lines in chunks:
        numbered = next((found for line in lines if (found := _NUMBERED.fullmatch(line))), None)
        if numbered:
            numbers.add(int(numbered[1]))
            total = max(total, int(numbered[2]))
        # The cover, and the page that closes the file, have none of these.
        if {_label(line) for line in lines} & (_ALWAYS_THERE | {"full text"}):
            count += 1
            yield _of_text(f"document {numbered[1] if numbered else count}", lines)
        elif numbered:
            problem = "The article breaks off above its text and fields; save the file again."
            yield record(f"document {numbered[1]}", "", [], problem=problem)
    for number in sorted(set(range(1, total + 1)) - numbers):
        problem = f"The file announces {total} documents, but does not hold this one; save it again."
        yield record(f"document {number}", "", [], problem=problem)


def _of_ris(number: str, tags: Mapping[str, Any], complete: bool) -> Record:
    values: dict[str, str] = {}
    texts: list[str] = []
    for tag, meaning in labels("proquest ris").items():
        given = tags.get(tag.upper()) or []
        if meaning == "text":
            texts.append("\n".join(given))
        elif given:
            joined = "; ".join(given) if meaning == "byline" else given[0]
            values.setdefault(meaning, joined)
    docview = _DOCVIEW.search(values.get("url", ""))
    if docview:
        values.setdefault("record", docview[1])
    # Both hold the abstract where there is no full text.
    text = max(texts, key=len, default="")
    return _finished(number, values, re.split(r"\n+|<br ?/?>|</?p>", text), "" if complete else _NO_END)


def _ris_records(text: str) -> Iterator[Record]:
    import rispy

    tags = list(rispy.TAG_KEY_MAPPING)
    parser = rispy.RisParser(mapping={tag: tag for tag in tags}, list_tags=tags, delimiter_tags_mapping={})
    starts = [found.start() for found in _START.finditer(text)] + [len(text)]
    # Record by record, since one without its end would take the next along.
    for number, (start, end) in enumerate(pairwise(starts), start=1):
        chunk = text[start:end]
        complete = _END.search(chunk) is not None
        parsed = parser.parse(chunk if complete else f"{chunk.rstrip()}\nER  - \n")
        yield _of_ris(f"record {number}", parsed[0] if parsed else {}, complete)


def _xml_paragraphs(text: str, is_html: bool) -> list[str]:
    if is_html or re.search(r"<(?:p|br|div)\b", text):
        from lxml import html

        tree = html.fromstring(f"<div>{text}</div>")
        paragraphs = [p.text_content() for p in tree.iter("p")]
        return paragraphs or tree.text_content().split("\n")
    return re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.split("\n")


def _of_xml(number: str, element: Any) -> Record:
    values: dict[str, str] = {}
    for path, column in _XML.items():
        found = element.find(path) if element.find(path) is not None else element.find(f".//{path}")
        text = flat("".join(found.itertext())) if found is not None else ""
        if text:
            values.setdefault(column, text)
    if re.fullmatch(r"\d{8}", values.get("published", "")):
        day = values["published"]
        values["published"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    names = [flat("".join(name.itertext())) for name in element.iter("OriginalForm")]
    values["byline"] = "; ".join(filter(None, names))
    texts = [text for name in ("Text", "FullText") for text in element.iter(name)]
    given = "".join(texts[0].itertext()) if texts else ""
    is_html = bool(texts) and texts[0].get("HTMLContent") == "true"
    return _finished(number, values, _xml_paragraphs(given, is_html))


def _xml_records(found: Found) -> Iterator[Record]:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    count = 0
    try:
        for _, element in iterparse(io.BytesIO(found.read_bytes()), events=("end",)):
            if element.tag.casefold() == "record":
                count += 1
                yield _of_xml(f"record {count}", element)
                element.clear()
    except DefusedXmlException as error:
        raise InputError(
            "The XML declares entities, which no export needs and which can do harm; it is not read."
        ) from error
    except ParseError as error:
        problem = f"The XML breaks off or is damaged at line {error.position[0]}: {error.msg}. Save it again."
        yield record(f"record {count + 1}", "", [], problem=problem)


def _start_of(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _fits(found: Found, head: bytes) -> bool:
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    start = _start_of(head).lstrip()
    if start.startswith("<"):
        return bool(re.search(r"<RECORD\b[^>]*>.*<GOID>|<Record>\s*<RecordID>", start, re.DOTALL))
    if _START.match(start):
        return True
    return bool(_RULE.search(start)) and len(set(map(str.casefold, _SIGNS.findall(start)))) > 1


def read_proquest(found: Found) -> Iterator[Article]:
    """Read the articles that ProQuest saved as .txt, .ris or .xml; other databases' .ris are read too.

    `record` is ProQuest's document number. RIS has no field for the full text: what stands in N2 or AB is
    taken, which is an abstract where the full text was not saved.

    Raises
    ------
    InputError
        The file holds no article, or XML that declares entities.
    """
    start = _start_of(found.read_bytes(4096)).lstrip()
    if start.startswith("<"):
        records = list(_xml_records(found))
    else:
        text = found.read_text().replace("\r\n", "\n").replace("\r", "\n")
        records = list(_ris_records(text) if _START.match(start) else _text_records(text))
    if not records:
        raise InputError("It looks like an export of ProQuest, but no article was found in it.")
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)


PROQUEST = Family("ProQuest, RIS", _fits, read_proquest)
