"""Which news agency an article is credited to, by its byline, its dateline or a line at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from newslab.boilerplate import LINE
from newslab.frames import JOINT
from newslab.vocabulary import vocabulary

# Credits stand in the first and the last lines; what the body says of an agency is news.
_FIRST, _BYLINES, _LAST = 6, 4, 6
_HEAD, _TAIL = 2000, 2000
_STAFF = r"(?i:staff|(?:staff )?(?:writers?|reporters?|correspondents?|journalists?)|news agency)"
# How Reuters closes its reports, often with its name left out.
_SIGN_OFF = re.compile(
    r"\((?:Additional )?Reporting (?:and writing )?by [^()]{3,400};[^()]*\bediting by [^()]{3,200}\)", re.I
)


@cache
def _agencies() -> Mapping[str, str]:
    """The agency of every name in the word list; longer names come first."""
    names = {name: row["agency"] for row in vocabulary("agencies") for name in row["names"].split("|")}
    return {name.casefold(): names[name] for name in sorted(names, key=lambda name: (-len(name), name))}


@cache
def _spellings() -> tuple[str, ...]:
    """Every name as it is and in capitals ("ap" is no agency, nor is "Ria"), longer ones first."""
    given = [name for row in vocabulary("agencies") for name in row["names"].split("|")]
    spelt = {*given, *(name.upper() for name in given)}
    return tuple(sorted(spelt, key=lambda name: (-len(name), name)))


def _lines(text: str) -> list[str]:
    return [line for found in LINE.findall(text) if (line := found.strip())]


def _naming(lines: Iterable[str]) -> list[str]:
    """Lines, those without an agency's name emptied: most are, and cost no more."""
    every = list(lines)
    together = "\n".join(every)
    names = [name for name in _spellings() if name in together]
    return [line if any(name in line for name in names) else "" for line in every]


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """A form with the agencies' names for `NAMES`; after a slash they credit a picture, but not for `ANY`."""
    names = "|".join(map(re.escape, _spellings()))
    article = "(?:(?:[Tt]he|THE) )?"
    apart = rf"{article}(?<![\w/@])(?<!/ )(?:{names})(?![\w/@])"
    return re.compile(
        form.replace("NAMES", apart).replace("ANY", rf"{article}(?<![\w@])(?:{names})(?![\w@])")
    )


# At the beginning of a line: "LONDON, May 3 (Reuters) -", "AP —".
_DATELINES = (
    r"[^()\n“”\"]{0,80}\(\s*ANY(?:\s*/\s*[\w ]+)?\s*\)\s*(?:—|–|-)",
    r"(?:[A-Z][A-Z.,’' -]{2,40},?\s+)?NAMES\s*(?:—|–|--|\s-\s)\s*(?=[A-Z“\"‘])",
)
_WHOLE = rf"[\W_]*(?:(?:[Bb]y|BY|[Ss]ource:?|[Vv]ia)\s+)?NAMES(?:['’]s?)?(?:\s+{_STAFF})?[\W_]*$"
_BYLINE = rf"(?:[Bb]y|BY)\s[^.!?]{{0,120}}?\bNAMES(?:\s+{_STAFF})?[\W_]*$"
_FIELD = r".*?ANY(?!\s*(?:[Pp]hoto|[Ii]mages?))"
_LAST_SENTENCE = r"(?:.*[.!?)”\"]\s*)?\W*"
_CLOSING = (
    r".*[.!?”\"’)]\s*(?:\(\s*|[—–-]+\s*)NAMES\s*\)?[\W_]*$",
    r"(?:.*[.!?]\s)?(?:©|\([Cc]\)|[Cc]opyright|COPYRIGHT)\W[^.]{0,20}?NAMES",
    rf"{_LAST_SENTENCE}[Tt]his (?:article|story|report|copy)\b[^.]{{0,40}}\b(?:by|from)\s+NAMES",
    r".*\b[Tt]his NAMES (?:article|story|report|dispatch)\b",
)
_BEFORE, _SOME = rf"{_LAST_SENTENCE}[^.!?]{{0,80}}?", r".{0,160}?\bcontributed"
_CONTRIBUTED = (
    rf"{_BEFORE}NAMES(?:['’]s?)?(?:\s+{_STAFF})?\b{_SOME} (?:to th(?:is|e)\b|report)",
    rf"{_BEFORE}NAMES\s+{_STAFF}\b{_SOME}\b",
    rf"{_BEFORE}NAMES contributed\W*$",
    rf"{_LAST_SENTENCE}[Ww]ith (?:(?:additional )?reporting|inputs?|material|files|reports?) (?:by|from) "
    r"[^.!?]{0,60}?NAMES[^.!?]*",
    r"\W*(?:[Ww]ith|[Aa]dditional reporting by|[Mm]aterial from|[Ii]nformation from)\s"
    r"[^.!?]{0,40}?NAMES[^.!?]{0,40}[.)\s]*$",
)


def _named(words: str) -> str:
    """The agencies that some words name, in their order."""
    found = (
        re.sub(r"^[Tt]he ", "", match[0], flags=re.IGNORECASE) for match in _pattern("ANY").finditer(words)
    )
    return JOINT.join(dict.fromkeys(_agencies()[name.casefold()] for name in found))


def _first(forms: Sequence[str], lines: Sequence[str]) -> str:
    """The agencies named where the first of some forms fits the beginning of a line."""
    for form in forms:
        for line in filter(None, lines):
            if found := _pattern(form).match(line):
                return _named(found[0])
    return ""


def find_agency(text: str, *, byline: str = "") -> str:
    """Say which agency an article is credited to.

    Parameters
    ----------
    text : str
        The article.
    byline : str, optional
        Who wrote it, as printed.

    Returns
    -------
    str
        The agency's short name, those of several joined by ` & `; empty where the article credits none.

    Examples
    --------
    >>> find_agency("Harbour leased\\n\\nSKERRIN (Reuters) - Ships wait.")
    'Reuters'
    >>> find_agency("Ships wait.\\n\\nThe Associated Press contributed to this report.")
    'AP'
    >>> find_agency("Ships wait, the harbour master told Reuters.")
    ''
    """
    if found := _first((_FIELD,), [byline]):
        return found
    head, tail = _naming(_lines(text[:_HEAD])[:_FIRST]), _naming(_lines(text[-_TAIL:])[-_LAST:])
    if (
        found := _first(_DATELINES, head)
        or _first((_WHOLE, _BYLINE), head[:_BYLINES])
        or _first((_WHOLE,), tail)
    ):
        return found
    if "diting by" in text[-_TAIL:] and _SIGN_OFF.search(text[-_TAIL:]):
        return "Reuters"
    return _first(_CLOSING, tail) or _first(_CONTRIBUTED, tail)
