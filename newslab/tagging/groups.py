"""Names of groups: acronyms, capitals that stand for governments, descriptions that come back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from newslab.tagging.mentions import is_firm
from newslab.tagging.names import (
    governments,
    is_title,
    nations,
    normal,
    organisation_in,
    seats,
    short_names,
    without_article,
)
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Mention
    from spacy.tokens import Token

# Common nouns that are written with capitals.
COMMON = frozenset({"pac", "party", "super pac"})
# What a list knows by their names, and not only by a noun in them.
_KNOWN = frozenset({"business", "media", "pollster"})
_POSSESSIVE = re.compile(r"[’']s?$")
_WRITTEN = r"((?:[A-Z][\w’'-]*(?: of| for| and| the| in| on)? ){1,7})\("
_OR = r"((?:[A-Z][\w’'-]*(?: of| for| and| the| in| on)? ){1,6}[A-Z][\w’'-]*), or (?:the )?"
# What a house of parliament or a ministry has, and is not.
_PARTS_OF = re.compile(r" (?:Caucus|Committee|Panel|Subcommittee)$")
# Several organisations in a row, which the name finder takes for one: "IBM, Boots and Corvane".
_LIST = re.compile(r", \w.* and |& .* and ")
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_DOMAIN = re.compile(r"[A-Z]\w+\.(?:com|org|net)")
_INNER = re.compile(r"[a-z,] ([A-Z][\w.]*\w)")
# Nouns behind a name that tell what it is: "Norvane Circle magazine".
_AFTER = frozenset({"airline", "magazine", "network", "newspaper", "tabloid", "website", "weekly"})
# A name has its head at its end, and these before it.
_INSIDE = frozenset({"compound", "nmod", "amod", "appos", "ROOT"})
# What the name finder calls organisations that it does not know; people are none.
_UNSURE = frozenset({"", "PERSON", "PRODUCT", "WORK_OF_ART"})


class Groups:
    """The groups that an article names outside quotations, in order.

    Attributes
    ----------
    named : list of (int, str, str)
        First token, name without article, and the name finder's label.
    """

    def __init__(self, reading: Reading, taken: Collection[int]) -> None:
        self.reading = reading
        self.written: dict[str, str] = {}
        self.named = [
            (e.start, without_article(e.text), label)
            for e in reading.doc.ents
            if (label := _label(reading, e)) in {"ORG", "GPE"} and e.start not in taken and "\n" not in e.text
            if reading.quote_of[e.start] < 0 and _capitalised(without_article(e.text))
            if normal(without_article(e.text)) not in COMMON and "/" not in e.text
        ]
        plain = {e for e, _, label in self.named if label == "ORG" and reading.in_sentence(e)}
        self.names = [name for start, name, label in self.named if label == "ORG" and start in plain]
        self.whole = set(self.names)
        self.called: dict[str, set[str]] = {}
        for start, name, label in self.named:
            if label == "ORG":
                self.called.setdefault(name, set()).update(_called(reading.entity_of[start].root))
        told = ((start, n) for start, n, label in self.named if label == "ORG" and n in self.whole)
        self.organisations = sorted(
            [*((start, n) for start, n in told if not state_of(n)), *self._unlabelled(taken)]
        )

    def _unlabelled(self, taken: Collection[int]) -> Iterator[tuple[int, str]]:
        """The names in sentences of which the name finder cannot tell what they are, with the first token."""
        small, inside = self.reading.small, set(_INNER.findall(self.reading.text))
        for token in self.reading.doc:
            firm = token.tag_ == "NNPS" and token.i > 0 and _goes_with(token.nbor(-1), token)
            name = token.tag_ == "NNP" or firm or _DOMAIN.fullmatch(token.text)
            if not name or token.dep_ in _INSIDE or token.i in taken or token.ent_type_ not in _UNSURE:
                continue
            low = token.i
            while low > 0 and _goes_with(token.doc[low - 1], token):
                low -= 1
            words = token.doc[low : token.i + 1]
            if self.reading.quote_of[low] >= 0 or not self.reading.in_sentence(low):
                continue
            if any(t.i in taken for t in words) or is_title(token.text) or words.text.casefold() in small:
                continue
            if low == token.i and token.is_sent_start and token.text not in inside:
                continue  # "Attention turned to the firm."
            if token.text[:1].isupper() and len(token) > 1 and token.text.casefold() not in nations():
                yield low, words.text

    def named_at(self, head: Token) -> str:
        """The whole name of the organisation of which a word is the head, without nouns in front.

        Of "the Koch-backed advocacy group Americans for Prosperity" only the last three words.
        """
        entity = self.reading.entity_of.get(head.i)
        if entity is None or entity.label_ != "ORG" or "\n" in entity.text or _LIST.search(entity.text):
            return ""
        low, high = self._bounds(entity, head)
        while low < head.i and not head.doc[low].text[:1].isupper():
            low += 1
        while low > 0 and head.doc[low - 1].tag_ == "NNP" and head.doc[low - 1].head.i in range(low, high):
            low -= 1
        return without_article(head.doc[low:high].text)

    def _bounds(self, entity: Mention, head: Token) -> tuple[int, int]:
        """Where a name begins and ends, without its owner ("Ruiz’s"), label or the rest of a headline."""
        low, high, last = entity.start, entity.end, head.right_edge
        if last.ent_type_ and not any(c.dep_ == "conj" for c in head.children):
            high = max(high, last.i + 1)
        owner = next((c for c in head.children if c.dep_ == "poss" and c.ent_type_ == "PERSON"), None)
        low = max(low, owner.right_edge.i + 1) if owner is not None else low
        cut = next((t.i for t in head.doc[head.i + 1 : high] if t.text in {":", ","}), high)
        if cut == high and not self.reading.in_sentence(entity.start):
            sizes = (n for n in range(high, head.i, -1) if self._elsewhere(head.doc[low:n]))
            return low, next(sizes, high)
        return low, cut

    def _elsewhere(self, span: Mention) -> bool:
        """Whether some words stand in the article below too."""
        return self.reading.text.find(without_article(span.text), span.end_char) >= 0

    def in_full(self, name: str) -> str:
        """The longer name that a short one begins, where just one group has it: "Reform" Alliance."""
        written = self.expanded(name) if name.istitle() and f"({name})" in self.reading.text else ""
        if name.upper() in _initials(written):
            return written  # "Acfo", as some papers write acronyms
        whole = short_names().get(name, "")
        if whole and whole in self.reading.text:
            return whole
        if is_acronym(name) or normal(name) in governments():
            return name
        if name.isalpha() and re.search(rf"\b{name}\.com\b", self.reading.text):
            return f"{name}.com"
        first, _, last = name.rpartition(" ")
        if first and is_acronym(last):  # "Norvane ISO" of "Norvane Independent System Operator"
            words = rf"{re.escape(first)}((?: [A-Z][\w’'-]*[a-z]){{{len(last)}}})"
            full = (m for m in re.finditer(words, self.reading.text) if last in _initials(m[1]))
            return next((m[0] for m in full), name)
        if " " not in name and organisation_in(name) in {"", "media"}:  # "The Post" of "The Washington Post"
            papers = {n for n in self.whole if n.endswith(f" {name}") and organisation_in(n) == "media"}
            if len(papers) == 1:
                return papers.pop()
        longer = {n for n in self.whole if n.startswith(name + " ") and not re.search(r"[’']s\b|,", n)}
        if organisation_in(name) == "business":  # of "Apple" not "Apple Vision"
            longer = {
                n for n in longer if organisation_in(n.removeprefix(name)) or n.startswith(f"{name} of ")
            }
        longer = {n for n in longer if not _PARTS_OF.search(n)}
        shortest = min(longer, key=len, default=name)
        return shortest if all(n.startswith(shortest) for n in longer) else name

    def expanded(self, acronym: str) -> str:
        """What an acronym stands for, where the article writes it out, or else the acronym.

        "The Norvane Teachers’ Union (NTU)" writes it out.
        """
        if acronym not in self.written:
            match = re.search(_WRITTEN + re.escape(acronym) + r"\)", self.reading.text)
            match = match or re.search(_OR + re.escape(acronym) + r"\b", self.reading.text)
            short = acronym.replace(".", "")
            named = (n for n in self.names if " " in n and short in _initials(n))
            full = without_article(match[1]) if match else ""
            dateline = full.isupper() or (" " not in full and full[:1] != acronym[:1])
            self.written[acronym] = next(named, acronym) if dateline or not full else full
        return self.written[acronym]

    def expand_within(self, phrase: str) -> str:
        """A phrase with its acronyms written out, where the article does so."""
        return _CAPITALS.sub(lambda m: self.expanded(m[0]), phrase)


def _goes_with(before: Token, head: Token) -> bool:
    """Whether a word is the front of a name: "Norvane" of "Norvane Air"."""
    return before.tag_ == "NNP" and before.head == head and before.dep_ in {"compound", "nmod"}


def _label(reading: Reading, entity: Mention) -> str:
    """The name finder's label, but for what it takes for a person and a list knows as an organisation."""
    known = entity.label_ in {"PERSON", "PRODUCT"} and organisation_in(entity.text) in _KNOWN
    firm = entity.label_ == "PERSON" and is_firm(reading, entity)
    return "ORG" if known or firm else str(entity.label_)


def _called(root: Token) -> Iterator[str]:
    """The words by which a name is explained: "lobby" and "group" of "Norvane Watch, a lobby group"."""
    nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    if root.dep_ in {"appos", "nsubj"} and root.head.pos_ in {"NOUN", "AUX"}:
        nouns += (
            [root.head]
            if root.dep_ == "appos"
            else [
                c
                for c in root.head.children
                if c.dep_ == "attr" and c.pos_ == "NOUN" and root.head.lemma_ == "be"
            ]
        )
    nouns += [c for c in root.children if c.dep_ == "compound" and c.pos_ == "NOUN"]
    if root.dep_ == "compound" and root.head.lower_ in _AFTER:
        nouns.append(root.head)
    for noun in nouns:
        yield noun.lemma_.casefold()
        yield from (c.lower_ for c in noun.children if c.dep_ in {"compound", "amod"})


def _capitalised(name: str) -> bool:
    """Whether all words of a name have a capital, but for such as "of" and "for"."""
    return all(not w[:1].islower() or len(w) < 4 for w in name.split())


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals."""
    return len(name) > 1 and name.isupper() and " " not in name.strip()


def _initials(name: str) -> list[str]:
    """The acronyms that a name can have: "U.S. Department of Justice" is USDJ, DJ and DOJ."""
    words = re.findall(r"[\w’']+", name)
    own = [w for w in words if w not in {"U", "S", "US", "UK"}]
    capitals = ("".join(w[0] for w in some if w[0].isupper()) for some in (words, own))
    whole = "".join(w if w.isupper() else w[0] for w in words if w[0].isupper())  # UN Environment Programme
    return list(dict.fromkeys([*capitals, "".join(w[0].upper() for w in own), whole]))


def group_keys(name: str) -> tuple[list[str], list[str]]:
    """By what a group's name is found, and by what it finds others: words, state, initials or acronym.

    Examples
    --------
    >>> own, sought = group_keys("NTU")
    >>> set(group_keys("Norvane Teachers’ Union")[0]) & set(sought)
    {'initials NTU'}
    """
    keys = [normal(name)]
    if (state := state_of(name)) and keys[0] not in seats():
        keys.append(normal(state))
    if is_acronym(name):
        short = name.replace(".", "")
        return [*keys, f"acronym {short}"], [*keys, f"initials {short}"]
    initials = [short for short in _initials(name) if len(short) > 1]
    return [*keys, *(f"initials {i}" for i in initials)], [*keys, *(f"acronym {i}" for i in initials)]


def state_of(phrase: str) -> str:
    """The country for which a capital or seat stands, or ''.

    Examples
    --------
    >>> state_of("Kyiv"), state_of("Brackwell")
    ('Ukraine', '')
    """
    return governments().get(_POSSESSIVE.sub("", phrase).casefold(), "")
