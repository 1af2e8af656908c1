"""The people whom an article names: their mentions grouped, with the roles it gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from newslab.tagging.mentions import find_mentions, looks_like_name
from newslab.tagging.names import (
    contradicts,
    first_names,
    head_nouns,
    is_title,
    normal,
    role_noun,
    roles,
    same_full_name,
    strip_title,
    surname,
    titles,
    without_article,
    word_set,
)
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


_AGE = re.compile(r"\d{1,3}")
_FORMER = frozenset({"former", "then", "current", "veteran", "late"})


class Mention(NamedTuple):
    """A name in the text: its first token, the token that heads it, and whether it lies in a quotation."""

    start: int
    root: int
    quoted: bool


@dataclass
class Person:
    """Somebody whom the article names.

    `phrases` are the descriptions that stood with the name, as "Russian Foreign Minister".
    """

    name: str
    gender: str = ""
    phrases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """Whether more than the name finder says that this is a person."""
        return bool(self.gender or self.phrases) or self.name.split()[0].casefold() in first_names()

    @property
    def heads(self) -> set[str]:
        """The nouns that head its descriptions, folded."""
        return set().union(*map(head_nouns, self.phrases))

    @property
    def words(self) -> set[str]:
        """The words of all its descriptions, folded."""
        return {role_noun(w) for phrase in self.phrases for w in word_set(phrase)}


def _name_words(tokens: Iterable[Token]) -> list[str]:
    """The words of a name among tokens, without titles and roles in front."""
    words = [
        w for w in "".join(t.text_with_ws for t in tokens if t.tag_ != "POS").split() if w not in {",", "."}
    ]
    while len(words) > 1 and (words[0].casefold() in roles() or is_title(words[0])):
        words = words[1:]
    return words


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
        if _AGE.fullmatch(phrase.text):
            found.append(phrase.text)
        if any(t.lemma_.casefold() in roles() for t in phrase):
            found.append(phrase.text)
    if root.dep_ == "appos" and root.head.i < start and root.head.pos_ in {"NOUN", "PROPN"}:
        found.append(" ".join(t.text for t in root.head.subtree if t.i <= root.head.i + 8 and t.i < start))
    found += _before_comma(reading, start)
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        found += [
            " ".join(t.text for t in c.subtree)
            for c in root.head.children
            if c.dep_ == "attr" and c.lemma_.casefold() in roles()
        ]
    return [without_article(p) for p in found if p.strip()]


def _before_comma(reading: Reading, start: int) -> list[str]:
    """A description that a name after a comma completes: "an attorney for Mr. Dunn, Ana Ruiz"."""
    doc = reading.doc
    low = start - 1
    if low < 1 or doc[low].text != "," or reading.line_of[low] != reading.line_of[start]:
        return []
    while low > 0 and start - low < 9 and reading.line_of[low - 1] == reading.line_of[start]:
        token = doc[low - 1]
        if token.text in {",", ";", ".", ":", "—"} or token.pos_ in {"VERB", "AUX"} or token.is_quote:
            break
        low -= 1
    noun = next((t for t in doc[low : start - 1] if t.lemma_.casefold() in roles()), None)
    return [doc[noun.left_edge.i : start - 1].text] if noun is not None and noun.left_edge.i >= low else []


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


def _first_name_gender(name: str) -> str:
    return first_names().get(name.split()[0].casefold(), "") if " " in name else ""


def _title_gender(reading: Reading, start: int) -> str:
    return titles().get(reading.doc[start - 1].text.casefold().rstrip("."), "") if start else ""


def _short_for(people: list[Person], name: str, gender: str, start: int, line: list[int]) -> Person | None:
    """The person whose surname, or else first name, a single word is.

    Of two who share a surname, it is the one whom the line has just named in full, or else the one
    whom the story names more.
    """
    folded = normal(name)
    for alike in (_has_surname, _has_first_name, _nearly_has_surname):
        fits = [p for p in people if alike(p, folded)]
        fits = [p for p in fits if not (gender and p.gender and p.gender != gender)]
        before = [p for p in fits if min(p.mentions)[0] <= start]
        here = [m for p in before for m in p.mentions if line[m.start] == line[start] and m.start < start]
        if here and len(before) > 1:
            return next(p for p in before if max(here) in p.mentions)
        if fits:
            return max(before, key=lambda p: len(p.mentions)) if before else fits[0]
    return None


def _has_surname(person: Person, word: str) -> bool:
    return normal(surname(person.name)) == word


def _has_first_name(person: Person, word: str) -> bool:
    return normal(person.name.split()[0]) == word


def _nearly_has_surname(person: Person, word: str) -> bool:
    """Misprints happen: "Wimes" is "Wines" further down."""
    own = normal(surname(person.name))
    alike = len(word) > 4 and " " in person.name and own[:1] == word[:1] and abs(len(own) - len(word)) < 2
    return alike and SequenceMatcher(None, own, word).ratio() >= 0.8


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
    person.gender = gender or person.gender
    root = reading.doc[start:end].root
    person.mentions.append(Mention(start, root.i, reading.quote_of[start] >= 0))
    person.phrases += [p for p in _phrases(reading, start, end) if p not in person.phrases]
    by_token.update(dict.fromkeys(range(start, end), person))


def _title_in(reading: Reading, person: Person, start: int, end: int, name: str) -> None:
    """Note the role that a mention begins with: "Prime Minister" of "Prime Minister Helena Marsk"."""
    words = [t.text for t in reading.doc[start:end]]
    first = name.split()[0]
    if first in words and words.index(first):
        title = " ".join(words[: words.index(first)])
        if title not in person.phrases:
            person.phrases.append(title)


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
    full: list[Person] = []
    single: list[tuple[int, int, str, str]] = []
    by_token: dict[int, Person] = {}
    for start, end in find_mentions(reading, heads, cues):
        words = _name_words(reading.doc[start:end])
        name, gender = strip_title(" ".join(words))
        gender = gender or _title_gender(reading, start)
        if not looks_like_name(name.split()):
            continue
        if len(name.split()) == 1:
            single.append((start, end, name, gender))
            continue
        person = next((p for p in full if same_full_name(p.name, name)), None)
        if person is None:
            person = Person(name, _first_name_gender(name))
            full.append(person)
        _add(reading, person, start, end, name, gender, by_token)
        _title_in(reading, person, start, end, name)
    people = list(full)
    for start, end, name, gender in single:
        person = _short_for(full, name, gender, start, reading.line_of) or _short_for(
            people, name, gender, start, reading.line_of
        )
        if person is None:
            person = Person(name)
            people.append(person)
        _add(reading, person, start, end, name, gender, by_token)
        _title_in(reading, person, start, end, name)
    for person in people:
        person.gender = person.gender or _gender(person.phrases)
    return sorted(people, key=lambda p: min(p.mentions)[0]), by_token


def people_with_role(people: Iterable[Person], noun: str, phrase: str) -> list[Person]:
    """The people whom a definite description may fit, by what is said of them beside their names.

    Every word of the description was said of them; if of nobody, those who alone have the role.

    Parameters
    ----------
    people : iterable of Person
        Those whom the article names.
    noun : str
        The description's head, folded: "minister".
    phrase : str
        The description without its article.
    """
    noun = role_noun(noun)
    words = {role_noun(w) for w in word_set(phrase)}
    with_role = [p for p in people if noun in p.heads] if noun in roles() else []
    fits = [p for p in with_role if words <= p.words | _FORMER]
    if not fits and len(with_role) == 1:
        fits = [p for p in with_role if len(words) == 1 or not contradicts(phrase, p.words)]
    return fits
