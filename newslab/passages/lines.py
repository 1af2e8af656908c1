"""The lines of one article, while it is found what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from newslab.article import WORD
from newslab.boilerplate import Passage, first_reason, split_lines
from newslab.repeated import plain_line

QUOTES = "\"'“”‘’«»"
NUMBERED = re.compile(r"\d+[.)]\s+")
_LABEL = re.compile(r"([^\s:][^:]{0,40}):\s")


def plain(text: str) -> str:
    """Letters and digits alone, to compare what differs in marks and case."""
    return " ".join(WORD.findall(text.casefold()))


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does.

    Examples
    --------
    >>> ends_sentence("“Ships wait.”"), ends_sentence("Ships wait")
    (True, False)
    """
    return line.rstrip(QUOTES + ")] ")[-1:] in {".", "!", "?", "…"}


class Lines:
    """The lines of one text that are not boilerplate, and what is known of each.

    Parameters
    ----------
    text : str
        The article.
    title, byline : str
        As held apart from the text.
    repeated : collection of str
        Lines of the outlet's other articles.
    """

    def __init__(self, text: str, title: str, byline: str, repeated: Collection[str]) -> None:
        self.repeated = repeated
        self.text, self.title, self.byline = text, plain(title), plain(byline)
        found = split_lines(text)
        self.boilerplate = [p for p in found if p.kind == "boilerplate"]
        self.lines = [p for p in found if p.kind != "boilerplate"]
        # What stands before each line, boilerplate or not.
        before = zip([None, *found], found, strict=False)
        self.after = [old for old, p in before if p.kind != "boilerplate"]
        self.plain = [plain(self.line(i)) for i in range(len(self.lines))]
        gaps = [self._gap(i) for i in range(1, len(self.lines))]
        self.has_blank_lines = any(gap > 1 for gap in gaps)
        labels = [label[1] for i in range(len(self.lines)) if (label := _LABEL.match(self.line(i)))]
        often = {label for label, count in Counter(labels).items() if count > 1}
        self.voices = {label for label in often if not first_reason("captions", f"{label}: ")}

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line(self, i: int) -> str:
        """The words of a line, '' beyond the last."""
        return self.text[self.lines[i].start : self.lines[i].end] if i < len(self.lines) else ""

    def words(self, i: int) -> int:
        """How many words a line has."""
        return count_words(self.line(i))

    def kind(self, i: int) -> str:
        """What a line was found to be; "body" where nothing was found yet."""
        return self.lines[i].kind

    def mark(self, i: int, kind: str, reason: str) -> None:
        """Say what a line is."""
        self.lines[i] = replace(self.lines[i], kind=kind, reason=reason)

    def _gap(self, i: int) -> int:
        """How many line breaks stand before a line."""
        between = self.text[self.lines[i - 1].end : self.lines[i].start].replace("\r\n", "\n")
        return len(re.findall(r"[\n\r\x85\u2028\u2029]", between))

    def goes_on(self, i: int) -> bool:
        """Whether the line before is the same line of the text, parted by boilerplate."""
        return i > 0 and self._gap(i) == 0

    def comes_again(self, i: int) -> bool:
        """Whether the outlet prints the line in other articles too; then it is boilerplate."""
        if not self.repeated or plain_line(self.line(i)) not in self.repeated:
            return False
        self.mark(i, "boilerplate", "repeats across the outlet's articles")
        return True

    def in_transcript(self, i: int) -> bool:
        """Whether a line begins with a name and a colon, as other lines do."""
        found = _LABEL.match(self.line(i))
        return found is not None and found[1] in self.voices

    def alone(self, i: int) -> bool:
        """Whether a line is a paragraph: blank lines part it, or every line of the text is one."""
        if i + 1 < len(self.lines) and self.goes_on(i + 1):
            return False
        before = i == 0 or self._gap(i) > 1
        after = i + 1 >= len(self.lines) or self._gap(i + 1) > 1
        return (before and after) or not self.has_blank_lines

    def boilerplate_before(self, i: int) -> Passage | None:
        """The boilerplate that stands right before a line, on another line."""
        before = self.after[i]
        if before is None or before.kind != "boilerplate":
            return None
        between = self.text[before.end : self.lines[i].start]
        return before if re.search(r"[\n\r\x85\u2028\u2029]", between) else None
