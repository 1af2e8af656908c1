"""What the readers of newsroom databases share: labels, languages, agencies, what is missing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from newslab.article import WORD
from newslab.as_found import noted
from newslab.loading.fields import data_rows
from newslab.loading.moments import moment, moment_as_found
from newslab.vocabulary import vocabulary

Record = tuple[str, dict[str, Any]]

_PARTS = re.compile(r"[;,/|()]|\s-{1,2}\s|\band\b|\bund\b")
_BY = re.compile(r"^(?:by|from|of|source|von|par|por)\b[\s:]*|^the\b\s*", re.IGNORECASE)
_LONGEST_SHORT_NAME = 4


@cache
def labels(database: str) -> Mapping[str, str]:
    """What a database's labels mean: from the label in small letters to `meaning` in labels.csv."""
    rows = data_rows("labels.csv")
    return {row["label"].casefold(): row["meaning"] for row in rows if row["database"] == database}


@cache
def _languages() -> Mapping[str, str]:
    return {row["name"]: row["code"] for row in data_rows("languages.csv")}


@cache
def _agencies() -> tuple[Mapping[str, str], re.Pattern[str], Mapping[str, str]]:
    names = {name: row["agency"] for row in vocabulary("agencies") for name in row["names"].split("|")}
    long = {name.casefold(): agency for name, agency in names.items() if len(name) > _LONGEST_SHORT_NAME}
    pattern = "|".join(map(re.escape, sorted(long, key=len, reverse=True)))
    return names, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), long


def language_code(name: str) -> str:
    """Give the code of a language that an export names, '' where it is not known.

    Examples
    --------
    >>> language_code("ENGLISH"), language_code("eng"), language_code("en-GB"), language_code("?")
    ('en', 'en', 'en', '')
    """
    for part in map(str.strip, re.split(r"[;,|]", name.casefold())):
        known = _languages().get(part) or _languages().get(part.split(" ")[0])
        if known or re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", part):
            return known or part[:2]
    return ""


def unknown_language(name: str) -> str | None:
    """What an export calls a language, where that is not known; None where it is, or says nothing."""
    return name if name and not language_code(name) else None


def agency_of(*credits: str) -> str:
    """Give the news agency that a byline, a credit line or an outlet names, '' where there is none.

    Examples
    --------
    >>> agency_of("By Ada Marsk, Associated Press"), agency_of("AP"), agency_of("Ada Marsk")
    ('AP', 'AP', '')
    """
    names, long_names, long = _agencies()
    for credit in credits:
        for part in map(str.strip, _PARTS.split(credit)):
            bare = _BY.sub("", _BY.sub("", part)).strip(" .")
            if bare in names:
                return names[bare]
            found = long_names.search(bare)
            if found:
                return long[found[0].casefold()]
    return ""


def header_of(head: bytes) -> frozenset[str]:
    """The names in the first line of a CSV, in small letters.

    Examples
    --------
    >>> sorted(header_of(b"URL,seendate\\nhttps://post.example/1,20250304T063000Z"))
    ['seendate', 'url']
    """
    first = head.decode("utf-8-sig", "replace").split("\n", 1)[0]
    try:
        header = next(csv.reader([first]), [])
    except csv.Error:
        return frozenset()
    return frozenset(name.strip().casefold() for name in header)


def flat(text: str) -> str:
    """A line without outer white space, and with single spaces."""
    return " ".join(text.split())


def _guesses(values: Mapping[str, str], credits: Iterable[str], clock: str) -> dict[str, str]:
    """The export's words for what it takes a guess to read."""
    credit = next((words for words in credits if agency_of(words)), None)
    return noted(
        published=moment_as_found(values.get("published", ""), clock),
        language=unknown_language(values.get("language", "")),
        wire=credit,
    )


def record(
    number: str,
    title: str,
    paragraphs: Iterable[str],
    *,
    credit: str = "",
    problem: str = "",
    clock: str = "",
    **values: str,
) -> Record:
    """Put together what an export holds of an article, for `newslab.loading.fields.articles_of`.

    Parameters
    ----------
    number : str
        Which of the file's articles it is, in words.
    title : str
        The headline; the text begins with it.
    paragraphs : iterable of str
        The body.
    credit : str, optional
        A credit line, in which an agency may be named, as it may be in the byline and the outlet.
    problem : str, optional
        Why the article cannot be used; else it is one that there is no text.
    clock : str, optional
        The time of day, where it stands apart from the date.
    **values : str
        Columns of the articles table, in the export's own words.

    Examples
    --------
    >>> number, fields = record("article 1", "Harbour leased", ["Ships wait."], byline="AP")
    >>> fields["text"], fields["wire"]
    ('Harbour leased\\n\\nShips wait.', 'AP')
    """
    title = flat(title)
    body = [line for line in map(flat, paragraphs) if line]
    fields: dict[str, Any] = {name: value for name, value in values.items() if value}
    credits = [credit, values.get("byline", ""), values.get("outlet", "")]
    fields |= {
        "title": title,
        "published": moment(values.get("published", ""), clock),
        "language": language_code(values.get("language", "")),
        "wire": agency_of(*credits),
        "as_found": _guesses(values, credits, clock),
    }
    if problem or not body:
        fields["problem"] = problem or "The export holds the article without its text."
    else:
        fields["text"] = "\n\n".join(filter(None, [title, *body]))
    return number, fields


def _folded(title: str) -> str:
    return " ".join(WORD.findall(title.casefold()))[:60]


def not_held(listed: Sequence[str], held: Sequence[str]) -> list[int]:
    """Say which of the titles that a file lists (from 0) it does not hold.

    Both are in the file's order. As many are given as there are fewer articles than titles; where titles
    differ in the two places, the ones between two that agree are taken for the same.

    Examples
    --------
    >>> not_held(["Harbour leased", "Ferry late", "Mayor resigns"], ["HARBOUR LEASED", "Mayor resigns"])
    [1]
    """
    lacking = len(listed) - len(held)
    if lacking <= 0:
        return []
    titles, own = [*map(_folded, listed)], [*map(_folded, held)]
    # Mostly what is held is what is listed, in the same words, but for some of it.
    left = iter(own)
    awaited = next(left, None)
    missed = []
    for i, title in enumerate(titles):
        if title == awaited:
            awaited = next(left, None)
        else:
            missed.append(i)
    if len(missed) == lacking:
        return missed
    missed = []
    matcher = SequenceMatcher(None, titles, own, autojunk=False)
    for _, start, end, start_held, end_held in matcher.get_opcodes():
        missed += range(start + max(0, end_held - start_held), end)
    return sorted(missed)[:lacking]


def missing(listed: Sequence[str], held: Sequence[str]) -> Iterator[Record]:
    """Give a record with a problem for each article that a file lists and does not hold."""
    for i in not_held(listed, held):
        yield record(
            f"document {i + 1}", listed[i], [],
            problem="The file's cover page lists the article, but the file does not hold it; save it again.",
        )  # fmt: skip
