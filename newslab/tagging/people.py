"""The people whom an article names: their mentions grouped, with the roles it gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from newslab.tagging.cues import cue_verbs
from newslab.tagging.names import (
    first_names,
    nations,
    normal,
    roles,
    strip_title,
    surname,
    titles,
    without_article,
    word_set,
)
from newslab.tagging.reading import Reading
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span as Mention
    from spacy.tokens import Token

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "al", "bin", "ibn", "la", "le", "du", "da", "el", "di"}
)


@dataclass
class Person:
    """Somebody whom the article names.

    `mentions` are (first token, is it a subject, is it inside a quotation); `phrases` are the
    descriptions that stood with the name, as "Russian Foreign Minister".
    """

    name: str
    gender: str = ""
    phrases: list[str] = field(default_factory=list)
    mentions: list[tuple[int, bool, bool]] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """Whether more than the name finder says that this is a person."""
        return bool(self.gender or self.phrases) or self.name.split()[0].casefold() in first_names()

    @property
    def words(self) -> set[str]:
        """The words of all its descriptions, folded."""
        return set().union(*map(word_set, self.phrases))


@lru_cache(maxsize=4096)
def organisation_in(phrase: str) -> str:
    """The kind of actor that an organisation's name tells, or ''."""
    return next((actor for pattern, actor in organisation_patterns() if pattern.search(phrase)), "")


@lru_cache(maxsize=1)
def organisation_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Expressions that tell what kind of actor an organisation is."""
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["actor"]) for row in vocabulary("organisations")
    )


def name_words(tokens: Iterable[Token]) -> list[str]:
    """The words of a name among tokens, without titles and roles in front."""
    words = [t.text for t in tokens if t.text not in {"'s", "’s", ",", "."}]
    while len(words) > 1 and (words[0].casefold() in roles() or words[0].casefold().rstrip(".") in titles()):
        words = words[1:]
    return words


def looks_like_name(words: list[str]) -> bool:
    """Whether words can be a person's name: one to five, capitalised, without figures, no organisation's."""
    if len(words) > 1 and organisation_in(" ".join(words)):
        return False
    if not 0 < len(words) <= 5 or any(c.isdigit() for w in words for c in w):
        return False
    return all(w[:1].isupper() or w.casefold() in _PARTICLES for w in words) and not (
        len(words) == 1 and (words[0].casefold() in nations() or len(words[0]) < 2)
    )


def _has_title(reading: Reading, start: int) -> bool:
    return start > 0 and reading.doc[start - 1].text.casefold().rstrip(".") in titles()


def _mentions(reading: Reading, heads: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Token ranges of names: what the name finder calls a person, names after a title, and proper
    names that speak beside a role."""
    doc = reading.doc
    seen: set[int] = set()
    for entity in doc.ents:
        sure = entity.label_ == "PERSON" or (_has_title(reading, entity.start) and entity.label_ != "NORP")
        if sure and "\n" not in entity.text and not _only_in_headline(reading, entity):
            seen.update(range(entity.start, entity.end))
            yield entity.start, entity.end
    for low, high in _by_first_name(reading, seen):
        seen.update(range(low, high))
        yield low, high
    for i in [*heads, *(t.i for h in heads for t in doc[h].subtree if t.dep_ == "appos" and t.i > h)]:
        if i in seen or doc[i].tag_ not in _NAME_TAGS:
            continue
        low = high = i
        while low > 0 and doc[low - 1].tag_ in _NAME_TAGS and reading.line_of[low - 1] == reading.line_of[i]:
            low -= 1
        while (
            high + 1 < len(doc)
            and doc[high + 1].tag_ in _NAME_TAGS
            and reading.line_of[high + 1] == reading.line_of[i]
        ):
            high += 1
        span = doc[low : high + 1]
        if _beside_role(reading, span):
            seen.update(range(low, high + 1))
            yield low, high + 1


def _by_first_name(reading: Reading, seen: set[int]) -> Iterator[tuple[int, int]]:
    """Proper names that begin with a first name, where the name finder saw none: "Ana Ruiz"."""
    doc = reading.doc
    for token in doc[:-1]:
        if token.i in seen or token.tag_ not in _NAME_TAGS or token.lower_ not in first_names():
            continue
        high = token.i + 1
        while high < len(doc) and high - token.i < 4 and _continues_name(reading, high):
            high += 1
        words = doc[token.i : high].text
        before = doc[token.i - 1] if token.i else token
        joined = (
            before.tag_ in _NAME_TAGS and before.i != token.i and before.lower_.rstrip(".") not in titles()
        )
        if (
            high - token.i > 1
            and not organisation_in(words)
            and not (joined and before.lower_ not in roles())
        ):
            yield token.i, high


def _continues_name(reading: Reading, i: int) -> bool:
    token = reading.doc[i]
    same = reading.line_of[i] == reading.line_of[i - 1] and reading.quote_of[i] == reading.quote_of[i - 1]
    name = token.tag_ in _NAME_TAGS and token.text[:1].isupper() and token.lower_ not in nations()
    return same and (name or token.lower_ in _PARTICLES) and token.lower_ not in cue_verbs()


def _only_in_headline(reading: Reading, entity: Mention) -> bool:
    """Whether a name stands in a line without a full stop, and some word of it nowhere else.

    In headlines every word has a capital, so that "Denies Giving" looks like a name.
    """
    start, end = reading.line(entity[0])
    if reading.text[start:end].rstrip()[-1:] in {".", "!", "?", "”", '"', "’", "'"}:
        return False
    rest = reading.text[:start] + reading.text[end:]
    return bool(rest.strip()) and not all(re.search(rf"\b{re.escape(t.text)}\b", rest) for t in entity)


def _beside_role(reading: Reading, span: Mention) -> bool:
    """Whether a proper name stands with a role or title: "Transport Minister Corin Vasey"."""
    words = [t.text.casefold().rstrip(".") for t in span]
    inside = any(w in roles() or w in titles() for w in words[:-1])
    last = reading.doc[span.start - 1 - (span.start > 1 and reading.doc[span.start - 1].text == ",")]
    before = span.start > 0 and last.lemma_.casefold() in roles()
    apposition = any(
        c.dep_ == "appos" and c.lemma_.casefold() in roles() for t in span for c in t.children if c.i > t.i
    )
    return inside or before or apposition or _has_title(reading, span.start)


def _phrases(reading: Reading, start: int, end: int) -> list[str]:
    """The descriptions beside a name: in front of it, in apposition, or after "is"."""
    doc = reading.doc
    line = reading.line_of[start]
    low = start
    while low > 0 and reading.line_of[low - 1] == line and start - low < 8 and _describes(doc[low - 1]):
        low -= 1
    found = [doc[low:start].text] if low < start else []
    root = doc[start:end].root
    if end < len(doc) and doc[end].text == "," and reading.line_of[end] == line:
        stop = end + 1
        while stop < len(doc) and stop - end < 14 and doc[stop].text not in {",", ".", ";", "—"} and (
            reading.line_of[stop] == line and doc[stop].pos_ != "VERB" and reading.quote_of[stop] < 0
        ):  # fmt: skip
            stop += 1
        phrase = doc[end + 1 : stop]
        if any(t.lemma_.casefold() in roles() for t in phrase):
            found.append(phrase.text)
    if root.dep_ == "appos" and root.head.i < start and root.head.pos_ in {"NOUN", "PROPN"}:
        found.append(" ".join(t.text for t in root.head.subtree if t.i <= root.head.i + 8 and t.i < start))
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        found += [
            " ".join(t.text for t in c.subtree)
            for c in root.head.children
            if c.dep_ == "attr" and c.lemma_.casefold() in roles()
        ]
    return [without_article(p) for p in found if p.strip()]


def _describes(token: Token) -> bool:
    if token.text in {",", ".", ":", ";"} or token.is_quote:
        return False
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.text in {"'s", "’s", "-"} or token.dep_ == "case"


def _gender(phrases: list[str]) -> str:
    for phrase in phrases:
        for word in phrase.split():
            row = roles().get(word.casefold().strip(",."))
            if row is not None and row["gender"]:
                return row["gender"]
    return ""


def _same_full(a: str, b: str) -> bool:
    """Two full names of one person: equal, or with the same first and last word."""
    first, second = normal(a).split(), normal(b).split()
    if first == second:
        return True
    return (
        len(first) != len(second)
        and first[0] == second[0]
        and surname(" ".join(first)) == surname(" ".join(second))
    )


def _given_name(reading: Reading, i: int) -> bool:
    """Whether the token before a surname can be a first name: "Helena" in "Helena Marsk"."""
    if (
        i < 0
        or reading.line_of[i] != reading.line_of[i + 1]
        or reading.quote_of[i] != reading.quote_of[i + 1]
    ):
        return False
    token, word = reading.doc[i], reading.doc[i].text.casefold().rstrip(".")
    initial = len(token.text) == 2 and token.text.endswith(".")
    if token.tag_ not in _NAME_TAGS or not (token.text.istitle() or initial or "-" in token.text):
        return False
    return not (word in titles() or word in roles() or word in nations() or word in cue_verbs())


def _may_be_surname(reading: Reading, i: int) -> bool:
    """Whether a source's head may be a surname that the name finder took for something else."""
    token = reading.doc[i]
    word = token.text
    proper = token.tag_ in _NAME_TAGS and word[:1].isupper() and not word.isupper() and len(word) > 2
    return proper and not (
        word.casefold() in nations() or word.casefold() in roles() or organisation_in(word)
    )


def _widened(reading: Reading, spans: list[tuple[int, int]], heads: Iterable[int]) -> list[tuple[int, int]]:
    """Add the full names that the name finder cut short or missed: where a surname stands alone in
    one place, "Helena Marsk" in another is a person, too."""
    doc = reading.doc
    alone = {doc[start].text for start, end in spans if end - start == 1}
    covered = {i for start, end in spans if end - start > 1 for i in range(start, end)}
    kept = {start for start, end in spans if end - start == 1}
    out = [span for span in spans if span[1] - span[0] > 1]
    surnames = {doc[i].text for i in heads if _may_be_surname(reading, i)}
    full = {t.text for t in doc if t.text in surnames and t.i and _given_name(reading, t.i - 1)}
    known = alone | full | {doc[end - 1].text for _, end in out if _may_be_surname(reading, end - 1)}
    for token in doc:
        if token.text not in known or token.i in covered:
            continue
        if _given_name(reading, token.i - 1) and not organisation_in(doc[token.i - 1 : token.i + 1].text):
            out.append((token.i - 1, token.i + 1))
        elif token.i in kept or token.i in heads or token.tag_ in _NAME_TAGS:
            out.append((token.i, token.i + 1))
    return sorted(set(out))


def find_people(
    reading: Reading, heads: Collection[int], cues: Iterable[int] = ()
) -> tuple[list[Person], dict[int, Person]]:
    """Group an article's mentions of people.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    heads : collection of int
        Tokens that head a source; a proper name among them may be a person that the name finder missed.
    cues : iterable of int, optional
        Tokens of cues, which are no part of a name whatever the name finder says.

    Returns
    -------
    people : list of Person
        In order of first mention.
    by_token : dict
        The person whom each token of a mention names.
    """
    blocked = set(cues) | {t.i + 1 for t in reading.doc if t.text == "&"}
    spans = sorted(s for s in set(_mentions(reading, sorted(heads))) if blocked.isdisjoint(range(*s)))
    spans = _widened(reading, spans, heads)
    full: list[Person] = []
    single: list[tuple[int, int, str, str]] = []
    by_token: dict[int, Person] = {}
    for start, end in spans:
        words = name_words(reading.doc[start:end])
        name, gender = strip_title(" ".join(words))
        gender = gender or _title_gender(reading, start)
        if not looks_like_name(name.split()):
            continue
        if len(name.split()) == 1:
            single.append((start, end, name, gender))
            continue
        person = next((p for p in full if _same_full(p.name, name)), None)
        if person is None:
            person = Person(name)
            full.append(person)
        _add(reading, person, start, end, name, gender, by_token)
    people = list(full)
    for start, end, name, gender in single:
        person = _short_for(people, name, gender, start)
        if person is None:
            person = Person(name)
            people.append(person)
        _add(reading, person, start, end, name, gender, by_token)
    for person in people:
        person.gender = person.gender or _gender(person.phrases) or _first_name_gender(person.name)
    return sorted(people, key=lambda p: min(p.mentions)[0]), by_token


def _first_name_gender(name: str) -> str:
    return first_names().get(name.split()[0].casefold(), "") if " " in name else ""


def _title_gender(reading: Reading, start: int) -> str:
    return titles().get(reading.doc[start - 1].text.casefold().rstrip("."), "") if start else ""


def _short_for(people: list[Person], name: str, gender: str, start: int) -> Person | None:
    """The person whose surname, or else first name, a single word is.

    Of two who share a surname, the one whom the story names more goes by it alone.
    """
    folded = normal(name)
    for place in (surname, _first):
        fits = [p for p in people if normal(place(p.name)) == folded]
        fits = [p for p in fits if not (gender and p.gender and p.gender != gender)]
        before = [p for p in fits if min(p.mentions)[0] <= start]
        if fits:
            return max(before, key=lambda p: len(p.mentions)) if before else fits[0]
    return None


def _first(name: str) -> str:
    return name.split()[0]


def _add(
    reading: Reading,
    person: Person,
    start: int,
    end: int,
    name: str,
    gender: str,
    by_token: dict[int, Person],
) -> None:
    if len(name.split()) > len(person.name.split()):
        person.name = name
    person.gender = person.gender or gender
    root = reading.doc[start:end].root
    person.mentions.append((start, root.dep_ in {"nsubj", "nsubjpass"}, reading.quote_of[start] >= 0))
    person.phrases += [p for p in _phrases(reading, start, end) if p not in person.phrases]
    by_token.update(dict.fromkeys(range(start, end), person))
