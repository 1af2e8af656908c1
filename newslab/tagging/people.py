"""The people whom an article names: their mentions grouped, with the roles it gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from newslab.tagging.introductions import introductions
from newslab.tagging.mentions import find_mentions, has_title, is_firm
from newslab.tagging.names import (
    figure,
    figures,
    first_names,
    governments,
    head_nouns,
    is_title,
    normal,
    organisation_in,
    relatives,
    role_noun,
    roles,
    same_full_name,
    short_names,
    strip_title,
    surname,
    titles,
    unaccented,
    without_article,
    word_set,
)
from newslab.tagging.personal import ARTICLES, looks_like_name, swapped
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


# What may begin a sentence before a name: "Though Ruiz".
_LINKS = frozenset({
    "After", "Although", "And", "As", "Because", "Before", "But", "For", "If", "Like", "Once", "Since", "So",
    "Still", "Though", "Unless", "Unlike", "Until", "When", "While", "With", "Yet",
})  # fmt: skip
# What a headline writes large before a name: "Longtime Ruiz Ally".
_SINCE = frozenset({
    "Embattled", "Ex", "Fellow", "Former", "Late", "Longtime", "Onetime", "Outgoing", "Then", "Veteran",
})  # fmt: skip
# So alike are a first name and its misprint.
_MISPRINT = 0.9
_SUFFIXES = frozenset({"Jr.", "Sr."})
_OWNED = re.compile(r"[’']s?\b|^(?:his|her|their)\b", re.IGNORECASE)
# Whom an article calls by the first name in so many of its mentions, it does not call by a surname that
# others have too.
_FIRST = 0.4
_PLACES = frozenset({"GPE", "LOC"})
_NO_PERSON = _PLACES | {"ORG"}


class Mention(NamedTuple):
    """A name in the text: its first token, the token that heads it, and whether it lies in a quotation."""

    start: int
    root: int
    quoted: bool


@dataclass
class Person:
    """Somebody whom the article names.

    `phrases` are the descriptions that stood with the name, as "Russian Foreign Minister";
    `called_by_first` counts the mentions without the surname.
    """

    name: str
    gender: str = ""
    phrases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    called_by_first: int = 0

    @property
    def by_first_name(self) -> bool:
        """Whether the article calls the person by the first name."""
        return self.called_by_first > 1 and self.called_by_first >= _FIRST * len(self.mentions)

    @property
    def is_relative(self) -> bool:
        """Whether the article brings in the person as somebody's wife, son or other relative."""
        related = self.heads <= relatives() and bool(self.heads)
        return related and any(_OWNED.search(phrase) for phrase in self.phrases)

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
    own = list(tokens)
    owner = next((n for n, t in enumerate(own[:-1]) if t.tag_ == "POS"), -1)  # "Norvane News’s Ana Ruiz"
    named = "".join(t.text_with_ws for t in own[owner + 1 :] if t.tag_ != "POS")
    words = [w for w in named.split() if w not in {",", "."}]
    while len(words) > 1 and (
        words[0].casefold() in roles() or is_title(words[0]) or words[0] in _LINKS | _SINCE
    ):
        words = words[1:]
    titled = next((n for n in range(len(words) - 2, 0, -1) if is_title(words[n])), 0)
    if titled and words[0].casefold() not in first_names():
        return words[titled + 1 :]  # "Impeach AG Dunn"
    # "Norvane County Sheriff Tom Dunn"
    role = next((n for n in range(len(words) - 3, 0, -1) if words[n].casefold() in roles()), 0)
    return words[role + 1 :] if role else words


def _gender(phrases: list[str]) -> str:
    for phrase in phrases:
        for word in phrase.split():
            row = roles().get(word.casefold().strip(",."))
            if row is not None and row["gender"]:
                return row["gender"]
    return ""


def _name_gender(name: str) -> str:
    """The gender that a full name tells: a public figure's, or else that of the first name."""
    if known := figure(name):
        return known["gender"]
    return first_names().get(name.split()[0].casefold(), "") if " " in name else ""


def _title_gender(reading: Reading, start: int) -> str:
    return titles().get(reading.doc[start - 1].text.casefold().rstrip("."), "") if start else ""


class _Names:
    """The people found so far by surname and first name, so that a short form finds them at once."""

    def __init__(self, reading: Reading) -> None:
        self.line = reading.line_of
        self.doc = reading.doc
        self.surnames: dict[str, list[Person]] = {}
        self.firsts: dict[str, list[Person]] = {}
        self.near: dict[str, list[Person]] = {}
        self.others: dict[str, list[Person]] = {}
        self.initials: dict[str, list[Person]] = {}

    def add(self, person: Person) -> None:
        """Remember a person by the name it has now."""
        last = _key(surname(person.name))
        article, _, rest = last.partition("-")
        for table, key in (
            (self.surnames, last), (self.surnames, rest if article in ARTICLES else last),  # "el-Sabri"
            (self.firsts, _key(person.name.split()[0])), (self.near, last[:1]),
            *((self.others, _key(word)) for word in person.name.split()[1:-1]),
            (self.initials, "".join(w[0] for w in re.findall(r"\w+", person.name))),
        ):  # fmt: skip
            people = table.setdefault(key, [])
            if not any(p is person for p in people):
                people.append(person)

    def same(self, name: str) -> Person | None:
        """Who has this full name."""
        listed = self.surnames.get(_key(surname(name)), ())
        same = next((p for p in listed if " " in p.name and same_full_name(p.name, name)), None)
        same = same or next((p for p in listed if " " in p.name and _misprinted(p.name, name)), None)
        return same or next(
            (p for p in self.firsts.get(_key(name.split()[0]), ()) if self._longer(p, name)), None
        )

    def _longer(self, person: Person, name: str) -> bool:
        """Whether a name is the first names of somebody: "Te Kauri" of "Te Kauri Parata"."""
        in_sentence = all(self.line[m.start] > 0 for m in person.mentions)  # headlines run on
        return person.name.startswith(f"{name} ") and in_sentence

    def short(self, name: str, gender: str, start: int) -> Person | None:
        """The person whose surname a single word is, or else a first name, the first of two surnames or
        initials.

        Of two who share a surname, it is the one whom the line has just named in full, or else the one
        whom the article names first.
        """
        folded = _key(name)
        nearly = [p for p in self.near.get(folded[:1], ()) if nearly_has_surname(p, folded)]
        double = self.others.get(folded, ())
        initials = self.initials.get(name, ())
        for listed in (self.surnames.get(folded, ()), self.firsts.get(folded, ()), nearly, double, initials):
            fits = [p for p in listed if not (gender and p.gender and p.gender != gender)]
            before = [p for p in fits if min(p.mentions).start <= start]
            here = [m for p in before for m in p.mentions if self._beside(m, folded, start)]
            if here and len(before) > 1:
                return next(p for p in before if max(here) in p.mentions)
            if fits:
                return max(before or fits, key=_main)
        return None

    def _beside(self, mention: Mention, word: str, start: int) -> bool:
        said = _key(self.doc[mention.root].text) == word
        return said and self.line[mention.start] == self.line[start] and mention.start < start


def _main(person: Person) -> tuple[bool, bool, bool, int]:
    """By what an article calls one of several by their common surname: the one named first, mostly."""
    first = person.name.split()[0].casefold() in first_names() or bool(person.gender)  # not "Top Ruiz"
    return not person.by_first_name, not person.is_relative, first, -min(person.mentions).start


def _key(name: str) -> str:
    return unaccented(normal(name))


def _misprinted(a: str, b: str) -> bool:
    """Whether one of two full names is a misprint of a public figure's: "Hilary Clinton"."""
    first, second = _key(a), _key(b)
    known = (figure(a) is None) != (figure(b) is None)
    alike = first.split()[1:] == second.split()[1:] and abs(len(first) - len(second)) < 2
    return known and alike and SequenceMatcher(None, first.split()[0], second.split()[0]).ratio() > _MISPRINT


def nearly_has_surname(person: Person, word: str) -> bool:
    """Misprints happen: "Wimes" is "Wines" further down."""
    own = _key(surname(person.name))
    alike = len(word) > 4 and " " in person.name and own[:1] == word[:1] and abs(len(own) - len(word)) < 2
    least = 0.8 if own[:2] == word[:2] else 0.88
    return alike and (swapped(own, word) or SequenceMatcher(None, own, word).ratio() >= least)


def _add(
    reading: Reading,
    person: Person,
    start: int,
    end: int,
    name: str,
    gender: str,
    by_token: dict[int, Person],
) -> None:
    fuller = len(name.split()) - len(person.name.split())
    formal = " " in name and len(name.split()[0]) > len(person.name.split()[0]) and name != person.name
    known = figure(name) is not None and figure(person.name) is None
    if fuller > 0 or (not fuller and (formal or known or person.name == unaccented(name))):
        person.name = name
    person.gender = gender or person.gender
    person.called_by_first += person.name.startswith(f"{name} ")
    root = reading.doc[start:end].root
    person.mentions.append(Mention(start, root.i, reading.quote_of[start] >= 0))
    person.phrases += [p for p in introductions(reading, start, end) if p not in person.phrases]
    by_token.update(dict.fromkeys(range(start, end), person))


def _title_in(reading: Reading, person: Person, start: int, end: int, name: str) -> None:
    """Note the role that a mention begins with: "Prime Minister" of "Prime Minister Helena Marsk"."""
    words = [t.text for t in reading.doc[start:end]]
    first = name.split()[0]
    if first in words and words.index(first):
        title = " ".join(words[: words.index(first)])
        if title not in person.phrases:
            person.phrases.append(title)


def _shared_surname(reading: Reading, end: int, name: str, spans: Mapping[int, int]) -> str:
    """The surname of "Tom" in "Tom and Eva Dunn"; `spans` are the mentions, by their first token."""
    doc = reading.doc
    if end + 1 not in spans or doc[end].lower_ not in {"and", "&"} or name.casefold() not in first_names():
        return ""
    other = _name_words(doc[end + 1 : spans[end + 1]])
    known = len(other) == 2 and other[0].casefold() in first_names()
    return other[1] if known else ""


def _votes(reading: Reading, labels: Collection[str]) -> Counter[str]:
    """How much more often the name finder gives a name one of these labels than it calls it a person."""
    votes: Counter[str] = Counter()
    for entity in reading.doc.ents:
        votes[without_article(entity.text)] += (entity.label_ in labels) - (entity.label_ == "PERSON")
    return votes


def _firms(reading: Reading) -> set[str]:
    """The first words of firms' names: "Norvane" of "Norvane Estates"."""
    labels = {"ORG", "PERSON"}
    named = (e for e in reading.doc.ents if len(e) > 1 and e.label_ in labels)
    return {e[0].text for e in named if organisation_in(e.text) == "business" or is_firm(reading, e)}


def _names_group(reading: Reading, name: str, firms: Collection[str]) -> bool:
    """Whether a single name is known for an organisation’s or state’s, or is short for one that is named."""
    if organisation_in(name) or normal(name) in governments() or name in firms or _is_station(name):
        return True
    whole = short_names().get(name, "")
    return f"({name})" in reading.text or bool(whole and whole in reading.text)


def _is_station(name: str) -> bool:
    """Whether a name is all capitals, as those of broadcasters and agencies: "KTRK"."""
    return len(name) > 3 and name.isupper() and name.casefold() not in first_names()


def _is_called_person(reading: Reading, start: int) -> bool:
    """Whether the name finder takes a name for a person."""
    entity = reading.entity_of.get(start)
    return entity is not None and entity.label_ == "PERSON"


def find_people(
    reading: Reading,
    heads: Collection[int],
    cues: Iterable[int] = (),
    sources: Iterable[tuple[int, int]] = (),
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
    sources : iterable of (int, int), optional
        Sources, each by its first token and one past its last; a name may end them.

    Returns
    -------
    people : list of Person
        In order of first mention.
    by_token : dict
        The person whom each token of a mention names.
    """
    people: list[Person] = []
    names = _Names(reading)
    single: list[tuple[int, int, str, str]] = []
    by_token: dict[int, Person] = {}
    spans = dict(find_mentions(reading, heads, cues, sources))
    votes, places, firms = _votes(reading, _NO_PERSON), _votes(reading, _PLACES), _firms(reading)
    for start, end in spans.items():
        words = _name_words(reading.doc[start:end])
        name, gender = strip_title(" ".join(words))
        name = name.title() if name.isupper() and (" " in name or len(name) > 3) else name
        gender = gender or _title_gender(reading, start) or _title_gender(reading, start + 1)
        titled = name != " ".join(words) or has_title(reading, start)
        if not looks_like_name(name.split(), sure=titled or _is_called_person(reading, start)):
            continue
        if len(name.split()) == 1 and (last := _shared_surname(reading, end, name, spans)):
            name = f"{name} {last}"
        if len(name.split()) == 1:
            single.append((start, end, name, gender))
            continue
        if places[name] > 1 and not gender:
            continue  # "Sandy Hook"
        person = names.same(name)
        if person is None:
            person = Person(name, _name_gender(name))
            people.append(person)
        _add(reading, person, start, end, name, gender, by_token)
        names.add(person)
        _title_in(reading, person, start, end, name)
    for start, end, name, gender in single:
        if name.endswith(".") and (is_title(name) or name in _SUFFIXES):
            continue
        person = names.short(name, gender, start)
        known = _names_group(reading, name, firms) and not has_title(reading, start)
        famous = figures().get(normal(name), ())
        if person is None and (known or (not gender and not famous and votes[name] > 1)):
            continue  # "Facebook", "Kyiv", what is mostly called a place
        if person is None:
            person = Person(name)
            people.append(person)
        _add(reading, person, start, end, name, gender, by_token)
        names.add(person)
        _title_in(reading, person, start, end, name)
    for person in people:
        alone = "" if " " in person.name else first_names().get(person.name.casefold(), "")
        person.gender = person.gender or _gender(person.phrases) or alone
    return sorted(people, key=lambda p: min(p.mentions)[0]), by_token
