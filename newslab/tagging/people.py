"""The people whom an article names: their mentions grouped, with the roles it gives them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslab.tagging.mentions import find_mentions, looks_like_name
from newslab.tagging.names import (
    first_names,
    is_title,
    normal,
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


_FORMER = frozenset({"former", "then", "current", "veteran", "late"})


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


def _name_words(tokens: Iterable[Token]) -> list[str]:
    """The words of a name among tokens, without titles and roles in front."""
    words = [t.text for t in tokens if t.text not in {"'s", "’s", ",", "."}]
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
    person.gender = gender or person.gender
    root = reading.doc[start:end].root
    person.mentions.append((start, root.dep_ in {"nsubj", "nsubjpass"}, reading.quote_of[start] >= 0))
    person.phrases += [p for p in _phrases(reading, start, end) if p not in person.phrases]
    by_token.update(dict.fromkeys(range(start, end), person))


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
    people = list(full)
    for start, end, name, gender in single:
        person = _short_for(people, name, gender, start)
        if person is None:
            person = Person(name)
            people.append(person)
        _add(reading, person, start, end, name, gender, by_token)
    for person in people:
        person.gender = person.gender or _gender(person.phrases)
    return sorted(people, key=lambda p: min(p.mentions)[0]), by_token


def person_with_role(people: Iterable[Person], noun: str, phrase: str, here: int) -> Person | None:
    """The person whom a definite description fits: every name-like word of it was said of the person,
    and nobody else has the role.

    Parameters
    ----------
    people : iterable of Person
        Those whom the article names.
    noun : str
        The description's head, folded: "minister".
    phrase : str
        The description without its article.
    here : int
        The token of the description; of several the one named last before it is meant.
    """
    words = word_set(phrase)
    proper = word_set(" ".join(w for w in phrase.split() if w[:1].isupper()))
    with_role = [p for p in people if noun in p.words]
    fits = [p for p in with_role if words <= p.words | _FORMER]
    if not fits and len(with_role) == 1:
        fits = [p for p in with_role if proper <= p.words | _FORMER or len(words) == 1]
    before = [p for p in fits if min(p.mentions)[0] < here]
    if before:
        return max(before, key=lambda p: max(m for m in p.mentions if m[0] < here))
    return fits[0] if fits else None
