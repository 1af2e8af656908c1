"""Where an article names people: ranges of tokens, found by more than the name finder alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from newslab.tagging.bounds import (
    NAME_TAGS,
    continues_name,
    given_name,
    in_full,
    names_place,
    only_in_headline,
    over_hyphens,
    without_first,
    without_opening,
    without_words,
)
from newslab.tagging.names import (
    allegiances,
    documents,
    first_names,
    governments,
    is_title,
    nations,
    organisation_in,
    roles,
    titles,
)
from newslab.tagging.personal import looks_like_name, swapped
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Mention
    from spacy.tokens import Token

# Labels that the name finder also gives to people whose names it does not know.
_LOOSE = frozenset({"", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "EVENT", "LAW", "LANGUAGE"})
_LABEL = re.compile(r"[\s\"“]*([A-Z][A-Z’'-]+(?: [A-Z][A-Z’'.-]*){0,2}):")
# "Many Latinos" are no person.
_MANY = frozenset({"many", "most", "several", "few", "these", "those"})
# What organisations are called, too.
_EITHER = frozenset({
    "ally", "backer", "campaigner", "critic", "donor", "leader", "opponent", "partner", "rival", "sponsor",
    "winner",
})  # fmt: skip
# "Dunn & Co."
_PARTNERS = frozenset({"Bros", "Bros.", "Brothers", "Co", "Co.", "Company", "Partners", "Sons"})
# What may stand before a name and be taken in by the name finder.
_BEFORE = frozenset({"-", "–", "—", "--", "’", "'"})


def has_title(reading: Reading, start: int) -> bool:
    """Whether a title stands in front of the name that begins at a token."""
    return start > 0 and is_title(reading.doc[start - 1].text)


def _introduced(reading: Reading, low: int, high: int) -> bool:
    """Whether all that stands from one token up to another are titles and roles."""
    return all(is_title(t.text) or t.lower_.rstrip(".") in roles() for t in reading.doc[low:high])


def _proper_range(reading: Reading, i: int) -> tuple[int, int]:
    """First and one past the last of the proper names around a token, in its line."""
    doc, line = reading.doc, reading.line_of
    low = high = i
    while low > 0 and doc[low - 1].tag_ in NAME_TAGS and line[low - 1] == line[i]:
        low -= 1
    while high + 1 < len(doc) and doc[high + 1].tag_ in NAME_TAGS and line[high + 1] == line[i]:
        high += 1
    return low, high + 1


def _is_pair(reading: Reading, low: int, high: int) -> bool:
    """Whether proper names can be a person's full name, and are no part of another name: neither of
    "New York Post" nor of "Wells Fargo"."""
    doc = reading.doc
    first, last = _proper_range(reading, low)
    run = doc[first:last].text
    if doc[high - 1].tag_ == "NNPS" or organisation_in(run) or run.casefold() in governments():
        return False
    if all(t.ent_type_ in {"", "PERSON"} for t in doc[low:high]):
        return True
    first, second = doc[low], doc[high - 1]
    parted = second.ent_type_ == "PERSON" and second.ent_iob_ == "B" and high - low == 2
    if parted and first.dep_ == "compound" and first.head == second and first.lower_ not in nations():
        return True
    # The name finder calls the pair something else: only a first name in front says otherwise.
    before = doc[low - 1] if low else doc[low]
    # "BONN - Ana Ruiz", "Norvane News’ Ana Ruiz"
    begins = doc[low].ent_iob_ == "B" or before.text in _BEFORE or before.tag_ == "POS"
    exact = begins and (high == len(doc) or doc[high].ent_iob_ != "I")
    return exact and doc[low].lower_ in first_names()


def _by_first_name(reading: Reading, seen: set[int]) -> Iterator[tuple[int, int]]:
    """Proper names that begin with a first name, where the name finder saw none: "Ana Ruiz"."""
    doc = reading.doc
    for token in doc[:-1]:
        if token.i in seen or token.tag_ not in NAME_TAGS or token.lower_ not in first_names():
            continue
        high = token.i + 1
        while high < len(doc) and high - token.i < 6 and continues_name(reading, high) and high not in seen:
            high += 1
        first, _ = _proper_range(reading, token.i)
        introduced = _introduced(reading, first, token.i)
        if high - token.i > 1 and introduced and _is_pair(reading, token.i, high):
            yield token.i, high


def _beside_role(reading: Reading, span: Mention) -> bool:
    """Whether a proper name stands with a role or title: "Transport Minister Corin Vasey"."""
    words = [t.text.casefold().rstrip(".") for t in span]
    inside = any(w in roles() or w in titles() for w in words[:-1])
    last = reading.doc[span.start - 1 - (span.start > 1 and reading.doc[span.start - 1].text == ",")]
    alone = len(span) == 1 and last.lemma_.casefold() in _EITHER  # "Rival Norvair"
    before = span.start > 0 and last.lemma_.casefold() in roles() and not alone
    apposition = any(
        c.dep_ == "appos" and c.lemma_.casefold() in roles() for t in span for c in t.children if c.i > t.i
    )
    return inside or before or apposition or has_title(reading, span.start)


def _unknown_name(reading: Reading, low: int, high: int) -> bool:
    """Whether a source that the name finder passes over can be somebody's first and last name."""
    doc = reading.doc
    words = [t.text for t in doc[low:high]]
    if words[-1].casefold() in roles() and words[0].casefold() not in first_names():
        return False
    # "Ana Ruiz of Human Rights Watch" may all be one organisation to the name finder.
    ends = high < len(doc) and doc[high].lower_ in {"of", "from"} and doc[high].ent_iob_ == "I"
    loose = _LOOSE | {"ORG"} if ends else _LOOSE
    plain = all(t.ent_type_ in loose and t.text.istitle() and t.tag_ == "NNP" for t in doc[low:high])
    begins = (
        low > 0 and doc[low - 1].pos_ in {"DET", "ADJ"} and reading.line_of[low - 1] == reading.line_of[low]
    )
    # "The journal Norvane Science", "the airline Corvane Blue".
    noun = doc[low - 1].lower_ if low else ""
    begins = begins or noun == "journal" or (noun not in roles() and organisation_in(noun) != "")
    # Firms often end like a plural: "Ostley Solvents".
    firm = words[-1].endswith("s") and doc[high - 1].ent_type_ != "PERSON"
    return 2 <= len(words) <= 3 and plain and not begins and not firm and looks_like_name(words)


def _mentions(
    reading: Reading, heads: Iterable[int], sources: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Token ranges of names: what the name finder calls a person, names after a title, and proper
    names that speak beside a role."""
    doc = reading.doc
    seen: set[int] = set()
    offices = {span for source in sources for span in _after_office(reading, *source)}
    for low, high in (*_labels(reading), *offices):
        seen.update(range(low, high))
        yield low, high
    for found in (without_words(reading, without_opening(e)) for e in doc.ents):
        if not seen.isdisjoint(range(found.start, found.end)):
            continue
        titled = has_title(reading, found.start) and found.label_ != "NORP"
        sure = (found.root.ent_type_ == "PERSON" or titled) and not is_firm(reading, found)
        entity = in_full(reading, found)
        if sure and "\n" not in entity.text and not only_in_headline(reading, entity):
            seen.update(range(entity.start, entity.end))
            yield entity.start, entity.end
    for low, high in _by_first_name(reading, seen):
        seen.update(range(low, high))
        yield low, high
    for i in [*heads, *(t.i for h in heads for t in doc[h].subtree if t.dep_ == "appos" and t.i > h)]:
        if i in seen or doc[i].tag_ not in NAME_TAGS:
            continue
        low, high = _proper_range(reading, i)
        if _beside_role(reading, doc[low:high]) or _unknown_name(reading, low, high):
            seen.update(range(low, high))
            yield low, high
    for token in doc:
        if token.i in seen or token.tag_ != "NNP" or token.dep_ in {"compound", "nmod"}:
            continue
        titled = has_title(reading, token.i) and not token.ent_type_
        if titled or (token.lower_ in first_names() and (_has_age(token) or _has_role(token))):
            seen.add(token.i)
            yield token.i, token.i + 1
        low, high = _proper_range(reading, token.i)
        low = next((i + 1 for i in range(token.i, low - 1, -1) if i in seen), low)
        if seen.isdisjoint(range(low, high)) and _explained(reading, low, high):
            seen.update(range(low, high))
            yield low, high


def _labels(reading: Reading) -> Iterator[tuple[int, int]]:
    """The names in capitals that begin lines of a transcript: "EVA MOLL: Good evening", then "MOLL: …"."""
    found = [m for start, end in reading.lines if (m := _LABEL.match(reading.text, start, end))]
    dialogue = max(Counter(m[1] for m in found).values(), default=0) > 1
    for match in found:
        span = reading.doc.char_span(*match.span(1))
        given = span is not None and span[0].lower_ in first_names()
        word = match[1].casefold()
        alone = dialogue and len(word) > 3 and word not in roles().keys() | documents().keys()
        if span is not None and (given if " " in match[1] else alone):
            yield span.start, span.end


def _has_age(token: Token) -> bool:
    """Whether an age follows a name between commas."""
    after = token.doc[token.i + 1 : token.i + 4]
    aged = len(after) == 3 and after[0].text == "," and after[1].is_digit and len(after[1]) < 3
    return aged and after[2].text in {",", "."}


def _has_role(token: Token) -> bool:
    """Whether a first name that stands alone is explained: "Priya, a pupil, was there"."""
    after = token.doc[token.i + 1 : token.i + 2].text
    alone = after == "," and not any(c.dep_ in {"compound", "nmod"} for c in token.children)
    return alone and any(c.dep_ == "appos" and c.i > token.i and _is_somebody(c) for c in token.children)


def is_firm(reading: Reading, entity: Mention) -> bool:
    """Whether what is called a person ends with a plural, as people hardly do: "Norvane Estates"."""
    plural = len(entity) > 1 and entity[-1].tag_ == "NNPS" and entity[0].lower_ not in first_names()
    return plural and not has_title(reading, entity.start)


def _explained(reading: Reading, low: int, high: int) -> bool:
    """Whether an article says who a name is, though it is no source: "Eva Moll, the mayor, had sent a
    letter", "his wife, Eva Moll"."""
    doc = reading.doc
    while high - low > 2 and doc[low].lower_ in roles():  # "Baker Eva Moll, 38, is"
        low += 1
    words = [t.text for t in doc[low:high]]
    plain = all(t.text.istitle() and t.tag_ == "NNP" and t.is_alpha for t in doc[low:high])
    if not plain or not 2 <= len(words) <= 3 or not looks_like_name(words):
        return False
    if any(w.casefold() in roles() or is_title(w) or w.casefold() in nations() for w in words):
        return False
    head = doc[low:high].root
    after = [c for c in head.children if c.dep_ == "appos" and c.i >= high and doc[high].text == ","]
    before = [head.head] if head.dep_ == "appos" and head.head.i < low and doc[low - 1].text == "," else []
    return any(_is_somebody(noun) for noun in (*after, *before)) or _has_age(doc[high - 1])


def _is_somebody(noun: Token) -> bool:
    """Whether a noun is for one person and no organisation: "the mayor", not "the supplier"."""
    row = roles().get(noun.lemma_.casefold())
    return row is not None and noun.tag_ == "NN" and row["actor"] != "business" and noun.lower_ not in _EITHER


def _after_office(reading: Reading, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The name at a source's end that runs on from an office's: "Director of the Norvane Trust Ana Ruiz"."""
    doc = reading.doc
    bracket = next((t.i for t in doc[low:high] if t.text == "("), high)
    high = next((i + 1 for i in range(bracket - 1, low, -1) if not doc[i].is_punct), high)
    while high < len(doc) and doc[high].tag_ == doc[high - 1].tag_ == "NNP" and continues_name(reading, high):
        high += 1
    first, last = _proper_range(reading, high - 1)
    office = any(
        t.lower_ in roles() or allegiances({t.lower_}) or is_title(t.text) for t in doc[low : high - 1]
    )
    if last != high or not office:
        return
    titled = next((i for i in range(high - 2, max(low, first - 1), -1) if is_title(doc[i].text)), high)
    begins = next((i for i in (high - 3, high - 2) if i >= first and doc[i].lower_ in first_names()), high)
    role = doc[high - 3] if high - 3 >= low else None
    if begins == titled == high and role is not None and role.pos_ == "NOUN" and role.lower_ in roles():
        begins = high - 2  # "the film star Dascha Moll"
    start = titled + 1 if titled < high else begins
    offices = any(t.lower_ in roles() or is_title(t.text) for t in doc[start:high])
    if low < start < high - 1 and not offices and looks_like_name(doc[start:high].text.split()):
        yield start, high


def _may_be_surname(reading: Reading, i: int) -> bool:
    """Whether a source's head may be a surname that the name finder took for something else."""
    token = reading.doc[i]
    word = token.text
    proper = token.tag_ in NAME_TAGS and word[:1].isupper() and not word.isupper() and len(word) > 2
    return proper and not (
        word.casefold() in nations() or word.casefold() in roles() or organisation_in(word)
    )


def _mistaken(token: Token) -> bool:
    """Whether a known surname is a name where the parser takes it for a noun, as in "Marsk asked"."""
    alone = token.tag_ == "NN" and token.text.istitle() and not any(c.i < token.i for c in token.children)
    after = token.doc[token.i + 1 : token.i + 2]
    return alone and token.dep_ == "nsubj" and any(t.pos_ in {"VERB", "AUX"} for t in after)


def _is_alone(reading: Reading, i: int) -> bool:
    """Whether a proper name stands alone, but for titles and roles in front of it."""
    first, last = _proper_range(reading, i)
    return last == i + 1 and _introduced(reading, first, i)


def _widened(reading: Reading, spans: list[tuple[int, int]], heads: Iterable[int]) -> list[tuple[int, int]]:
    """Add the full names that the name finder cut short or missed: where a surname stands alone in
    one place, "Helena Marsk" in another is a person, too."""
    doc = reading.doc
    kept = {start for start, end in spans if end - start == 1 and _is_alone(reading, start)}
    covered = {i for start, end in spans if end - start > 1 for i in range(start, end)}
    out = [span for span in spans if span[1] - span[0] > 1]
    surnames = {doc[i].text for i in heads if _may_be_surname(reading, i)}
    surnames |= {doc[start].text for start, end in spans if end - start == 1}
    pairs = {
        t.i
        for t in doc
        if t.text in surnames and t.i not in covered and t.i and given_name(reading, t.i - 1)
        if _is_pair(reading, t.i - 1, t.i + 1)
    }
    out += [(i - 1, i + 1) for i in pairs]
    known = {doc[i].text for i in [*pairs, *kept, *(end - 1 for _, end in out)]}
    firsts = {doc[start].text for start, end in out if doc[start].lower_ in first_names()}
    known |= {doc[i].text for i in heads if doc[i].text in firsts}
    known |= {
        doc[i].text for i in heads if len(doc[i]) > 3 and doc[i].is_upper and doc[i].text.title() in known
    }
    initials = {"".join(t.text[0] for t in doc[s:e] if t.text.istitle()) for s, e in out}
    known |= {doc[i].text for i in heads if len(doc[i]) > 2 and doc[i].text in initials}
    letters: dict[str, list[str]] = {}
    for word in known:
        letters.setdefault("".join(sorted(word)), []).append(word)
    known |= {
        word
        for word in {doc[i].text for i in heads if _may_be_surname(reading, i)}
        if any(swapped(word, other) for other in letters.get("".join(sorted(word)), ()))
    }
    for token in doc:
        if token.pos_ != "PRON" and token.text in known and token.i not in covered | pairs:
            named = token.i in kept or token.i in heads or token.tag_ in NAME_TAGS or _mistaken(token)
            if named and _is_alone(reading, token.i):
                out.append((token.i, token.i + 1))
    return sorted(set(out))


def find_mentions(
    reading: Reading,
    heads: Collection[int],
    cues: Iterable[int] = (),
    sources: Iterable[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """Find the names of people in an article.

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
    list of (int, int)
        First token and one past the last, in reading order.
    """
    many = {t.i + 1 for t in reading.doc if t.lower_ in _MANY}
    both = {t.i + 1 for t in reading.doc if t.text == "&"}
    both |= {t.i - 1 for t in reading.doc[1:-1] if t.text == "&" and t.nbor().text in _PARTNERS}
    blocked = set(cues) | both | many | _acronyms(reading)
    spans = sorted(
        s for s in set(_mentions(reading, sorted(heads), sources)) if blocked.isdisjoint(range(*s))
    )
    wide = dict.fromkeys(over_hyphens(reading, *span) for span in _widened(reading, spans, heads))
    kept = [s for s in wide if blocked.isdisjoint(range(*s)) and not names_place(reading, *s)]
    return without_first(reading, kept)


def _acronyms(reading: Reading) -> set[int]:
    """The words of capitals that somewhere have an article or stand in brackets: "the SVP", "(SVP)"."""
    short = [t for t in reading.doc if t.is_alpha and t.is_upper and len(t) > 1]
    called = {t.text for t in short if t.i and t.nbor(-1).lower_ in {"the", "("} and t.ent_type_ != "PERSON"}
    return {t.i for t in short if t.text in called}
