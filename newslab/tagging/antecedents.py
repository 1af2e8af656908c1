"""The words that "it", "they" or "some" go back to: subjects, speakers, and what stands near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import QUANTITIES, is_plural, person_noun
from newslab.tagging.documents import is_document
from newslab.tagging.names import organisation_in, roles
from newslab.tagging.story import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

# So many words, lines and speakers back an antecedent may stand.
_WORDS, _LINES, _SPEAKERS = 120, 2, 12
# With QUANTITIES, what tells how many there are of what follows: "a majority of voters".
_AMOUNTS = frozenset({"majority", "number", "dozen", "hundred", "thousand", "percent", "share", "average"})
_NO_NAMES = frozenset({
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "PERSON", "NORP",
})  # fmt: skip
_PARTS = frozenset({"compound", "nmod", "amod", "appos", "conj", "npadvmod", "nummod", "quantmod"})
_FIRMS = frozenset({"company", "firm", "group", "agency", "party", "government", "campaign", "court", "team"})


class Antecedent(NamedTuple):
    """Words that may be meant: how likely they are, the token that heads them, who spoke by them."""

    points: float
    token: Token
    speakers: list[Speaker]


def antecedents(cast: Cast, pronoun: Token, *, plural: bool) -> list[Antecedent]:
    """What a pronoun for things or for several may go back to, the likeliest first.

    Parameters
    ----------
    cast : Cast
        Who is in the article, and who has spoken so far.
    pronoun : spacy.tokens.Token
        "It", "they", "some".
    plural : bool
        Whether several are meant.
    """
    spoken = {i: speakers for i, speakers in cast.spoken[-_SPEAKERS:] if i < pronoun.i}
    found = []
    for token in _near(cast, pronoun):
        speakers = spoken.get(token.i, [])
        kind = _several(cast, token, speakers) if plural else _thing(cast, token, speakers)
        if kind is not None and not _kept_apart(token, pronoun):
            points = kind + _standing(token) + bool(speakers) - _distance(cast, token, pronoun)
            found.append(Antecedent(points, token, speakers))
    return sorted(found, key=lambda a: (-a.points, -a.token.i))


def _near(cast: Cast, pronoun: Token) -> Iterator[Token]:
    """The tokens before a pronoun, in its own line and those before."""
    line, doc, quote = cast.reading.line_of, pronoun.doc, cast.reading.quote_of
    inside = quote[pronoun.i]
    for token in reversed(doc[max(0, pronoun.i - _WORDS) : pronoun.i]):
        if 0 <= line[token.i] < line[pronoun.i] - _LINES:
            return
        if quote[token.i] < 0 or quote[token.i] == inside:
            yield token


def _several(cast: Cast, token: Token, speakers: list[Speaker]) -> float | None:
    """How well a word suits "they", or None where it speaks of one."""
    if token.pos_ == "PRON":
        return 1.0 if len(speakers) > 1 or any(s.plural for s in speakers) else None
    if token.pos_ == "NUM" and any(s.plural for s in speakers):  # "two who went in"
        return 1.0
    named = token.ent_type_ in _NO_NAMES - {"PERSON", "NORP"}
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in _PARTS or named or _counts(token):
        return None
    if any(s.kind == "document" for s in speakers):
        return -1.0
    either = any(c.lower_ == "or" for c in token.children)
    joint = [t for t in token.conjuncts if t.i > token.i and t.pos_ in {"NOUN", "PROPN"} and not either]
    if joint and token.i in cast.by_token and any(t.i in cast.by_token for t in joint):
        return 1.0
    if token.i in cast.by_token or not (is_plural(token) or joint):
        return None
    if person_noun(token) or token.ent_type_ == "NORP" or token.lower_ == "people":
        return 1.0
    return 0.0 if token.ent_type_ == "ORG" or (is_plural(token) and organisation_in(token.lemma_)) else -1.2


def _counts(token: Token) -> bool:
    """Whether a noun only says how many there are of what follows it."""
    amount = token.lemma_.casefold() in QUANTITIES | _AMOUNTS
    return amount and any(c.lower_ == "of" for c in token.children)


def _thing(cast: Cast, token: Token, speakers: list[Speaker]) -> float | None:
    """How well a word suits "it", or None where it is a person or speaks of several."""
    kinds = {s.kind for s in speakers}
    if token.pos_ == "PRON":
        return 1.0 if len(speakers) == 1 and kinds <= {"named_group", "document"} else None
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "ROOT" or token.i in cast.by_token:
        return None
    if token.dep_ in _PARTS and not speakers:
        return None
    lemma = token.lemma_.casefold()
    if is_plural(token) or token.ent_type_ in _NO_NAMES or (lemma in roles() and lemma not in _FIRMS):
        return None
    if kinds & {"unnamed", "named_person"} or any(t.i > token.i for t in token.conjuncts):
        return None
    return 1.0 if token.ent_type_ == "ORG" or lemma in _FIRMS or is_document(token) else -0.3


def _kept_apart(token: Token, pronoun: Token) -> bool:
    """Whether a pronoun and a word before it are parts of one clause, so that they are not the same."""
    clause = pronoun.head if pronoun.dep_ != "poss" else None
    if clause is None:
        return False
    above = [token.head, token.head.head] if token.dep_ == "pobj" else [token.head]
    return clause in above or clause == token


def _standing(token: Token) -> float:
    """What the part that a word plays in its sentence says for it: subjects are spoken of most."""
    head = token
    while head.dep_ == "pobj" and head.head.lower_ == "of" and _counts(head.head.head):
        head = head.head.head
    if head.dep_ in SUBJECTS:
        return 1.0
    if head.dep_ in {"dobj", "attr"}:
        return 0.4
    inside = head.dep_ in {"pobj", "poss"} and head.head.head.pos_ in {"NOUN", "PROPN"}
    return -0.4 if inside else 0.0


def _distance(cast: Cast, token: Token, pronoun: Token) -> float:
    """How far back a word stands, in sentences and lines."""
    sentence, line = cast.story.sentence, cast.reading.line_of
    sentences: int = sentence[pronoun.i] - sentence[token.i]
    lines: int = line[pronoun.i] - line[token.i]
    return float(0.9 * sentences + 0.4 * lines)
