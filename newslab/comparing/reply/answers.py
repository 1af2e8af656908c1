"""What an article gives of a party in return."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslab.comparing.reply.parties import common_words, others
from newslab.frames import JOINT

if TYPE_CHECKING:
    from newslab.comparing.reply.parties import Cast, Party

ANSWERS = ("denial", "reply", "declined", "unreachable", "silence")
_NEAR = 1  # paragraphs
_USUAL = 0.15  # of an article's attributions
_UNREACHABLE = re.compile(
    r"\b(?:reach(?:ed|able)|unreachable|unavailable|respond(?:ed)?|return(?:ed)?|answer(?:ed)?|repl(?:y|ied)"
    r"|contact(?:ed)?|available|call(?:s|ed)?)\b",
    re.IGNORECASE,
)
_DECLINED = re.compile(r"\b(?:declin|refus|would not|no comment|wouldn[’']t|unwilling)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What is given in return: its kind, its row of the attributions table, how far below, and why."""

    kind: str
    row: Mapping[str, Any] | None
    paragraphs: int | None
    words: int | None
    reason: str


def _stems(text: Any, name: str = "") -> set[str]:
    """The rarer words of a text, cut to six letters; not those of a party's name."""
    own = {word.casefold() for word in re.findall(r"\w+", name)}
    words = {word.casefold() for word in re.findall(r"[^\W\d_]{5,}", text if isinstance(text, str) else "")}
    return {word[:6] for word in words - own - common_words()}


def _place(row: Mapping[str, Any], end: bool) -> int | None:
    spans = row["content_spans"]
    if not isinstance(spans, (list, tuple)) or not spans:
        return None
    return int(spans[-1][1] if end else spans[0][0])


def _distance(said: Mapping[str, Any], row: Mapping[str, Any], text: Any) -> tuple[int | None, int | None]:
    """How many paragraphs and words an answer stands below an accusation; negative above it."""
    above, below = said["paragraph"], row["paragraph"]
    paragraphs = None if above is None or below is None else int(below) - int(above)
    ends = [(_place(one, False), _place(one, True)) for one in (said, row)]
    if not isinstance(text, str) or any(place is None for pair in ends for place in pair):
        return paragraphs, None
    (first, first_end), (second, second_end) = ends
    if second >= first:  # type: ignore[operator]
        return paragraphs, len(re.findall(r"\w+", text[first_end:second]))
    return paragraphs, -len(re.findall(r"\w+", text[second_end:first]))


def usual_stems(rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Stems that many of an article's contents share, which say little of what one answers."""
    counts = Counter(stem for row in rows for stem in _stems(row["content"]))
    return frozenset(stem for stem, n in counts.items() if n > max(2, len(rows) * _USUAL))


def _speakers(row: Mapping[str, Any]) -> set[str]:
    return set(str(row["speaker_id"] or row["speaker"]).split(JOINT))


def _kind(
    said: Mapping[str, Any], row: Mapping[str, Any], party: Party, usual: Set[str]
) -> tuple[str, str] | None:
    """What one of the party's attributions is to the accusation, and why."""
    if row["speech"] == "no_response":
        words = f"{row['cue'] or ''} {row['content'] or ''}"
        declined = _DECLINED.search(words) or not _UNREACHABLE.search(words)
        return ("declined" if declined else "unreachable"), f"“{words.strip()}”"
    common = _stems(said["content"], party.name) & _stems(row["content"], party.name)
    below = _below(said, row)
    near = below is not None and 0 <= below <= _NEAR
    why = f"both have {', '.join(sorted(common))}…" if common else f"stands {below} paragraphs below"
    if row["speech"] == "denial" and (common or (below is not None and below >= 0)):
        return "denial", f"its cue denies; {why}"
    # One word in common may be chance: above an accusation, where nobody can know of it, or of a usual word.
    tells = len(common) > 1 or (below is not None and common - usual)
    return ("reply", why) if near or tells else None


def _below(said: Mapping[str, Any], row: Mapping[str, Any]) -> int | None:
    """How many paragraphs below an accusation something else stands; None above it, or where none tells."""
    told = said["paragraph"] is not None and row["paragraph"] is not None
    later = row["attribution"] > said["attribution"]
    return int(row["paragraph"]) - int(said["paragraph"]) if told and later else None


def find_answer(
    said: Mapping[str, Any],
    party: Party,
    rows: Sequence[Mapping[str, Any]],
    cast: Cast,
    text: Any,
    usual: Set[str] = frozenset(),
) -> Answer:
    """Find what the article gives of the accused in return.

    Parameters
    ----------
    said : mapping
        The accusation's row of the attributions table.
    party : Party
        The accused.
    rows : sequence of mappings
        The article's attributions.
    cast : Cast
        The article's parties.
    text : str
        The article's text.
    usual : set of str
        What `usual_stems` gives for the article.

    Returns
    -------
    Answer
        The denial, reply or refusal nearest to the accusation, those below it before those above.
    """
    found, elsewhere = [], 0
    for row in others(rows, said):
        whose = cast.speaks_for(row, party)
        if not whose or _speakers(row) & _speakers(said):
            continue
        kind = _kind(said, row, party, usual)
        elsewhere += kind is None
        if kind:
            far = int(row["attribution"]) - int(said["attribution"])
            found.append((ANSWERS.index(kind[0]), far < 0, abs(far), row, *kind, whose))
    if not found:
        told = (
            f"speaks {elsewhere} times, of something else" if elsewhere else "does not speak in the article"
        )
        return Answer("silence", None, None, None, told)
    *_, row, name, why, whose = min(found, key=lambda one: one[:3])
    return Answer(name, row, *_distance(said, row, text), f"{whose}; {why}")
