"""Who (source) is said to say what (content) by which words (cue): the rules, and how they combine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newslab.tagging.clauses import clause_rule
from newslab.tagging.cues import candidates, other_verbs
from newslab.tagging.phrases import according_rule, adjective_rule, as_rule, colon_rule, noun_rule
from newslab.tagging.quoted import leftover_rule, quoted_rule
from newslab.tagging.reading import Found, Reading, Span

PHRASES: tuple[Callable[[Reading], Iterator[Found]], ...] = (
    according_rule,
    as_rule,
    colon_rule,
    noun_rule,
    adjective_rule,
)


def _length(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)


def _overlap(a: list[Span], b: list[Span]) -> int:
    return sum(max(0, min(e, f) - max(s, g)) for s, e in a for g, f in b)


def _same(a: Found, b: Found) -> bool:
    """Whether two finds are one attribution: most of the shorter content is the other's."""
    both = _overlap(a.content, b.content)
    return both > 0.7 * max(_length(a.content), _length(b.content))


def _in_boilerplate(reading: Reading, found: Found) -> bool:
    spans = [*found.content, *found.source]
    return any(s < b and a < e for s, e in spans for a, b in reading.boilerplate)


def _nest(found: list[Found]) -> None:
    """Mark each find whose words all lie in another's content as being within it."""
    for n, f in enumerate(found):
        own = [*f.content, *f.cue]
        outer = [
            k for k, g in enumerate(found)
            if k != n and _length(g.content) > _length(f.content)
            and all(any(a <= s and e <= b for a, b in g.content) for s, e in own)
        ]  # fmt: skip
        f.within = min(outer, key=lambda k: _length(found[k].content)) if outer else None


def find_attributions(reading: Reading) -> list[Found]:
    """Find every attribution of a parsed article by rules.

    Parameters
    ----------
    reading : Reading
        The article with its tokens, lines and quotations.

    Returns
    -------
    list of Found
        In reading order. No span crosses a line break or lies in boilerplate; an attribution
        inside another's content has `within`, the index of the one that encloses it.
    """
    verbs = list(candidates(reading))
    found = list(quoted_rule(reading, verbs, other_verbs(reading)))
    claimed = {f.cue[0] for f in found if f.cue}
    for rule in PHRASES:
        found.extend(rule(reading))
    for verb, row in verbs:
        for f in clause_rule(reading, verb, row):
            if f.cue[0] in claimed and not any(
                _replace(g, f) for g in found if g.cue and g.cue[0] == f.cue[0]
            ):
                continue
            if not any(_same(f, g) for g in found):
                found.append(f)
    found.extend(leftover_rule(reading, found))
    kept = [f for f in found if not _in_boilerplate(reading, f)]
    kept.sort(key=lambda f: (f.start, f.rule))
    _nest(kept)
    return kept


def _replace(quoted: Found, clause: Found) -> bool:
    """Take the clause's extent where it holds the quotation and more: said “yes” to the plan."""
    inside = _overlap(quoted.content, clause.content) >= _length(quoted.content)
    if quoted.rule == "quotation" and inside and _length(clause.content) > _length(quoted.content) + 3:
        quoted.content = clause.content
    return False
