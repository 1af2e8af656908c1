"""The paragraphs of pages and documents, and the text that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from newslab.article import WORD
from newslab.loading.dates import read_date

_SPACE = re.compile(r"[^\S\n]+")
# What no printer prints; a soft hyphen is one where the line happens to end.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_ENDS = re.compile(r"[.!?…:][”’\"')\]]*$")
_LABEL = re.compile(r"^(?:first |last )?(?:published|posted|updated|modified|date)(?: on| at)?:?\s+", re.I)
_HEAD_BLOCKS, _LONGEST_DATE = 8, 12


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, or with a colon.

    Examples
    --------
    >>> ends_sentence("“Ships wait.”"), ends_sentence("Ships wait in the")
    (True, False)
    """
    return _ENDS.search(line.rstrip()) is not None


def tidy(block: str) -> Iterator[str]:
    """The paragraphs of a block: a line break within a sentence is a space, after one it parts.

    Examples
    --------
    >>> list(tidy("Ships  wait at\\nthe quay.\\nMs. Marsk left."))
    ['Ships wait at the quay.', 'Ms. Marsk left.']
    """
    joined = ""
    for raw in _UNSEEN.sub("", block).replace("\r", "\n").split("\n"):
        line = _SPACE.sub(" ", raw).strip()
        if joined and (not line or ends_sentence(joined)):
            yield joined
            joined = ""
        joined = f"{joined} {line}".strip()
    if joined:
        yield joined


def plain(text: str) -> str:
    """Letters and digits alone, to compare what differs in marks and case."""
    return " ".join(WORD.findall(text.casefold()))


def text_of_blocks(blocks: Iterable[str], title: str = "") -> str:
    """The text that blocks make: the headline first, with a blank line between paragraphs.

    Parameters
    ----------
    blocks : iterable of str
        In reading order.
    title : str, optional
        The headline, put first unless one of the first blocks is it.

    Examples
    --------
    >>> text_of_blocks(["Ships wait at\\nthe quay.", "Ms. Marsk left."], "Harbour leased")
    'Harbour leased\\n\\nShips wait at the quay.\\n\\nMs. Marsk left.'
    """
    paragraphs = [paragraph for block in blocks for paragraph in tidy(block)]
    headline = " ".join(tidy(title))
    if headline and paragraphs:
        first = [plain(paragraph) for paragraph in paragraphs[:3]]
        if plain(headline) in first:
            del paragraphs[first.index(plain(headline))]
        paragraphs.insert(0, headline)
    return "\n\n".join(paragraphs)


def stated_date(blocks: Iterable[str], day_first: bool | None = None) -> str:
    """The date that stands alone in one of a document's first blocks, as it stands there, or ''.

    Examples
    --------
    >>> stated_date(["Harbour leased", "Published: 4 March 2025", "Ships wait."])
    '4 March 2025'
    """
    for block in islice(blocks, _HEAD_BLOCKS):
        line = _LABEL.sub("", block.strip())
        if len(line.split()) <= _LONGEST_DATE and read_date(line, day_first=day_first):
            return line
    return ""
