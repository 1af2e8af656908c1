"""Where a person's name begins and ends: what headlines and the name finder add to it or leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.tagging.cues import cue_verbs
from newslab.tagging.names import first_names, nations, roles, titles
from newslab.tagging.personal import ARTICLES, PARTICLES, looks_like_name
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Mention

NAME_TAGS = frozenset({"NNP", "NNPS"})
_MODALS = frozenset({"will", "can", "may", "should", "could", "would", "did", "does", "is", "has", "was"})
# What is called after people.
_CALLED_AFTER = frozenset({
    "airport", "auditorium", "award", "bridge", "building", "elementary", "foundation", "hall", "hospital",
    "hotel", "library", "medal", "memorial", "museum", "park", "prize", "room", "school", "stadium", "street",
    "theater", "theatre", "university",
})  # fmt: skip
# The commonest surnames of Korea, before given names in two halves.
_KOREAN = frozenset({
    "ahn", "an", "bae", "baek", "ban", "chang", "cho", "choe", "choi", "chung", "han", "hong", "hwang",
    "jang", "jeon", "jeong", "jo", "jung", "kang", "kim", "kwon", "lee", "lim", "moon", "na", "nam", "noh",
    "oh", "pak", "park", "ri", "roh", "ryu", "seo", "shin", "sohn", "son", "song", "suh", "yang", "yoo",
    "yoon", "yu",
})  # fmt: skip
# So many characters a headline has at most.
_HEADLINE = 100
_HYPHENS = frozenset({"-", "‐", "‑"})


def only_in_headline(reading: Reading, entity: Mention) -> bool:
    """Whether a name stands in a headline, and some word of it nowhere else.

    In headlines every word has a capital, so that "Denies Giving" looks like a name.
    """
    start, end = reading.line(entity[0])
    if reading.in_sentence(entity.start):
        return False
    if len(entity) > 1 and entity[-1].lower_ in reading.small & roles().keys():
        return True  # "Christian Speaker"
    rest = reading.text[:start] + reading.text[end:]
    return bool(rest.strip()) and not all(re.search(rf"\b{re.escape(t.text)}\b", rest) for t in entity)


def _opens_line(reading: Reading, i: int) -> bool:
    """Whether a word that is no first name begins a short line and is nowhere else: "Absent Ruiz Wins"."""
    token = reading.doc[i]
    start, end = reading.line(token)
    return (
        token.idx == start
        and end - start <= _HEADLINE
        and token.lower_ not in first_names()
        and reading.text.count(token.text) == 1
    )


def continues_name(reading: Reading, i: int) -> bool:
    """Whether a token can go on a name that the token before it belongs to."""
    token = reading.doc[i]
    same = reading.line_of[i] == reading.line_of[i - 1] and reading.quote_of[i] == reading.quote_of[i - 1]
    name = token.tag_ in NAME_TAGS and token.text[:1].isupper() and token.lower_ not in nations()
    return same and (name or token.lower_ in PARTICLES) and token.lower_ not in cue_verbs()


def given_name(reading: Reading, i: int) -> bool:
    """Whether the token before a surname can be a first name: "Helena" in "Helena Marsk"."""
    if (
        i < 0
        or reading.line_of[i] != reading.line_of[i + 1]
        or reading.quote_of[i] != reading.quote_of[i + 1]
    ):
        return False
    token, word = reading.doc[i], reading.doc[i].text.casefold().rstrip(".")
    initial = len(token.text) == 2 and token.text.endswith(".")
    if token.tag_ not in NAME_TAGS or not (token.text.istitle() or initial or "-" in token.text):
        return False
    if word in reading.small and word not in first_names():
        return False  # "Things Ana Said"
    return not (word in titles() or word in roles() or word in nations() or word in cue_verbs())


def without_words(reading: Reading, entity: Mention) -> Mention:
    """A name in a headline without words before it that are written small below: "Things Ana Ruiz Said"."""
    if len(entity) < 2 or reading.in_sentence(entity.start):
        return entity
    low = entity.start
    while low < entity.end - 1 and entity.doc[low].lower_ in reading.small:
        low += 1
    return entity.doc[low : entity.end]


def without_opening(entity: Mention) -> Mention:
    """A name without the capital that opens a sentence: "Will Ruiz Come Down?", "Beneath Ruiz's win"."""
    first, after = entity[0], entity.doc[entity.end : entity.end + 1]
    if len(entity) < 2 or not first.is_sent_start:
        return entity
    asks = first.lower_ in _MODALS and any(t.pos_ in {"VERB", "AUX"} for t in after)
    opens = first.tag_ == "IN" and first.text.istitle()
    return entity[1:] if asks or opens else entity


def in_full(reading: Reading, entity: Mention) -> Mention:
    """A full name with what the name finder left out: "Luiz" and "Lima" of "Luiz Orta Lima"."""
    doc, low, high = entity.doc, entity.start, entity.end
    if len(entity) < 2:
        return entity
    before = doc[low - 1] if low else doc[low]
    if before.lower_ in first_names() and not before.ent_type_ and given_name(reading, before.i):
        low -= 1
    if doc[high - 1].lower_ in PARTICLES and high < len(doc) and continues_name(reading, high):
        high += 1  # "Ursula von der Moll"
    last, head = doc[high - 1], doc[high - 1].head
    more = doc[high : head.i + 1] if last.dep_ == "compound" and 0 < head.i + 1 - high < 3 else doc[high:high]
    plain = all(
        t.tag_ == "NNP" and not t.ent_type_ and t.lower_ not in roles() and t.lower_ not in reading.small
        for t in more
    )
    words = [t.text for t in doc[low : head.i + 1]]
    sure = plain and len(more) > 0 and entity[0].lower_ in first_names() and reading.in_sentence(low)
    return doc[low : head.i + 1] if sure and looks_like_name(words) else doc[low:high]


def without_first(reading: Reading, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names without what a headline writes large before a surname that somebody has further on."""
    lines: dict[str, set[int]] = {}
    for low, high in spans:
        if high - low > 1:
            lines.setdefault(reading.doc[high - 1].text, set()).add(reading.line_of[low])
    pairs = {low for low, high in spans if high - low == 2 and len(lines[reading.doc[low + 1].text]) > 1}
    return [(low + (low in pairs and _opens_line(reading, low)), high) for low, high in spans]


def names_place(reading: Reading, low: int, high: int) -> bool:
    """Whether a full name tells a place or prize called after somebody: "the James S. Moll briefing room"."""
    after = reading.doc[high : high + 2]
    return high - low > 1 and any(t.lower_ in _CALLED_AFTER for t in after) and not after[0].is_punct


def over_hyphens(reading: Reading, low: int, high: int) -> tuple[int, int]:
    """A name with the other half of its surname: "Montoya-Lewis", not "Ruiz-Dunn" of two people."""
    doc = reading.doc

    def joins(hyphen: int, other: int) -> bool:
        if not 0 <= other < len(doc) or doc[hyphen].text not in _HYPHENS:
            return False
        half = doc[other].text
        close = not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_
        if close and (half.casefold() in ARTICLES or (other > hyphen and _is_korean(doc[low:high], half))):
            return True
        alone = rf"(?<![-\w]){re.escape(half)}(?![-\w])"
        return close and doc[other].tag_ == "NNP" and half.istitle() and not re.search(alone, reading.text)

    while low > 1 and joins(low - 1, low - 2):
        low -= 2
    if high + 2 < len(doc) and doc[high].lower_ in ARTICLES and joins(high + 1, high):
        high += 3  # "Karim el-Sabri"
    while high + 1 < len(doc) and joins(high, high + 1):
        high += 2
    return low, high


def _is_korean(name: Mention, half: str) -> bool:
    """Whether a name begins with a Korean surname, and half a word can end it: "rin" of "Moon Hae-rin"."""
    return len(name) == 2 and name[0].lower_ in _KOREAN and half.islower() and len(half) < 6
