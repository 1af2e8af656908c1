"""What each line of an article is: headline, byline, dateline, lead, body, subhead, caption, boilerplate."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newslab.article import WORD
from newslab.boilerplate import Passage, first_reason, split_lines
from newslab.frames import ARTICLES, PASSAGE_TABLE, check_columns, make_frame
from newslab.loading.dates import parse_date
from newslab.repeated import plain_line, repeated_by_outlet

if TYPE_CHECKING:
    import pandas as pd

_QUOTES = "\"'“”‘’«»"
_INNER_STOP = re.compile(r"[.!?][”’\"')]*\s+(?=[A-Z“‘\"])")
_BYLINE = re.compile(r"by\s+(?:(?:[A-Z][\w.’'-]*|and|for|of|in|the|with|&),?\s*){1,14}\.?$")
_DATE_LABEL = re.compile(r"^(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?:?\s+", re.I)
_CAPITALS = r"[A-Z][A-Z.’'/ -]*[A-Z][.]?"
_AGENCY = r"\([A-Z][\w .&/]{1,30}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:,\s[\w.’' ]{{1,30}}){{0,2}}\s*(?:{_AGENCY})?"
    rf"|(?:[A-Z][\w.’' ]{{1,30}}(?:,\s[\w.’' ]{{1,30}})?\s)?{_AGENCY})"
    r"(?:\s*(?:—|--)|\s+[–-])\s*(?=[^\W_a-z]|[“\"‘'])"
)
_LABEL = re.compile(r"([^\s:][^:]{0,40}):\s")
_UNFINISHED = (".", "…", ":", ";", ",")
_LONGEST_HEADLINE, _LONGEST_SUBHEAD, _LONGEST_CAPTION = 30, 14, 60


def _plain(text: str) -> str:
    """Letters and digits alone, to compare what differs in marks and case."""
    return " ".join(WORD.findall(text.casefold()))


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_QUOTES + ")] ")[-1:] in {".", "!", "?", "…"}


class _Article:
    """One text with the lines that are not boilerplate, while their kinds are found."""

    def __init__(self, text: str, title: str, byline: str, repeated: Collection[str]) -> None:
        self.repeated = repeated
        self.text, self.title, self.byline = text, _plain(title), _plain(byline)
        found = split_lines(text)
        self.boilerplate = [p for p in found if p.kind == "boilerplate"]
        self.lines = [p for p in found if p.kind != "boilerplate"]
        self.plain = [_plain(self.line(i)) for i in range(len(self.lines))]
        gaps = [self._gap(i) for i in range(1, len(self.lines))]
        self.has_blank_lines = any(gap > 1 for gap in gaps)
        labels = [label[1] for i in range(len(self.lines)) if (label := _LABEL.match(self.line(i)))]
        self.voices = {label for label in labels if labels.count(label) > 1}

    def line(self, i: int) -> str:
        """The words of a line, '' beyond the last."""
        return self.text[self.lines[i].start : self.lines[i].end] if i < len(self.lines) else ""

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

    def mark(self, i: int, kind: str, reason: str) -> None:
        """Say what a line is."""
        self.lines[i] = replace(self.lines[i], kind=kind, reason=reason)

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


def _mark_headline(article: _Article) -> int:
    """Mark the headline's lines and return how many they are."""
    joined, count = "", 0
    while article.title and count < len(article.lines):
        joined = f"{joined} {article.plain[count]}".strip()
        if not article.title.startswith(joined):
            break
        count += 1
        if joined == article.title:
            for i in range(count):
                article.mark(i, "headline", "the article's title")
            return count
    first = article.line(0)
    short = 0 < _words(first) <= _LONGEST_HEADLINE and not first.rstrip(_QUOTES).endswith(_UNFINISHED)
    if len(article.lines) > 1 and short and article.has_blank_lines and article.alone(0):
        article.mark(0, "headline", "short first line without a full stop")
        return 1
    return 0


def _mark_head(article: _Article) -> int:
    """Mark headline, bylines and dates, and return the number of the first line after them."""
    i = _mark_headline(article)
    while i < len(article.lines):
        line = article.line(i)
        if article.byline and article.plain[i] in {article.byline, f"by {article.byline}"}:
            article.mark(i, "byline", "the article's byline")
        elif _BYLINE.match(line[:1].lower() + line[1:]):
            article.mark(i, "byline", "begins with By and names")
        elif _words(line) < 12 and parse_date(_DATE_LABEL.sub("", line)):
            article.mark(i, "byline", "a date alone")
        elif not article.comes_again(i):
            break
        i += 1
    return i


def _caption(line: str) -> str:
    """What makes a paragraph a caption, or ''."""
    if _words(line) > _LONGEST_CAPTION:
        return ""
    reason = first_reason("captions", line)
    if reason:
        return reason
    if line[-1:] in {":", ";", ","} or _ends_sentence(line):
        return ""
    if _INNER_STOP.search(line):
        return "sentences, the last without a full stop"
    if re.match(r"[^:]{3,40}: [a-z]", line):
        return "a label and a clause without a full stop"
    # Headlines leave articles out; a clause of some length that has them is a sentence.
    if _words(line) >= 8 and re.search(r"[a-z] (?:a|an|the) [a-z]", line) and ": " not in line:
        return "a sentence without a full stop"
    return ""


def _subhead(line: str) -> str:
    """What makes a paragraph between others a subhead, or ''."""
    if not 0 < _words(line) <= _LONGEST_SUBHEAD or (line[0] in _QUOTES and line[-1] in _QUOTES):
        return ""
    if line.isupper() and len(line) > 4:
        return "a line of capitals"
    if _ends_sentence(line) or line[-1] in ":;,-—–" or line[0].islower() or line[0] in "-–—•*·":
        return ""
    return "short line without a full stop between paragraphs"


def _repeats(article: _Article, i: int) -> bool:
    """Whether a longer paragraph holds the line's words, as it does those of a pull quote."""
    words, line = article.plain[i], article.line(i)
    set_apart = line[0] in _QUOTES or not _ends_sentence(line)
    return (
        set_apart
        and words.count(" ") >= 4
        and any(words in other and len(other) > len(words) + 20 for other in article.plain if other != words)
    )


def _mark_body(article: _Article, first: int) -> None:
    """Mark the lead, and what stands between the paragraphs."""
    lead = False
    for i in range(first, len(article.lines)):
        line = article.line(i)
        if i > first and article.goes_on(i):
            article.mark(i, article.lines[i - 1].kind, "the same line goes on")
            continue
        if article.comes_again(i):
            continue
        if not article.alone(i) or article.in_transcript(i):
            kind, reason = "", ""
        elif i > 0 and _repeats(article, i):
            kind, reason = "pull_quote", "another paragraph holds the same words"
        elif reason := _caption(line):
            kind = "caption"
        elif (
            i > 0
            and (reason := _subhead(line))
            and i + 1 < len(article.lines)
            and _words(article.line(i + 1)) > 5
        ):
            kind = "subhead"
        else:
            kind, reason = "", ""
        if kind:
            article.mark(i, kind, reason)
        elif not lead and article.plain[i]:
            article.mark(i, "lead", "first paragraph")
            lead = True
        else:
            article.mark(i, "body", "paragraph")


def _cut_dateline(text: str, passage: Passage) -> Iterator[Passage]:
    found = _DATELINE.match(text, passage.start, passage.end) if passage.kind == "lead" else None
    if found:
        end = passage.start + len(found[0].rstrip())
        yield Passage(passage.start, end, "dateline", "place before the first sentence")
        passage = replace(passage, start=found.end())
    yield passage


def split_text(
    text: str, *, title: str = "", byline: str = "", repeated: Collection[str] = ()
) -> list[Passage]:
    """Part one text into passages; `find_passages` does it for a table of articles.

    Parameters
    ----------
    text : str
        The article.
    title, byline : str, optional
        As held apart from the text; lines that repeat them are headline and byline.
    repeated : collection of str, optional
        Lines of the outlet's other articles, as `repeated_by_outlet` finds them: boilerplate, unless they
        are headline or byline.

    Returns
    -------
    list of Passage
        In reading order, without overlap, with nothing but white space between. None crosses a line.

    Examples
    --------
    >>> text = "Harbour leased\\n\\nSKERRIN (Northwire) — Ships wait. Sign up for our newsletter."
    >>> for passage in split_text(text):
    ...     print(passage.kind, "|", text[passage.start : passage.end])
    headline | Harbour leased
    dateline | SKERRIN (Northwire) —
    lead | Ships wait.
    boilerplate | Sign up for our newsletter.
    """
    article = _Article(text, title, byline, repeated)
    _mark_body(article, _mark_head(article))
    parts = [part for passage in article.lines for part in _cut_dateline(text, passage)]
    return sorted([*parts, *article.boilerplate], key=lambda passage: passage.start)


def _mostly_boilerplate(text: str, passages: Iterable[Passage]) -> bool:
    """Whether more than half of an article's words are boilerplate."""
    words = {True: 0, False: 0}
    for passage in passages:
        words[passage.kind == "boilerplate"] += _words(text[passage.start : passage.end])
    return words[True] > words[False]


def find_passages(articles: pd.DataFrame) -> pd.DataFrame:
    """Say of every line of the articles what it is.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it.

    Returns
    -------
    pandas.DataFrame
        `article_id`, `start`, `end`, `kind`, `reason`; the passages of an article part its text:
        they do not overlap, only white space lies between, and none crosses a line break. Articles
        without text have none. Kinds are headline, byline, dateline, lead, body, subhead (headlines
        of stories set in included), caption, pull_quote and boilerplate. Boilerplate are also lines that
        stand in a fifth of an outlet's articles (a tenth, where it has 100 or more; three at least) which
        are no copies of one another, unless they are quoted, headline or byline.

    Raises
    ------
    InputError
        The table lacks a column.

    Warns
    -----
    UserWarning
        More than half of the words of some articles are boilerplate.

    Examples
    --------
    >>> from newslab.article import Article, articles_frame
    >>> articles = articles_frame([Article(text="Harbour leased\\n\\nShips wait. Read more: Tides")])
    >>> find_passages(articles)[["start", "end", "kind"]]
       start  end         kind
    0      0   14     headline
    1     16   27         lead
    2     28   44  boilerplate
    """
    needed = ["article_id", "title", "byline", "text", "outlet"]
    check_columns(articles, ARTICLES, [*needed, "copy_of"])
    again = repeated_by_outlet(articles)
    rows, doubtful = [], []
    for article_id, *given in articles[needed].itertuples(index=False, name=None):
        title, byline, text, outlet = (value if isinstance(value, str) else "" for value in given)
        passages = split_text(text, title=title, byline=byline, repeated=again[outlet])
        rows += [{"article_id": article_id, **vars(passage)} for passage in passages]
        if _mostly_boilerplate(text, passages):
            doubtful.append(article_id)
    if doubtful:
        warnings.warn(
            f"Of {len(doubtful)} of {len(articles)} articles more than half of the words were taken for "
            f"boilerplate, which is left out; the first is {doubtful[0]}. find_passages() tells why.",
            stacklevel=2,
        )
    return make_frame(rows, PASSAGE_TABLE)


def counted_words(text: str, passages: Iterable[Mapping[str, Any]]) -> list[int]:
    """Say where each word of an article begins that counts, boilerplate left out.

    Parameters
    ----------
    text : str
        The article.
    passages : iterable of mapping
        Its rows of `find_passages`, as mappings.

    Returns
    -------
    list of int
        Offsets in reading order.

    Examples
    --------
    >>> text = "Ships wait. Read more: Tides"
    >>> parts = [{"start": 0, "end": 11, "kind": "lead"}, {"start": 12, "end": 28, "kind": "boilerplate"}]
    >>> counted_words(text, parts)
    [0, 6]
    """
    return sorted(
        word.start()
        for passage in passages
        if passage["kind"] != "boilerplate"
        for word in WORD.finditer(text, int(passage["start"]), int(passage["end"]))
    )
