"""Attributions that the grammar shows: a cue verb with its clause, infinitive or object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from newslab.tagging.cues import (
    agent_of,
    cue_span,
    cue_verbs,
    is_empty_subject,
    is_negated,
    is_passive,
    noun_phrase,
    subject_of,
    subjects_of,
)
from newslab.tagging.names import roles
from newslab.tagging.reading import Found, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTRASTS = frozenset({"though", "although", "while", "whereas", "but", "as"})
_OF = frozenset({"of", "as", "for", "over", "about"})
_SPEAKS = frozenset({"say", "add", "tell"})
_OPENS_CLAUSE = frozenset({"PRON", "DET", "NOUN", "PROPN", "SCONJ", "NUM", "ADJ"})
_COMMAS = frozenset({",", "”", "’", '"', "»"})
_PERSONAL = frozenset({"i", "me", "we", "us", "you"})


def source_of(reading: Reading, verb: Token, *, passive: bool = True) -> tuple[list[Span], Token | None]:
    """Source spans and the token that heads them; nothing where the verb names nobody."""
    head = agent_of(verb) if passive and is_passive(verb) else subject_of(verb)
    if head is None or is_empty_subject(head) or reading.line_of[head.i] != reading.line_of[verb.i]:
        return [], None
    span = noun_phrase(reading, head, verb)
    pronoun = next(
        (c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in {"who", "which", "that"}), None
    )
    if span and pronoun is not None and pronoun.i != head.i and 0 <= pronoun.idx - span[1] <= 2:
        span = (span[0], pronoun.idx + len(pronoun))
    return ([span] if span else []), head


def _extent(reading: Reading, head: Token, verb: Token) -> Span | None:
    """The subtree of a clause after the verb, as characters."""
    side = [t for t in head.subtree if t.i > verb.i and reading.line_of[t.i] == reading.line_of[verb.i]]
    if not side:
        return None
    start, end = side[0].idx, side[-1].idx + len(side[-1])
    low, high = reading.sentence(verb)
    end = min(end, high) if reading.quote_of[side[-1].i] < 0 else end
    breaks = (t for t in side[3:] if _is_comment(reading, t) or _is_next_cue(reading, t))
    cut = next(breaks, None)
    return max(start, low), min(end, cut.idx) if cut is not None else end


def _is_next_cue(reading: Reading, word: Token) -> bool:
    """Whether a word opens the telling of someone else: "…, and the ministry denied …"."""
    if word.i == 0 or reading.doc[word.i - 1].text not in _COMMAS or reading.quote_of[word.i] >= 0:
        return False
    if word.lower_ == "adding":
        return True
    if reading.doc[word.i - 1].text != ",":
        return False
    if word.dep_ == "cc":
        verb = next((c for c in word.head.children if c.dep_ == "conj" and c.i > word.i), None)
    elif word.lower_ == "which":
        verb = next((t for t in word.ancestors if t.dep_ == "relcl"), None)
    else:
        verb = word.head if word.dep_ in {"mark", "advmod"} and word.lower_ in _CONTRASTS else None
    if verb is None:
        return False
    row = cue_verbs().get(verb.lemma_.casefold())
    return bool(row and row["clause"] and row["quote"]) and any(
        c.dep_ == "nsubj" and c.i > word.i for c in verb.children
    )


def _is_comment(reading: Reading, word: Token) -> bool:
    """Whether "…, as mentioned in an interview" tells of the telling and is no part of what is told."""
    comma = word.lower_ == "as" and word.head.i > word.i > 0 and reading.doc[word.i - 1].text == ","
    return (
        comma
        and reading.quote_of[word.i] < 0
        and word.head.lemma_.casefold() in cue_verbs()
        and word.head.dep_ in {"advcl", "acl", "relcl", "ccomp"}
    )


def _verb_clause(reading: Reading, verb: Token, content: Token) -> tuple[int, int]:
    """First and last token of "she said on Tuesday", the content left out."""
    inside = {t.i for t in content.subtree} if content.i != verb.head.i or content == verb else set()
    own = [t.i for t in verb.subtree if t.i not in inside and t.dep_ != "punct"] or [verb.i]
    low = high = verb.i
    members = set(own) | {t.i for t in verb.subtree if t.dep_ == "punct" and t.text != ","}
    while low - 1 in members:
        low -= 1
    while high + 1 in members:
        high += 1
    return low, high


def _after(reading: Reading, verb: Token, head: Token) -> list[Span]:
    extent = _extent(reading, head, verb)
    span = reading.clip(*extent, verb.idx) if extent else None
    return [span] if span else []


def _before(reading: Reading, verb: Token, head: Token) -> list[Span]:
    """A clause in front of its cue, and what follows when the cue is set into it."""
    low, high = _verb_clause(reading, verb, head)
    start, stop = reading.sentence(verb)
    doc = reading.doc
    first = reading.clip(start, doc[low].idx, verb.idx)
    out = [first] if first else []
    comma = high + 1 < len(doc) and doc[high + 1].text in {",", "—", "–"}
    rest = [t for t in head.subtree if t.i > high + 1]
    if comma and rest and doc[high].idx + len(doc[high]) < stop:
        second = reading.clip(doc[high + 1].idx, stop, verb.idx)
        if second and second[0] > doc[high].idx:
            out.append(second)
    return out


def _complement(verb: Token, wanted: tuple[str, ...]) -> Token | None:
    return next((c for c in verb.children if c.dep_ in wanted and c.i > verb.i), None)


def _that(reading: Reading, verb: Token) -> list[Span]:
    """A clause with "that" some words after its cue, which the parser hung on a noun between them:
    "complained in a letter that …"."""
    _, stop = reading.sentence(verb)
    for token in reading.doc[verb.i + 1 : verb.i + 12]:
        if token.idx >= stop or token.pos_ in {"VERB", "AUX"} or reading.quote_of[token.i] >= 0:
            return []
        if token.lower_ == "that" and _opens_clause(token):
            last = token.head.right_edge
            end = last.idx + len(last)
            span = reading.clip(token.idx, end if reading.quote_of[last.i] >= 0 else min(end, stop), verb.idx)
            return [span] if span and verb.i < token.head.head.i < token.i else []
    return []


def _opens_clause(that: Token) -> bool:
    """Whether "that" opens what is said, not what a noun is: the parser takes one for the other."""
    clause = that.head
    if that.dep_ == "mark":
        return clause.dep_ in {"acl", "advcl", "relcl", "ccomp"}
    full = any(c.dep_ in {"nsubjpass", "dobj"} and c.i != that.i for c in clause.children)
    return that.dep_ == "dobj" and clause.dep_ == "relcl" and full


def _clause(reading: Reading, verb: Token) -> tuple[list[Span], str]:
    head = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.i - verb.i < 60), None)
    if head is not None:
        return _after(reading, verb, head), "clause"
    if content := _that(reading, verb):
        return content, "clause"
    head = next((c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.i < verb.i), None)
    if head is not None and any(c.dep_ == "nsubj" and c.i > head.i for c in verb.children):
        return _before(reading, verb, head), "fronted clause"
    if verb.dep_ in {"parataxis", "ccomp", "advcl", "dep"} and _is_inserted(reading, verb):
        return _before(reading, verb, verb.head), "inserted cue"
    return [], ""


def _is_inserted(reading: Reading, verb: Token) -> bool:
    """Whether "she said" stands between commas or at the end, in a clause that is not its object."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or any(c.dep_ == "mark" for c in verb.children):
        return False
    low = min(verb.i, subject.left_edge.i)
    return low > 0 and reading.doc[low - 1].text in {",", "—", "–", "-"} and verb.head.pos_ in {"VERB", "AUX"}


def _object(reading: Reading, verb: Token, head: Token) -> list[Span]:
    """The object with what it is praised for, accused of, described as."""
    last = [c for c in verb.children if c.i > head.i and c.dep_ in {"prep", "dobj"} and c.lower_ in _OF]
    extents = [e for t in (head, *last) if (e := _extent(reading, t, verb))]
    span = reading.clip(min(s for s, _ in extents), max(e for _, e in extents), verb.idx) if extents else None
    return [span] if span else []


def _prepositional(reading: Reading, verb: Token, row: Mapping[str, str]) -> list[Span]:
    """What a verb with its preposition says: called for calm, pointed to the figures."""
    wanted = row["prepositions"].split()
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in wanted and c.i > verb.i), None)
    extent = _extent(reading, prep, verb) if prep is not None else None
    if extent is None or prep is None or prep.right_edge.i == prep.i:
        return []
    span = reading.clip(prep.idx + len(prep), extent[1], verb.idx)
    return [span] if span else []


def _objects(reading: Reading, verb: Token, row: Mapping[str, str]) -> tuple[list[Span], str]:
    if row["infinitive"] and (head := _complement(verb, ("xcomp",))) is not None and head.tag_ == "VB":
        return _after(reading, verb, head), "infinitive"
    if (
        row["gerund"]
        and (head := _complement(verb, ("xcomp", "ccomp", "dobj", "pcomp", "advcl"))) is not None
        and (head.tag_ == "VBG" or head.left_edge.lower_ == "having")
    ):
        return _after(reading, verb, head), "gerund"
    if row["oprd"] and (head := _complement(verb, ("oprd",))) is not None:
        target = _complement(verb, ("dobj",))
        spans = _after(reading, verb, head)
        if target is not None and target.i < head.i and spans:
            first = noun_phrase(reading, target, verb)
            return ([(first[0], spans[0][1])] if first else spans), "description"
        return spans, "description"
    if content := _prepositional(reading, verb, row):
        return content, "preposition"
    if row["object"] and (head := _complement(verb, ("dobj",))) is not None and head.lower_ not in _PERSONAL:
        return _object(reading, verb, head), "object"
    return [], ""


def _silence(reading: Reading, verb: Token) -> list[Span]:
    """What somebody has not answered: "to the statements", or the verb itself where nothing follows."""
    prep = next((c for c in verb.children if c.dep_ in {"prep", "dobj", "dative"} and c.i > verb.i), None)
    extent = _extent(reading, prep, verb) if prep is not None else None
    span = reading.clip(*extent, verb.idx) if extent else (verb.idx, verb.idx + len(verb))
    return [span] if span else []


def _plain(reading: Reading, verb: Token) -> list[Span]:
    """What is left of the sentence beside "she said", where the parser saw no clause."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or is_passive(verb):
        return []
    start, stop = reading.sentence(verb)
    following = reading.doc[verb.i + 1] if verb.i + 1 < len(reading.doc) else None
    low = min(subject.left_edge.i, verb.i)
    before = reading.text[start : reading.doc[low].idx].rstrip()
    if following is not None and following.idx < stop and following.pos_ in _OPENS_CLAUSE:
        span = reading.clip(following.idx, stop, verb.idx)
        return [span] if span and len(reading.text[span[0] : span[1]].split()) > 2 else []
    if before.endswith(",") and len(before.split()) > 2:
        span = reading.clip(start, reading.doc[low].idx, verb.idx)
        return [span] if span else []
    return []


def _inverted(reading: Reading, verb: Token) -> tuple[list[Span], Token | None]:
    """The one who speaks after the cue: "…, warned the chairman"."""
    head = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    span = noun_phrase(reading, head, verb) if head is not None else None
    return ([span] if span else []), head


def _fronted(reading: Reading, verb: Token) -> list[Span]:
    """A sentence before "…, warned the chairman", whose speaker the parser took for an object."""
    commas = verb.i > 0 and reading.doc[verb.i - 1].text == "," and verb.tag_ in {"VBD", "VBZ"}
    if not commas or subjects_of(verb) or verb.dep_ not in {"dep", "parataxis", "ccomp"}:
        return []
    source, head = _inverted(reading, verb)
    if not source or head is None or not (head.ent_type_ == "PERSON" or head.lower_ in roles()):
        return []
    start, _ = reading.sentence(verb)
    span = reading.clip(start, verb.idx, verb.idx)
    return [span] if span else []


def clause_rule(reading: Reading, verb: Token, row: Mapping[str, str]) -> Iterator[Found]:
    """A cue verb with a clause, an infinitive or an object of its own."""
    content: list[Span] = []
    rule = ""
    if row["silence"] and is_negated(verb):
        content, rule = _silence(reading, verb), "silence"
    if not content and row["clause"]:
        content, rule = _clause(reading, verb)
    if not content:
        content, rule = _objects(reading, verb, row)
    inverted = not content and bool(row["clause"] and row["quote"])
    if inverted:
        content, rule = _fronted(reading, verb), "fronted clause"
        inverted = bool(content)
    if not content and row["lemma"] in _SPEAKS:
        content, rule = _plain(reading, verb), "plain"
    if not content:
        return
    source, head = source_of(reading, verb, passive=rule != "silence")
    if inverted:
        source, head = _inverted(reading, verb)
    if rule == "clause" and len(own := subjects_of(verb)) > 1 and own[0].i < own[1].i < verb.i:
        # "The mine, she said, would close": the parser hung the first subject on the cue.
        told = noun_phrase(reading, own[0], own[1])
        content = [told, *content] if told and told[1] <= own[1].idx else content
    if head is not None and head.lower_ in {"you", "one"}:
        return
    if reading.quote_of[verb.i] >= 0 and (head is None or head.lower_ in _PERSONAL):
        return  # "Show me", "I think": the speaker's own words, not somebody else's
    yield Found(
        source, [cue_span(reading, verb)], content, rule,
        lemma=row["lemma"], cue_class=row["class"], head=head.i if head is not None else None,
    )  # fmt: skip
