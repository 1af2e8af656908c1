"""Attributions without a cue verb: "according to …", "Name: …", "her claim that …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from newslab.tagging.cues import agent_of, cue_row, cue_span, noun_phrase
from newslab.tagging.names import roles
from newslab.tagging.reading import Found, Reading, Span
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESS = re.compile(r" (?:to|on|in|at|after|tells|says) ")
_PHRASES: dict[str, list[tuple[str, ...]]] = {
    "according": [("according", "to")],
    "in": [("in", "the", "words", "of")],
}
# A name or role of up to nine words before a colon, at the start of a line.
_LABEL = re.compile(r"\s*((?:[A-Z“\"‘'][\w.’'-]*)(?: [\w.,’'()-]+){0,8}?)(:) ?(?=\S)")
# After a quotation: a dash and a name or description that ends the line.
_SIGNATURE = re.compile(
    r"[ \t\u00a0]*(?:\n\s*)?([—–―-]{1,2}|~)[ \t\u00a0]*([A-Z][\w.’'-]*(?:,? [\w.,’'()&-]+){0,11}?)"
    r"[.,]?[ \t\u00a0]*(?=[\n\r]|$)"
)
_REPORTING = frozenset({"neutral", "claiming", "conceding"})


@cache
def _classes(name: str) -> Mapping[str, str]:
    """The words of a list of cues by lemma, with their class."""
    return {row["lemma"]: row["class"] for row in vocabulary(name)}


def _around(reading: Reading, low: int, high: int) -> list[Span]:
    """What is left of the sentence when tokens low..high are taken out of it."""
    doc = reading.doc
    start, stop = reading.sentence(doc[low])
    before = reading.clip(start, doc[low].idx, doc[low].idx)
    end = doc[high].idx + len(doc[high])
    after = reading.clip(end, stop, doc[low].idx) if end < stop else None
    return [span for span in (before, after) if span]


def _last_of_phrase(reading: Reading, token: Token) -> Token | None:
    """The preposition that ends "according to" or "in the words of", where one begins here."""
    for phrase in _PHRASES.get(token.lower_, ()):
        words = reading.doc[token.i : token.i + len(phrase)]
        if tuple(w.lower_ for w in words) == phrase:
            return words[-1]
    return None


def according_rule(reading: Reading) -> Iterator[Found]:
    """ "…, according to the ministry" and "according to the ministry, …"."""
    for token in reading.doc:
        if token.i + 3 >= len(reading.doc):
            break
        to = _last_of_phrase(reading, token)
        if to is None:
            continue
        head = next((c for c in to.children if c.dep_ == "pobj"), None)
        if head is None:
            continue
        source = noun_phrase(reading, head, to)
        last = max((t.i for t in head.subtree if source and t.idx < source[1]), default=head.i)
        content = _one_side(reading, _around(reading, token.i, last), token)
        if source and content:
            cue = (token.idx, to.idx + len(to))
            yield Found([source], [cue], content, "according to", "accord", "neutral", head.i)


def _one_side(reading: Reading, spans: list[Span], token: Token) -> list[Span]:
    """Of a sentence on both sides of "according to X": both where commas set it in, else one."""
    if len(spans) < 2:
        return spans
    before, after = spans
    if before[1] - before[0] < 4:
        return [after]
    comma = reading.text[: token.idx].rstrip()[-1:] in {",", "—", "–"}
    joined = re.match(r"\s*(?:and|but|while|although|who|which)\b", reading.text[after[0] : after[0] + 12])
    return [before] if joined or not comma else spans


def as_rule(reading: Reading) -> Iterator[Found]:
    """ "…, as stated by the source" and "as the minister said, …"."""
    for token in reading.doc:
        if token.lower_ != "as" or token.dep_ not in {"mark", "advmod"} or token.head.i <= token.i:
            continue
        verb = token.head
        row = cue_row(verb)
        if (
            row is None
            or not (row["clause"] and row["quote"])
            or row["class"] not in _REPORTING
            or any(c.dep_ == "ccomp" or (c.dep_ == "dobj" and row["lemma"] != "put") for c in verb.children)
        ):
            continue
        head = agent_of(verb) or next((c for c in verb.children if c.dep_ == "nsubj"), None)
        source = noun_phrase(reading, head) if head is not None else None
        members = [t.i for t in verb.subtree]
        content = _around(reading, members[0], members[-1])
        if source and content and head is not None:
            cue = _as_cue(reading, token, verb, source)
            yield Found([source], cue, content[:1], "as stated by", row["lemma"], row["class"], head.i)


def _as_cue(reading: Reading, word: Token, verb: Token, source: Span) -> list[Span]:
    """ "as stated by" in one piece, "as … said" in two around the source."""
    if source[0] >= verb.idx + len(verb):
        by = next((c for c in verb.children if c.lower_ == "by" and c.idx < source[0]), verb)
        return [(word.idx, by.idx + len(by))]
    return [(word.idx, word.idx + len(word)), cue_span(reading, verb)]


def colon_rule(reading: Reading) -> Iterator[Found]:
    """ "Minister: We will not pay" in a headline, and "DALE: Who told you?" in a transcript."""
    labels = Counter(reading.text[s:e].split(":", 1)[0].strip(' "“') for s, e in reading.lines)
    dialogue = labels["Q"] > 0 and labels["A"] > 0
    for start, end in reading.lines:
        line = reading.text[start:end]
        # A transcript that is quoted as a whole opens each line with a mark.
        opened = re.match(r'["“](?=[A-Z][A-Z .\'’-]+:)', line)
        match = _LABEL.match(line, opened.end() if opened else 0)
        if not match or (len(match[1]) < 3 and not dialogue):
            continue
        quoted = any(q.start < start + match.end(1) < q.end for q in reading.quotations)
        if quoted and not (opened and labels[match[1]] > 1):
            continue
        # "Ruiz to Dunn: Pay up" and "Ruiz on tax: We pay" have the speaker in front.
        who = _ADDRESS.split(match[1])[0]
        low, colon = start + match.start(1), start + match.end(1)
        head = _named(reading, low, low + len(who), sure=labels[match[1]] > 1 or len(match[1]) < 3)
        verb = head if head is not None and cue_row(head) is not None else None
        if verb is not None and verb.i > 0 and verb.nbor(-1).idx >= low:  # "Ruiz continued:"
            head, who = verb.nbor(-1), reading.text[low : verb.idx].rstrip()
        content = _after_colon(reading, start + match.end(), end)
        rule = "transcript" if labels[match[1]] > 1 and match[1].isupper() else "colon"
        if head is not None and content and len(reading.text[content[0] : content[1]].split()) > 1:
            yield Found([(low, low + len(who))], [(colon, colon + 1)], [content], rule, "", "neutral", head.i)


def signed_rule(reading: Reading) -> Iterator[Found]:
    """“We never met him.” — Ana Ruiz, in the line of the quotation or in the next one."""
    for quotation in reading.quotations:
        match = _SIGNATURE.match(reading.text, quotation.end) if quotation.sure else None
        if match is None or len(reading.text[quotation.start : quotation.end].split()) < 3:
            continue
        span = reading.doc.char_span(*match.span(2), alignment_mode="contract")
        if span is None or any(t.pos_ in {"VERB", "AUX"} for t in span):
            continue
        whole = [reading.quotations[n] for n in reading.groups[quotation.group]]
        content = [(q.start, q.end) for q in whole]
        yield Found([match.span(2)], [match.span(1)], content, "signed", "", "neutral", span.root.i)


def _after_colon(reading: Reading, start: int, end: int) -> Span | None:
    """The rest of a line; a closing mark at its end belongs to it."""
    content = reading.clip(start, end, start - 1)
    opening = next((q for q in reading.quotations if content and q.start == content[0] and q.closed), None)
    if opening is not None and re.match(r"\s*[A-Z][\w.’' -]{1,40}: ?[“\"]", reading.text[opening.end : end]):
        return opening.start, opening.end  # another speaker follows in the line
    last = len(reading.text[:end].rstrip())
    if content and reading.text[last - 1] in "”\"’'" and reading.text[content[0]] in "“\"‘'":
        return content[0], last
    return content


def _surname_of(reading: Reading, label: str) -> bool:
    """Whether a word is the last of a full name elsewhere in the article."""
    return " " not in label and bool(re.search(rf"[A-Z][\w’'-]+ {re.escape(label)}\b", reading.text))


def _named(reading: Reading, start: int, end: int, *, sure: bool) -> Token | None:
    """The head of a span that is a person or group: by the name finder, a role, a full name elsewhere, or
    because several lines begin with it."""
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    if span is not None and sure:
        return span.root
    if span is None or any(t.pos_ in {"VERB", "AUX"} for t in span):
        return None
    person = any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or t.lower_ in roles() for t in span)
    proper = all(t.pos_ in {"PROPN", "ADJ", "NOUN", "PUNCT", "PART"} or t.lower_ == "of" for t in span)
    return span.root if proper and (person or _surname_of(reading, span.text)) else None


def noun_rule(reading: Reading) -> Iterator[Found]:
    """ "the minister's claim that …", "a belief among voters that …"."""
    nouns = _classes("cue_nouns")
    for token in reading.doc:
        cue_class = nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if cue_class is None:
            continue
        clause = next((c for c in token.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > token.i
                       and c.left_edge.lower_ == "that" and c.left_edge.dep_ == "mark"), None)  # fmt: skip
        if clause is None:
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None) or _by(token)
        source = noun_phrase(reading, owner, token) if owner is not None else None
        if source and reading.text[source[0] : source[1]].endswith(("’s", "'s")):
            source = (source[0], source[1] - 2)
        content = reading.clip(
            clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge), token.idx
        )
        if source and owner is not None and content:
            cue = (token.idx, token.idx + len(token))
            yield Found([source], [cue], [content], "noun", token.lemma_.lower(), cue_class, owner.i)


def adjective_rule(reading: Reading) -> Iterator[Found]:
    """ "Residents are afraid that …", "the minister was sure that …"."""
    adjectives = _classes("cue_adjectives")
    for token in reading.doc:
        cue_class = adjectives.get(token.lower_)
        if cue_class is None or token.dep_ not in {"acomp", "attr", "oprd"}:
            continue
        clause = next((c for c in token.children if c.dep_ in {"ccomp", "advcl"} and c.i > token.i), None)
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if clause is None or subject is None or clause.left_edge.lower_ in {"if", "because", "when", "as"}:
            continue
        source = noun_phrase(reading, subject, token.head)
        content = reading.clip(
            clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge), token.idx
        )
        if source and content and subject.lower_ not in {"it", "this", "that", "there"}:
            cue = (token.head.idx, token.idx + len(token))
            yield Found([source], [cue], [content], "adjective", token.lower_, cue_class, subject.i)


def _by(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None
