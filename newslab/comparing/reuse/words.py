"""The words of a quotation: which of them stand between quotation marks, which an editor put in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from newslab.frames import GAP
from newslab.tagging.quotation import find_quotations

# A word may have a letter or an ending in brackets: "[T]he", "want[ed]".
_PLAIN_WORD = re.compile(r"\w+(?:'\w+)*")
_WORD = re.compile(r"(?:\[\w+\](?=\w))?\w+(?:['’]\w+|\[\w+\]\w*)*")
# Words that an editor put into a quotation. "[sic]" says that nothing was changed.
_INSERTED = re.compile(r"\[[^\]\n]*\]|\([^)\n]*\)")
_SIC = re.compile(r"[\[(]\s*sic\s*[\])]", re.IGNORECASE)
# An apostrophe within a word is no mark.
_MARK = re.compile(r"[“”„\"«»‘‹›]|(?<!\w)['’]|['’](?!\w)")
_ONE_QUOTATION = re.compile(r"“[^“”„\"«»\n]*”|\"[^“”„\"«»\n]*\"")
_LEFT_OUT = re.compile(r"…|\.(?:\s?\.){2,}")
# What a byte holds.
_MOST_PIECES = 255
_FOLD = str.maketrans({"’": "'", "[": None, "]": None})


class Saying(NamedTuple):
    """The words of one content.

    Attributes
    ----------
    text : str
        The content.
    words : tuple of str
        Its words, folded: case, brackets and the form of apostrophes do not count.
    quoted : bytes
        1 for each that is the speaker's own: between quotation marks, and not put in by an editor.
    edited : bytes
        1 for each that an editor put in, in brackets within a quotation.
    pieces : bytes
        The number of the piece that each is in; a new one begins with each quotation and each span.
    marked_cut : bool
        Whether dots within the quotation say that words are left out.
    """

    text: str
    words: tuple[str, ...]
    quoted: bytes
    edited: bytes
    pieces: bytes
    marked_cut: bool

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each word stands in the text."""
        return _spans(self.text)

    @property
    def has_quotes(self) -> bool:
        """Whether any of it stands between quotation marks."""
        return 1 in self.quoted


def _folded(text: str) -> str | None:
    """The text folded at once, where that leaves every character in its place, as in nearly all contents."""
    if "[" in text or "(sic" in text.lower():
        return None
    plain = text.replace("’", "'").casefold()
    return plain if len(plain) == len(text) else None


def _words(text: str) -> list[tuple[str, int, int]]:
    """Each word, folded, with where it begins and ends."""
    plain = _folded(text)
    if plain is not None:
        return [(m[0], m.start(), m.end()) for m in _PLAIN_WORD.finditer(plain)]
    text = _SIC.sub(lambda match: " " * len(match[0]), text)
    return [(m[0].translate(_FOLD).casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 12)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for _, start, end in _words(text))


@cache
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


@lru_cache(maxsize=1 << 16)
def is_function_word(word: str) -> bool:
    """Whether a folded word tells nothing of what is spoken of: the, with, don't."""
    known = _function_words()
    return len(word) == 1 or word in known or word.partition("'")[0] in known or word.endswith("n't")


def joints(text: str, spans: Any) -> list[tuple[int, int]]:
    """Where the spans of a content are joined in its text; by its dots where the spans are not known."""
    if GAP not in text:
        return []
    if isinstance(spans, list | tuple) and spans:
        lengths = [end - start for start, end in spans]
        if sum(lengths) + len(GAP) * (len(lengths) - 1) == len(text):
            found, at = [], 0
            for length in lengths[:-1]:
                found.append((at + length, at + length + len(GAP)))
                at += length + len(GAP)
            return found
    return [match.span() for match in re.finditer(re.escape(GAP), text)]


def _mask(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each character whether it lies in one of the spans."""
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _quotes(text: str, kind: Any, breaks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What stands between quotation marks; all of a direct quotation whose marks the content lacks."""
    if not breaks and _ONE_QUOTATION.fullmatch(text):
        return [(0, len(text))]
    for start, end in breaks:
        # Each span is read by itself, so that a mark that is not closed ends with it.
        text = f"{text[:start]}{chr(10) * (end - start)}{text[end:]}"
    found = [(q.start, q.end) for q in find_quotations(text) if not q.depth]
    return found or ([(0, len(text))] if kind == "direct" else [])


def _edited(text: str, found: Sequence[tuple[str, int, int]], quoted: bytearray) -> bytes:
    """Whether each word stands in brackets within a quotation; a letter of it may: "[T]he"."""
    inside = (match.span() for match in _INSERTED.finditer(text) if quoted[match.start()])
    mask = _mask(len(text), ((start + 1, end - 1) for start, end in inside))
    return bytes(mask[start] and mask[end - 1] for _, start, end in found)


def _is_marked_cut(text: str, breaks: Sequence[tuple[int, int]], quoted: bytearray) -> bool:
    if "…" not in text and ".." not in text and ". ." not in text:
        return False
    joined = {start + 1 for start, _ in breaks}
    return any(quoted[m.start()] and m.start() not in joined for m in _LEFT_OUT.finditer(text))


def read_saying(text: str, kind: Any = None, spans: Any = None) -> Saying:
    """Read the words of a content.

    Examples
    --------
    >>> saying = read_saying("that it “was [the minister’s] own idea … entirely”", spans=[(0, 50)])
    >>> [word for word, quoted in zip(saying.words, saying.quoted) if quoted]
    ['was', 'own', 'idea', 'entirely']
    >>> saying.marked_cut
    True
    """
    breaks = joints(text, spans)
    plain = _folded(text)
    if plain is not None and "(" not in text:
        # Nearly all contents are paraphrased or quoted throughout, and need no places of their words.
        whole = not breaks and _ONE_QUOTATION.fullmatch(text)
        if whole or (kind == "indirect" and not _MARK.search(text)):
            words = tuple(_PLAIN_WORD.findall(plain))
            nowhere, each = bytes(len(words)), bytes([bool(whole)]) * len(words)
            return Saying(text, words, each, nowhere, each, bool(whole and _LEFT_OUT.search(text)))
    found = _words(text)
    words = tuple([word for word, _, _ in found])
    nowhere = bytes(len(found))
    if kind == "indirect" and not _MARK.search(text):
        return Saying(text, words, nowhere, nowhere, nowhere, False)
    quotes = _quotes(text, kind, breaks)
    inside = _mask(len(text), quotes)
    starts = [start for _, start, _ in found]
    edited = _edited(text, found, inside) if "[" in text or "(" in text else nowhere
    quoted = bytes([inside[start] for start in starts])
    if 1 in edited:
        quoted = bytes(q and not e for q, e in zip(quoted, edited, strict=True))
    edges = sorted({end for _, end in breaks} | {place for span in quotes for place in span})
    pieces = bytes([min(bisect_right(edges, start), _MOST_PIECES) for start in starts])
    return Saying(text, words, quoted, edited, pieces, _is_marked_cut(text, breaks, inside))
