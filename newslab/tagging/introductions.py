"""What an article says of people beside their names: "Foreign Minister", "an attorney for Mr. Dunn"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.tagging.capacity import by_clause
from newslab.tagging.names import roles, states, without_article
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# So many words of a clause tell what somebody does: "who runs a bakery".
_CLAUSE = 10
# "(R-Fla.)" after a member of the United States Congress.
_MEMBER = re.compile(r",? ?\(([RDI])-([A-Z][A-Za-z. ]*?)\)")
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}
_AGE = re.compile(r"\d{1,3}")
# What somebody else's verb or preposition takes is no description of who comes next.
_OBJECTS = frozenset({"pobj", "dobj", "attr", "conj", "poss", "compound"})


def introductions(reading: Reading, start: int, end: int) -> list[str]:
    """The descriptions beside a name: in front of it, in apposition, in a clause, or after "is"."""
    doc = reading.doc
    line = reading.line_of[start]
    low = start
    while low > 0 and reading.line_of[low - 1] == line and start - low < 8 and (
        _describes(doc[low - 1]) or _is_within_office(doc, low - 1)
    ):  # fmt: skip
        low -= 1
    found = [doc[low:start].text] if low < start else []
    root = doc[start:end].root
    if end < len(doc) and doc[end].text == "," and reading.line_of[end] == line:
        stop = end + 1
        while stop < len(doc) and stop - end < 14 and doc[stop].text not in {",", ".", ";", "—"} and (
            reading.line_of[stop] == line and doc[stop].pos_ != "VERB" and reading.quote_of[stop] < 0
        ):  # fmt: skip
            stop += 1
        phrase = doc[end + 1 : end + 1 if begins_clause(doc, end + 1, stop) else stop]
        if _AGE.fullmatch(phrase.text):
            found.append(phrase.text)
        if any(t.lemma_.casefold() in roles() for t in phrase):
            found.append(phrase.text)
        if by_clause(clause := _clause(reading, end + 1)):
            found.append(clause)
    if root.dep_ == "appos" and root.head.i < start and root.head.pos_ in {"NOUN", "PROPN"}:
        found.append(" ".join(t.text for t in root.head.subtree if t.i <= root.head.i + 8 and t.i < start))
    found += _before_comma(reading, start)
    if member := _MEMBER.match(reading.text, doc[end - 1].idx + len(doc[end - 1])):
        state = states().get(member[2], member[2])
        found.append(f"{_PARTIES[member[1]]} of {state}")
    if root.dep_ == "nsubj" and root.head.lemma_ == "be" and reading.quote_of[start] < 0:
        found += [
            " ".join(t.text for t in c.subtree)
            for c in root.head.children
            if c.dep_ == "attr" and c.lemma_.casefold() in roles()
        ]
    return [without_article(_whose(reading, start, p)) for p in found if p.strip()]


def begins_clause(doc: Doc, low: int, high: int) -> bool:
    """Whether words after a name are the subject of what follows: "With Ana Ruiz, the mayor said"."""
    verb = doc[high : high + 1]
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.pos_ in {"VERB", "AUX"} for t in verb)
    return finite and doc[low].lower_ == "the" and doc[high - 1].pos_ in {"NOUN", "PROPN"}


def _clause(reading: Reading, start: int) -> str:
    """The beginning of a clause after a name, with an apposition: "who runs Clean Ledger, a watchdog"."""
    stop = start
    for token in reading.doc[start : start + _CLAUSE]:
        if reading.line_of[token.i] != reading.line_of[start - 1] or reading.quote_of[token.i] >= 0:
            break
        if token.text == "," and "," in reading.doc[start:stop].text:
            break
        stop = token.i + 1
    return str(reading.doc[start:stop].text)


def _whose(reading: Reading, start: int, phrase: str) -> str:
    """ "Its spokesman" with the organisation that was named last: "spokesman of the Harbour Board"."""
    if not phrase.casefold().startswith("its "):
        return phrase
    line = reading.line_of
    for i in range(start - 1, max(-1, start - 60), -1):
        entity = reading.entity_of.get(i)
        if entity is not None and entity.label_ in {"ORG", "GPE"} and line[start] - line[i] <= 2:
            return f"{phrase[4:]} of {entity.text}"
    return phrase


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
    if noun is None or noun.left_edge.i < low or noun.tag_ not in {"NN", "NNP"} or noun.dep_ in _OBJECTS:
        return []
    return [doc[noun.left_edge.i : start - 1].text]


def _is_within_office(doc: Doc, i: int) -> bool:
    """Whether a word is the "of" of "Secretary of State Ana Ruiz"."""
    before = doc[i - 1] if i else doc[i]
    return doc[i].lower_ in {"of", "for"} and before.tag_ == "NNP" and before.lower_ in roles()


def _describes(token: Token) -> bool:
    if token.text in {",", ".", ":", ";"} or token.is_quote:
        return False
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.text in {"'s", "’s", "-"} or token.dep_ == "case"
