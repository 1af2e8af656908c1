"""What kind of source speaks, in what capacity, through which channel, and how: four axes with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newslab.tagging.cast import Resolved
from newslab.tagging.names import documents
from newslab.tagging.reading import Found, Reading, Span
from newslab.vocabulary import vocabulary

_SILENT = re.compile(
    r"\b(?:comment|respond|reply|answer|elaborate|discuss|speak|say|talk|confirm|disclose|reveal|name|give"
    r"|be (?:interviewed|drawn|named|quoted|identified)|for comment|calls?|requests?|messages?)\b"
)
_WOULD_NOT = re.compile(
    r"\b(?:would|will|could|did)(?: not|n[’']t) (?:say|comment|discuss|answer|elaborate)\b", re.I
)
_DENIES = re.compile(r"\b(?:deny|denies|denied|denying|refute|dispute|reject)", re.IGNORECASE)
# What an article says of one meeting holds for the speaker's next words too.
_LASTING = frozenset({"interview", "press_conference", "court", "broadcast"})

# How far from the cue, in characters, words still tell of it.
_WINDOW = 300
# So many attributions before and after may lie between the same words.
_NEIGHBOURS = 12

Evidence = tuple[str, str]


@lru_cache(maxsize=1)
def _channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["channel"]) for row in vocabulary("channels")
    )


@lru_cache(maxsize=1)
def _anonymity() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["phrase"], re.IGNORECASE), row["reason"]) for row in vocabulary("unnamed"))


def identification_of(reading: Reading, found: Found, resolved: Resolved) -> Evidence:
    """Who stands behind the source: the strongest of its speakers' kinds; for the unnamed, why."""
    kinds = [s.kind for s in resolved.speakers]
    for kind in ("named_person", "named_group", "document"):
        if kind in kinds:
            return kind, resolved.reason
    if "unnamed" in kinds:
        words = _sentence_outside(reading, found)
        told = ((reason, match[0]) for p, reason in _anonymity() if (match := p.search(words)))
        reason, phrase = next(told, ("", ""))
        return "unnamed", f"{resolved.reason}; anonymity {reason}: {phrase}" if reason else resolved.reason
    return "none", resolved.reason


def _outside(reading: Reading, found: Found, own: Span) -> str:
    """The words of the cue's line that are not content: where the channel is told."""
    anchor = (found.cue or found.source or found.content)[0][0]
    low, high = reading.lines[reading.line_at(anchor)]
    low, high = max(low, own[0], anchor - _WINDOW), min(high, own[1], anchor + _WINDOW)
    return _cut(reading.text, (low, max(low, high)), found.content)


def _cut(text: str, frame: Span, spans: Iterable[Span]) -> str:
    out, at = [], frame[0]
    for start, end in sorted(spans):
        if start < frame[1] and end > frame[0]:
            out.append(text[at : max(at, start)])
            at = max(at, end)
    out.append(text[at : frame[1]])
    return " … ".join(out)


def _sentence_outside(reading: Reading, found: Found) -> str:
    if not found.cue:
        return ""
    anchor = found.cue[0][0]
    span = reading.doc.char_span(*found.cue[0], alignment_mode="expand")
    if span is None:
        return ""
    low, high = reading.sentence(span[0])
    return _cut(reading.text, (max(low, anchor - _WINDOW), min(high, anchor + _WINDOW)), found.content)


def own_words(reading: Reading, found: Sequence[Found], speakers: Sequence[str]) -> list[Span]:
    """For each attribution the characters between those of other speakers, where its channel may be told."""
    bounds = []
    for f in found:
        spans = [*f.source, *f.cue, *f.content]
        bounds.append((min(s for s, _ in spans), max(e for _, e in spans)))
    out = []
    for n, (start, end) in enumerate(bounds):
        near = range(max(0, n - _NEIGHBOURS), min(len(bounds), n + _NEIGHBOURS + 1))
        others = [bounds[k] for k in near if speakers[k] != speakers[n]]
        before = (e for _, e in others if e <= start)
        after = (s for s, _ in others if s >= end)
        out.append((max(before, default=0), min(after, default=len(reading.text))))
    return out


def channel_of(reading: Reading, found: Found, resolved: Resolved, own: Span) -> Evidence:
    """Through which channel the words came, from the words around the cue or the source itself.

    `own` are the characters that are no other speaker's.
    """
    for where, words in (
        ("sentence", _sentence_outside(reading, found)),
        ("paragraph", _outside(reading, found, own)),
    ):
        for pattern, channel in _channels():
            match = pattern.search(words)
            if match:
                return channel, f"{where}: {match[0].strip()}"
    for speaker in resolved.speakers:
        if speaker.kind == "document":
            noun = next(
                (w for w in reversed(re.findall(r"\w+", speaker.name.casefold())) if w in documents()), ""
            )
            return documents().get(noun) or "document", f"source: {speaker.name}"
    return "unspecified", "nothing tells"


def spread_channels(channels: list[Evidence], speakers: list[str]) -> list[Evidence]:
    """Let an interview, press conference, hearing or broadcast hold for the speaker's other words.

    The words that follow take the last such channel of the same speaker; the article's first words
    (a headline) take that of the same speaker's next ones, unless a channel is told for them.
    """
    out = list(channels)
    running: dict[str, str] = {}
    for n, (channel, _) in enumerate(channels):
        speaker = speakers[n]
        if channel != "unspecified":
            running[speaker] = channel if channel in _LASTING else ""
        elif speaker and running.get(speaker):
            out[n] = running[speaker], f"{speaker}'s words before came that way"
    if out and out[0][0] == "unspecified" and speakers[0]:
        later = next((c for (c, _), s in zip(out[1:], speakers[1:], strict=True) if s == speakers[0]), "")
        if later in _LASTING:
            out[0] = later, f"{speakers[0]}'s words below came that way"
    return out


def speech_of(reading: Reading, found: Found) -> Evidence:
    """Whether the words state, deny, ask, think, or are refused."""
    text = reading.text
    cue = " ".join(text[s:e] for s, e in found.cue)
    content = " ".join(text[s:e] for s, e in found.content)
    silent = found.cue_class == "silence" and _SILENT.search(content.casefold()[:40])
    if silent or found.rule == "silence" or _WOULD_NOT.search(cue):
        return "no_response", f"cue: {cue} {content.split(' ')[0]}"
    if found.cue_class == "denying" and _DENIES.search(cue):
        return "denial", f"cue: {cue}"
    if found.cue_class == "asking" or (
        found.rule in {"colon", "transcript"} and content.rstrip('”"’ ').endswith("?")
    ):
        return "question", f"cue: {cue}"
    if found.cue_class == "believing":
        return "belief", f"cue: {cue}"
    return "statement", f"cue: {cue}" if cue else "quotation marks"
