"""What Factiva's exports say above an article, in lines or with field codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newslab.loading.exports import Record, flat, labels, language_code, record
from newslab.loading.moments import starts_with_date

# The accession number: the source's code, a date, and what tells its articles apart.
_NUMBER = r"[A-Za-z]\w{3,}\d{6}\w{5,}"
_ACCESSION = re.compile(rf"(?:\w+[\s\xa0]+)?({_NUMBER})", re.ASCII)
CLOSING = re.compile(rf"(?:Documento?|Dokument|Документ|文件|文書|문서)[\s\xa0]+({_NUMBER})")
WORDS = re.compile(
    r"[\d.,\s]+[\s\xa0]*(?:words?|Wörter|mots|palabras|parole|palavras|woorden|слов\w*|字|語|단어)"
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?(?:\s*[A-Z]{2,4})?")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\s+\S", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*\s+[^\W\d_a-z][\w.’'-]*")
BREAKS_OFF = (
    "The article breaks off: the line with its accession number (“Document …”) that closes each article is "
    "not there. Save the file again."
)
ODD_HEAD = "The lines above the article are not those of a Factiva export: no line of them is a date."


def of_codes(number: int, fields: Iterable[tuple[str, list[str]]]) -> Record:
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
    problem = "" if accession else BREAKS_OFF
    return record(
        accession[1] if accession else f"document {number}", values.get("title", ""), paragraphs,
        credit=values.get("wire", ""), problem=problem, clock=values.get("clock", ""),
        **{name: values.get(name, "") for name in ("published", "outlet", "byline", "section", "language")},
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
        "section": lines[headline - 1] if headline > 0 else "",
        "title": lines[headline] if lines else "",
        "byline": below[0] if below else "",
        "credit": "; ".join(below[1:]),
    }


def of_head(lines: Sequence[str], headline: int | None) -> tuple[dict[str, str], int] | None:
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
    words = next((i for i in range(dated) if WORDS.fullmatch(lines[i])), dated)
    values = dict(_above(lines[:words], headline))
    i = dated + 1
    clock = lines[i] if i < len(lines) and _CLOCK.fullmatch(lines[i]) else ""
    i += bool(clock)
    values |= {"published": lines[dated], "clock": clock, "outlet": lines[i] if i < len(lines) else ""}
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
