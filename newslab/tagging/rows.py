"""From what the rules found in one article to rows of the attributions and speakers tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from newslab.frames import GAP, JOINT, UNASSIGNED
from newslab.passages import counted_words
from newslab.tagging.actor import actor_of
from newslab.tagging.attribution import find_attributions
from newslab.tagging.confidence import confidence_of
from newslab.tagging.judging import find_with_tagger
from newslab.tagging.names import writer_of
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.source import (
    channel_of,
    identification_of,
    speech_of,
    spread_channels,
)
from newslab.tagging.speaker import Resolved, Speaker, resolve_speakers

if TYPE_CHECKING:
    from newslab.tagging.model import Tagger
    from newslab.tagging.side import Codebook

_WORD = re.compile(r"\w+")


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


def _slug(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.casefold()))


def _speaker_id(article_id: str, speaker: Speaker) -> str:
    """Named speakers are one across the corpus; an unnamed one is only ever the article's own."""
    slug = _slug(speaker.name)
    return slug if speaker.kind in {"named_person", "named_group"} else f"{article_id}/{slug}"


def _sides(codebook: Codebook | None, speakers: list[Speaker]) -> tuple[list[str | None], str]:
    """The side of each speaker of an attribution, and the rules that gave them."""
    if codebook is None:
        return [None] * len(speakers), "no codebook"
    given = [codebook.side_of(s.name, [*s.phrases, *s.aliases], actor=actor_of([s])[0]) for s in speakers]
    reasons = "; ".join(dict.fromkeys(reason for _, reason in given)) or "no speaker"
    return [side for side, _ in given], reasons


def _joined_sides(sides: list[str | None]) -> str | None:
    """One side, or of a joint source one side a speaker, in the speakers' order."""
    if not any(sides):
        return None
    return JOINT.join(side or UNASSIGNED for side in sides)


def _row(article: dict[str, Any], reading: Reading, found: Found, resolved: Resolved) -> dict[str, Any]:
    """One row of the attributions table, but for what needs the whole article."""
    text = reading.text
    words = _words(text, found.content)
    identification, why_identified = identification_of(reading, found, resolved)
    actor, why_actor = actor_of(resolved.speakers)
    speech, why_speech = speech_of(reading, found)
    return {
        "article_id": article["article_id"],
        "kind": _kind(reading, found.content, words),
        **{role: _joined(text, getattr(found, role)) for role in ("content", "cue", "source")},
        **{f"{role}_spans": list(getattr(found, role)) for role in ("content", "cue", "source")},
        "speaker": resolved.name or None,
        "speaker_id": JOINT.join(_speaker_id(article["article_id"], s) for s in resolved.named) or None,
        "identification": identification,
        "actor": actor,
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
            "actor": why_actor,
            "speech": why_speech,
        },
    }


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
    article_id: str, rows: list[dict[str, Any]], named: list[list[Speaker]]
) -> list[dict[str, Any]]:
    """One row a speaker of the article, from its attributions without the inner ones."""
    out: dict[str, dict[str, Any]] = {}
    for row, speakers in zip(rows, named, strict=True):
        if row["within"] is not None or not speakers:
            continue
        sides = [None if s in ("", UNASSIGNED) else s for s in (row["side"] or "").split(JOINT)]
        for speaker, side in zip_longest(speakers, sides[: len(speakers)]):
            key = _speaker_id(article_id, speaker)
            entry = out.setdefault(key, {
                "article_id": article_id, "speaker": speaker.name, "speaker_id": key,
                "aliases": speaker.aliases, "identification": speaker.kind, "actor": actor_of([speaker])[0],
                "side": side, "attributions": 0, "words": 0.0, "first_position": row["position"],
            })  # fmt: skip
            entry["attributions"] += 1
            entry["words"] += row["words"] / len(speakers)
    return list(out.values())


def tag_article(
    article: dict[str, Any],
    reading: Reading,
    passages: list[dict[str, Any]],
    codebook: Codebook | None,
    tagger: Tagger | None = None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """The attribution rows and speaker rows of one article, and how many words it has that count."""
    counted = counted_words(reading.text, passages)
    found = find_attributions(reading) if tagger is None else find_with_tagger(reading, tagger)
    resolved = list(resolve_speakers(reading, found, writer_of(article.get("byline"))))
    rows = [_row(article, reading, f, r) for f, r in zip(found, resolved, strict=True)]
    channels = [channel_of(reading, f, r) for f, r in zip(found, resolved, strict=True)]
    channels = spread_channels(channels, [row["speaker"] or "" for row in rows])
    for n, (row, who) in enumerate(zip(rows, resolved, strict=True)):
        row["attribution"] = n
        row["channel"], row["reasons"]["channel"] = channels[n]
        sides, row["reasons"]["side"] = _sides(codebook, who.named)
        row["side"] = _joined_sides(sides)
    _placed(reading, rows, passages, counted)
    return rows, _speakers(article["article_id"], rows, [who.named for who in resolved]), len(counted)
