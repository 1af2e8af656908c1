"""Names of people, groups and states: clean them, compare them, tell what they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from newslab.vocabulary import vocabulary

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLES = re.compile(r"^(?:the|a|an|this|that|these|those|both(?: of)?)\s+", re.IGNORECASE)
_BYLINE = re.compile(r"^\s*by:?\s+", re.IGNORECASE)
# What follows the names: a sentence, "in London", "for The Courier".
_BYLINE_END = re.compile(r"(?<![A-Z])\. |[|;•]| (?:in|at|for|of) ")
_JOINED = re.compile(r", | and | & |,")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# A corpus repeats its names, and a codebook compares each of them with each name that it lists.
_REMEMBERED = 1 << 17


def visible(name: str) -> str:
    """A name without the marks that show nothing, as those of writing direction."""
    return "".join(c for c in name if unicodedata.category(c) != "Cf")


@lru_cache(maxsize=_REMEMBERED)
def normal(name: str) -> str:
    """A name folded for comparison: case, typographic marks and spaces do not count."""
    return " ".join(_POSSESSIVE.sub("", visible(name).translate(_QUOTES)).casefold().split())


def unaccented(name: str) -> str:
    """A name without accents: newspapers write François and Francois in one article."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def titles() -> Mapping[str, str]:
    """Titles before a name, folded and without full stops, with the gender that they tell."""
    return {row["title"].casefold().rstrip("."): row["gender"] for row in vocabulary("titles")}


@lru_cache(maxsize=1)
def _abbreviated() -> Mapping[str, str]:
    """The role nouns that abbreviated titles stand for: gov → governor."""
    return {row["title"].casefold().rstrip("."): row["noun"] for row in vocabulary("titles") if row["noun"]}


@lru_cache(maxsize=1)
def roles() -> Mapping[str, Mapping[str, str]]:
    """Role nouns with the kind of actor and the gender that they tell."""
    return {row["noun"].casefold(): row for row in vocabulary("roles")}


def is_title(word: str) -> bool:
    """Whether a single word is a title, with or without its full stop."""
    return word.casefold().rstrip(".") in titles()


@lru_cache(maxsize=1)
def first_names() -> Mapping[str, str]:
    """First names, folded, with the gender that they mostly tell, or ''."""
    return {row["name"].casefold(): row["gender"] for row in vocabulary("first_names")}


@lru_cache(maxsize=1)
def relatives() -> frozenset[str]:
    """Nouns for relatives: "wife", "son"."""
    return frozenset(row["noun"] for row in vocabulary("relatives"))


@lru_cache(maxsize=1)
def documents() -> Mapping[str, str]:
    """Nouns for texts and data, with the channel that they are."""
    return {row["noun"].casefold(): row["channel"] for row in vocabulary("documents")}


@lru_cache(maxsize=1)
def text_kinds() -> Mapping[str, str]:
    """Nouns that may name one text in turn, with what they have in common: survey → poll."""
    return {row["noun"].casefold(): row["kind"] for row in vocabulary("text_kinds")}


@lru_cache(maxsize=1)
def authors() -> Mapping[str, str]:
    """Nouns for texts and data, with the actor who writes such."""
    return {row["noun"].casefold(): row["actor"] for row in vocabulary("documents") if row["actor"]}


@lru_cache(maxsize=1)
def nations() -> Mapping[str, tuple[str, ...]]:
    """For each country, by folded name or alias, all the words that stand for it."""
    out: dict[str, tuple[str, ...]] = {}
    for row in vocabulary("nations"):
        words = _nation_words(row)
        for key in [row["country"], *filter(None, row["aliases"].split("|"))]:
            out.setdefault(key.casefold(), tuple(dict.fromkeys(words)))
    return out


@lru_cache(maxsize=1)
def countries() -> Mapping[str, tuple[str, ...]]:
    """For each country, by the name that a table shows, all the words that stand for it."""
    return {words[0]: words for words in nations().values()}


@lru_cache(maxsize=1)
def governments() -> Mapping[str, str]:
    """Capitals, seats and short forms that stand for a country's government: Kyiv → Ukraine."""
    out: dict[str, str] = {}
    for row in vocabulary("nations"):
        for column in ("country", "aliases", "capital", "seats"):
            for word in row[column].split("|"):
                if word:
                    out.setdefault(word.casefold(), row["country"])
    return out


@lru_cache(maxsize=1)
def seats() -> Collection[str]:
    """The houses that stand for a government, folded: Kremlin, White House."""
    return frozenset(w.casefold() for row in vocabulary("nations") for w in row["seats"].split("|") if w)


@lru_cache(maxsize=1)
def peoples() -> Mapping[str, str]:
    """The words for the people of a country, folded, with the country: Russians → Russia."""
    rows = vocabulary("nations")
    return {word.casefold(): row["country"] for row in rows for word in row["people"].split("|") if word}


def word_set(phrase: str) -> set[str]:
    """The words of a phrase, folded, without possessive endings and punctuation."""
    return {_POSSESSIVE.sub("", word.strip(',.;:()“”"‘')).casefold() for word in phrase.split()}


_SYNONYMS = {"attorney": "lawyer", "congresswoman": "representative", "congressman": "representative"}


def role_noun(noun: str) -> str:
    """The noun by which a role is known here: a lawyer, where it says attorney."""
    word = noun.casefold()
    word = _abbreviated().get(word, word)
    return _SYNONYMS.get(word, word)


@lru_cache(maxsize=1)
def _broader() -> Mapping[str, frozenset[str]]:
    """For each broad role noun the nouns of those whom it may mean: lawmaker → senator, representative."""
    return {
        row["noun"]: frozenset(map(role_noun, row["narrower"].split("|"))) for row in vocabulary("broader")
    }


def narrower_roles(noun: str) -> frozenset[str]:
    """The role nouns of those whom a broad one may mean.

    Examples
    --------
    >>> "senator" in narrower_roles("lawmaker"), narrower_roles("senator")
    (True, frozenset())
    """
    return _broader().get(role_noun(noun), frozenset())


def head_nouns(phrase: str) -> set[str]:
    """The nouns that head a description, folded: "mayor of Brackwell and party leader" → mayor, leader."""
    out = set()
    for part in re.split(r",|/|\band\b", phrase):
        words = re.split(r"\b(?:of|for|at|in|with|from|on|who|to|that|by)\b", part)[0].split()
        while len(words) > 1 and is_title(words[-1]) and role_noun(_title(words[-1:])) not in roles():
            words.pop()  # "British diplomat Sir"
        if words:
            word = _POSSESSIVE.sub("", words[-1].strip(',.;:()“”"‘')).casefold()
            out.add(role_noun(word).rpartition(" ")[2])
    return out


def _title(words: list[str]) -> str:
    return " ".join(words).casefold().rstrip(".")


@lru_cache(maxsize=_REMEMBERED)
def strip_title(name: str) -> tuple[str, str]:
    """A name without the titles before it, and the gender that they tell, if any.

    Examples
    --------
    >>> strip_title("Mrs. Ana Ruiz"), strip_title("Prime Minister Tom Dunn")
    (('Ana Ruiz', 'f'), ('Tom Dunn', ''))
    """
    words, gender = _POSSESSIVE.sub("", visible(name).strip(" ,;:")).split(), ""
    while len(words) > 1:
        # The longest title first: "Prime Minister" before "Prime".
        sizes = (n for n in range(min(4, len(words) - 1), 0, -1) if _title(words[:n]) in titles())
        size = next(sizes, 0)
        if not size or words[size].casefold() == "of":
            break
        gender = gender or titles()[_title(words[:size])]
        words = words[size:]
    return " ".join(words), gender


@lru_cache(maxsize=_REMEMBERED)
def without_article(phrase: str) -> str:
    """A description without the article or number before it: "the Ukrainian source" → "Ukrainian source"."""
    cleaned = " ".join(_POSSESSIVE.sub("", visible(phrase).strip(" ,;:")).split())
    while (shorter := _ARTICLES.sub("", cleaned)) != cleaned:
        cleaned = shorter
    return cleaned


def writers_of(byline: object) -> list[str]:
    """The people whom a byline names.

    Examples
    --------
    >>> writers_of("By Ana Ruiz"), writers_of("Ana Ruiz and Tom Dunn, The Courier"), writers_of("Staff")
    (['Ana Ruiz'], ['Ana Ruiz', 'Tom Dunn'], [])
    """
    first = _BYLINE_END.split(_BYLINE.sub("", byline))[0] if isinstance(byline, str) else ""
    names = [" ".join(part.split()) for part in _JOINED.split(first)]
    return [n for n in names if _is_plain(n.split()) and not organisation_in(n)]


def _is_plain(words: list[str]) -> bool:
    """Whether words are a name and nothing else, by their capitals."""
    small = {"The", "News", "Press", "TODAY", "Today"}
    return 2 <= len(words) <= 4 and all(w[:1].isupper() for w in words) and not small & set(words)


def surname(name: str) -> str:
    """The last word of a name that is no suffix."""
    words = [w for w in name.split() if w.casefold().strip(".,") not in SUFFIXES]
    return words[-1] if words else name


def _suffixes(words: Iterable[str]) -> set[str]:
    return {word.strip(".,") for word in words} & SUFFIXES


@lru_cache(maxsize=_REMEMBERED)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(unaccented(normal(name)).split())


@lru_cache(maxsize=1)
def _nicknames() -> Mapping[str, frozenset[str]]:
    return {row["nickname"]: frozenset(row["name"].split("|")) for row in vocabulary("nicknames")}


def _same_first(a: str, b: str) -> bool:
    """Whether two first names, folded, are one: equal, or one short for the other; not two short forms."""
    return a == b or a in _nicknames().get(b, ()) or b in _nicknames().get(a, ())


def same_full_name(a: str, b: str) -> bool:
    """Two full names of one person: equal, with the same first and last word and suffix, or one without given
    names.

    Examples
    --------
    >>> same_full_name("Ana Ruiz", "Ana M. Ruiz"), same_full_name("Ana L. Ruiz", "Ana M. Ruiz")
    (True, False)
    >>> same_full_name("Tom Dunn", "Tom Dunn Jr."), same_full_name("Tom Dunn", "Thomas Dunn")
    (False, True)
    >>> same_full_name("Ed Dunn", "Ted Dunn"), same_full_name("Rosa Lima Orta", "Lima Orta")
    (False, True)
    """
    first, second = _folded(a), _folded(b)
    short, long = sorted((first, second), key=len)
    if short == long[-len(short) :]:
        return True
    if _suffixes(first) != _suffixes(second) or not _same_first(first[0], second[0]):
        return False
    if len(first) == len(second) and first[1:] != second[1:]:
        return False
    return surname(" ".join(first)) == surname(" ".join(second))


@lru_cache(maxsize=1)
def states() -> Mapping[str, str]:
    """The states of the United States by their short forms."""
    return {row["short"]: row["state"] for row in vocabulary("states")}


@lru_cache(maxsize=1)
def short_names() -> Mapping[str, str]:
    """What organisations are called for short, and their names, where initials do not tell: VW, WaPo."""
    return {row["short"]: row["name"] for row in vocabulary("short_names")}


@lru_cache(maxsize=1)
def figures() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Public figures by surname, folded: full name, actor and gender."""
    out: dict[str, tuple[Mapping[str, str], ...]] = {}
    for row in vocabulary("figures"):
        key = normal(surname(row["name"]))
        out[key] = (*out.get(key, ()), row)
    return out


def figure(name: str) -> Mapping[str, str] | None:
    """The public figure of a full name, or None."""
    listed = figures().get(normal(surname(name)), ()) if " " in name else ()
    return next((row for row in listed if same_full_name(row["name"], name)), None)


def known_as(name: str) -> tuple[str, ...]:
    """By what readers know a public figure of that full name though an article may not say so.

    Examples
    --------
    >>> known_as("Marco Rubio")
    ('Republican Florida senator',)
    """
    known = figure(name)
    return tuple(known["known_as"].split("|")) if known is not None and known["known_as"] else ()


@lru_cache(maxsize=1)
def _organisation_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Expressions that tell what kind of actor an organisation is."""
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["actor"]) for row in vocabulary("organisations")
    )


@lru_cache(maxsize=4096)
def organisation_match(phrase: str) -> tuple[str, str] | None:
    """The kind of actor that an organisation's name tells, and the words that tell it."""
    for pattern, actor in _organisation_patterns():
        match = pattern.search(phrase)
        if match:
            return actor, match[0]
    return None


def organisation_in(phrase: str) -> str:
    """The kind of actor that an organisation's name tells, or ''."""
    found = organisation_match(phrase)
    return found[0] if found else ""


# Who is so called has not the office itself.
_LESSER = frozenset({"shadow", "deputy", "assistant", "vice"})
_PARTIES = {
    "democratic": "Democrats", "democrat": "Democrats", "dem": "Democrats",
    "republican": "Republicans", "gop": "Republicans",
    "conservative": "Conservatives", "tory": "Conservatives", "labour": "Labour", "liberal": "Liberals",
    "green": "Greens",
}  # fmt: skip


@lru_cache(maxsize=1)
def _allegiances() -> Mapping[str, str]:
    """The nation or party that a word tells, folded: norwegian → Norway."""
    nation = {w.casefold(): row["country"] for row in vocabulary("nations") for w in _nation_words(row)}
    return nation | _PARTIES


def _nation_words(row: Mapping[str, str]) -> list[str]:
    columns = ("country", "aliases", "adjectives", "people", "capital", "seats", "bodies")
    return [word for column in columns for word in row[column].split("|") if word]


def allegiances(words: Iterable[str]) -> set[str]:
    """The nations and parties that folded words tell.

    Examples
    --------
    >>> sorted(allegiances({"norwegian", "conservative", "minister"}))
    ['Conservatives', 'Norway']
    """
    return {_allegiances()[word] for word in words if word in _allegiances()}


@lru_cache(maxsize=1)
def nationals() -> frozenset[str]:
    """Words for one member of a nation or party, folded: norwegian, democrat."""
    people = (w for row in vocabulary("nations") for w in f"{row['people']}|{row['adjectives']}".split("|"))
    return frozenset(w.casefold() for w in people if w) | (_PARTIES.keys() - {"gop", "democratic"})


def only_lesser(phrases: Iterable[str], noun: str, words: set[str]) -> bool:
    """Whether somebody has an office only in a lesser way than folded words say: "shadow" or "deputy".

    Examples
    --------
    >>> only_lesser(["shadow foreign secretary"], "secretary", {"foreign", "secretary"})
    True
    """
    held = [own for p in phrases if noun in (own := {role_noun(w) for w in word_set(p)})]
    return bool(held) and all(_LESSER & own - words for own in held)


def contradicts(phrase: str, known: set[str]) -> bool:
    """Whether a description gives somebody another nation or party than is known of them."""
    claimed, own = allegiances(word_set(phrase)), allegiances(known)
    return bool(claimed and own and not claimed & own)
