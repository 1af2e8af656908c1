"""From what the rules found in one article to rows of the attributions and speakers tables."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from newslab.frames import GAP
from newslab.passages import counted_words
from newslab.tagging.actor import actor_of, politicians, rulers
from newslab.tagging.attribution import find_attributions
from newslab.tagging.cast import Resolved, Speaker
from newslab.tagging.confidence import confidence_of
from newslab.tagging.judging import find_with_tagger
from newslab.tagging.names import writers_of
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.source import (
    channel_of,
    identification_of,
    own_words,
    speech_of,
    spread_channels,
)
from newslab.tagging.speaker import resolve_speakers

if TYPE_CHECKING:
    from newslab.tagging.aliases import Aliases
    from newslab.tagging.model import Tagger

_WORD = re.compile(r"\w+")


# The surnames of who rules and of who is a politician.
Known = tuple[frozenset[str], frozenset[str]]


def _words(text: str, spans: list[Span]) -> int:
    return sum(len(_WORD.findall(text[s:e])) for s, e in spans)


def _quoted_words(reading: Reading, spans: list[Span]) -> int:
    cut = []
    for start, end in spans:
        n = max(0, bisect_right(reading.quotations, start, key=lambda q: q.start) - 1)
        for quotation in reading.quotations[n:]:
            if quotation.start >= end:
                break
            if quotation.end > start:
                cut.append((max(start, quotation.start), min(end, quotation.end)))
    return _words(reading.text, cut)


def _kind(reading: Reading, spans: list[Span], words: int) -> str:
    """direct from quotation mark to quotation mark, mixed where it holds some, else indirect."""
    quoted = _quoted_words(reading, spans)
    if quoted and quoted == words:
        return "direct"
    return "mixed" if quoted else "indirect"


def _joined(text: str, spans: list[Span]) -> str:
    return GAP.join(text[s:e] for s, e in spans)


def _row(
    article: dict[str, Any], reading: Reading, found: Found, resolved: Resolved, known: Known
) -> dict[str, Any]:
    """One row of the attributions table, but for what needs the whole article."""
    text = reading.text
    words = _words(text, found.content)
    identification, why_identified = identification_of(reading, found, resolved)
    role, why_role = actor_of(resolved.speakers, *known)
    speech, why_speech = speech_of(reading, found)
    return {
        "article_id": article["article_id"],
        "kind": _kind(reading, found.content, words),
        **{role: _joined(text, getattr(found, role)) for role in ("content", "cue", "source")},
        **{f"{role}_spans": list(getattr(found, role)) for role in ("content", "cue", "source")},
        "speaker": resolved.name or None,
        "identification": identification,
        "role": role,
        "speech": speech,
        "cue_class": found.cue_class or None,
        "words": words,
        "quoted_words": _quoted_words(reading, found.content),
        "within": found.within,
        "confidence": confidence_of(found) if found.confidence is None else found.confidence,
        "found_by": f"{found.by}: {found.rule}" if found.rule else found.by,
        "reasons": {
            "speaker": resolved.reason,
            "identification": why_identified,
            "role": why_role,
            "speech": why_speech,
        },
    }


def _heading(passages: list[dict[str, Any]]) -> int:
    """Where the headline and what stands between it and the lead end, in characters."""
    top = itertools.takewhile(lambda p: p["kind"] not in {"lead", "body"}, passages)
    return max((p["end"] for p in top if p["kind"] in {"headline", "subhead"}), default=0)


def _placed(
    reading: Reading, rows: list[dict[str, Any]], passages: list[dict[str, Any]], counted: list[int]
) -> None:
    """Fill in passage, paragraph and position of each row; `counted` are the starts of words that count."""
    lines = [start for start, end in reading.lines if reading.text[start:end].strip()]
    for row in rows:
        start = row["content_spans"][0][0]
        row["passage"] = next((p["kind"] for p in passages if p["start"] <= start < p["end"]), "body")
        row["paragraph"] = max(0, bisect_right(lines, start) - 1)
        row["position"] = bisect_left(counted, start) / max(1, len(counted))


def _speakers(
    article_id: str, rows: list[dict[str, Any]], named: list[list[Speaker]], known: Known
) -> list[dict[str, Any]]:
    """One row a speaker of the article; inner attributions count for nothing."""
    out: dict[int, dict[str, Any]] = {}
    for row, speakers in zip(rows, named, strict=True):
        for speaker in speakers:
            entry = out.setdefault(id(speaker), {
                "article_id": article_id, "speaker": speaker.name, "aliases": speaker.aliases,
                "descriptions": speaker.phrases, "identification": speaker.kind,
                "evidence": (evidence := actor_of([speaker], *known)), "role": evidence[0],
                "linked_by": speaker.linked_by,
                "attributions": 0, "words": 0.0, "first_position": row["position"],
            })  # fmt: skip
            if row["within"] is None:
                entry["attributions"] += 1
                entry["words"] += row["words"] / len(speakers)
        row["who"] = [out[id(speaker)] for speaker in speakers]
    return list(out.values())


def tag_article(
    article: dict[str, Any],
    reading: Reading,
    passages: list[dict[str, Any]],
    aliases: Aliases | None = None,
    tagger: Tagger | None = None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """The attribution rows and speaker rows of one article, and how many words it has that count.

    In `who` each attribution row has the speaker rows of its speakers.
    """
    counted = counted_words(reading.text, passages)
    found = find_attributions(reading) if tagger is None else find_with_tagger(reading, tagger)
    outlet = article.get("outlet")
    writers, outlet = writers_of(article.get("byline")), outlet if isinstance(outlet, str) else ""
    resolved = list(resolve_speakers(reading, found, writers, outlet, _heading(passages)))
    if aliases is not None:
        aliases.apply(resolved, [_joined(reading.text, f.source) for f in found])
    for f, r in zip(found, resolved, strict=True):
        for speaker in r.speakers:
            speaker.cues.append(_joined(reading.text, f.cue).casefold())
    all_of_them = [s for r in resolved for s in r.speakers]
    known = rulers(all_of_them), politicians(all_of_them, reading.text)
    rows = [_row(article, reading, f, r, known) for f, r in zip(found, resolved, strict=True)]
    names = [row["speaker"] or "" for row in rows]
    own = own_words(reading, found, names)
    channels = [channel_of(reading, f, r, w) for f, r, w in zip(found, resolved, own, strict=True)]
    channels = spread_channels(channels, names)
    for n, row in enumerate(rows):
        row["attribution"] = n
        row["channel"], row["reasons"]["channel"] = channels[n]
    _placed(reading, rows, passages, counted)
    return rows, _speakers(article["article_id"], rows, [who.named for who in resolved], known), len(counted)
