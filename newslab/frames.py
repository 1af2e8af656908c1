"""The tables' columns, stated once, and the check that every public function makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

IDENTIFICATIONS = ("named_person", "named_group", "unnamed", "document", "none")
ACTORS = (
    *("politician", "campaign", "official", "media", "expert", "pollster"),
    *("business", "civil_society", "citizen", "celebrity", "other", "none"),
)
CHANNELS = (
    *("interview", "press_conference", "statement", "social_media", "broadcast"),
    *("document", "other_media", "court", "unspecified"),
)
SPEECH = ("statement", "denial", "no_response", "question", "belief")
KINDS = ("direct", "mixed", "indirect")
PASSAGES = (
    *("headline", "byline", "dateline", "lead", "body", "subhead", "caption"),
    *("pull_quote", "table", "inset", "boilerplate"),
)
COUNTED_PASSAGES = ("lead", "body", "inset", "caption")
UNASSIGNED = "unassigned"
JOINT = " & "
GAP = " … "


@dataclass(frozen=True)
class Column:
    """One column: its name, the kind of values it holds, what they mean, and which there are if few."""

    name: str
    type: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table of the package: its name and columns, in order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]


def _table(name: str, rows: Sequence[tuple[Any, ...]]) -> Table:
    return Table(name, tuple(Column(*row) for row in rows))


ARTICLES = _table("articles", [
    ("article_id", "text", "hash of outlet, date, title and text; a second identical record gets -2"),
    ("outlet", "text", "who published it"),
    ("published", "time", "when, in UTC; may be missing"),
    ("title", "text", "headline, where it came apart from the text"),
    ("byline", "text", "who wrote it, as printed"),
    ("url", "text", "where it stood"),
    ("section", "text", "section of the outlet"),
    ("language", "text", "language code, where it is known"),
    ("text", "text", "the article as read; never changed, all offsets count in it"),
    ("words", "integer", "words of the text: runs of letters, digits and _ (\\w)"),
    ("origin", "text", "the file it came from"),
    ("record", "text", "its own id or number in that file"),
    ("wire", "text", "agency credited"),
    ("copy_of", "text", "article_id of the earliest copy, where it is one"),
    ("problem", "text", "why it could not be read; such a row has no text"),
    ("as_found", "text", "JSON: the file's own words for guesses, by column, or ''; a page's captions"),
])  # fmt: skip
PASSAGE_TABLE = _table("passages", [
    ("article_id", "text", "the article"),
    ("start", "integer", "first character in articles.text"),
    ("end", "integer", "one past the last character"),
    ("kind", "text", "which part of the article it is", PASSAGES),
    ("reason", "text", "what spoke for the kind"),
])  # fmt: skip
SHARED_PASSAGES = _table("shared passages", [
    ("article_id", "text", "the article that had it later"),
    ("start", "integer", "first character of the passage in articles.text"),
    ("end", "integer", "one past the last character"),
    ("earlier_id", "text", "article_id of the one that had it earlier"),
    ("earlier_start", "integer", "first character of the passage in the earlier article's text"),
    ("earlier_end", "integer", "one past the last character"),
    ("words", "integer", "words of the passage in the later article, those changed included"),
    ("equal_words", "integer", "those of them that stand in a run of three that both articles have"),
    ("share", "number", "part of the later article's words, 0 to 1"),
    ("earlier_share", "number", "part of the earlier article's words, 0 to 1"),
])  # fmt: skip
STORIES = _table("stories", [
    ("article_id", "text", "the article"),
    ("story", "text", "article_id of the earliest article on the same event, itself for one alone"),
    ("articles", "integer", "how many articles the story has"),
    ("likeness", "number", "to the story's other texts on average, 0 to 1; missing for an article alone"),
])  # fmt: skip
ATTRIBUTIONS = _table("attributions", [
    ("article_id", "text", "the article"),
    ("attribution", "integer", "number within the article, from 0, in reading order"),
    ("kind", "text", "whether the words are quoted, partly quoted or reported", KINDS),
    ("content", "text", "what is attributed, spans joined by ' … '"),
    ("content_spans", "spans", "where the content stands in articles.text"),
    ("cue", "text", "the words that attribute"),
    ("cue_spans", "spans", "where the cue stands in articles.text"),
    ("source", "text", "the words that name who"),
    ("source_spans", "spans", "where the source stands in articles.text"),
    ("speaker", "text", "who the source is; joint speakers joined by ' & '"),
    ("speaker_id", "text", "the speaker's identifier in the corpus; joined by ' & '"),
    ("identification", "text", "how the source is identified", IDENTIFICATIONS),
    ("role", "text", "capacity in which the speaker is in the story", ACTORS),
    ("actor", "text", "the codebook's type of actor; without a codebook that has some, the role"),
    ("channel", "text", "how the words came to the public", CHANNELS),
    ("speech", "text", "what is done by speaking", SPEECH),
    ("cue_class", "text", "class of the cue in the vocabulary"),
    ("side", "text", "the codebook's side; missing where no rule gives one"),
    ("passage", "text", "kind of the passage the content begins in", PASSAGES),
    ("paragraph", "integer", "number of the paragraph, from 0"),
    ("position", "number", "0 at the article's start, 1 at its end, boilerplate left out"),
    ("words", "integer", "words of the content"),
    ("quoted_words", "integer", "those of them between quotation marks"),
    ("within", "integer", "the attribution that encloses it; missing for most"),
    ("confidence", "number", "chance that content (by half) and source are right, 0 to 1"),
    ("found_by", "text", "rule or model that found it"),
    ("reasons", "mapping", "what spoke for each axis and the side"),
])  # fmt: skip
REPLIES = _table("replies", [
    ("article_id", "text", "the article"),
    ("outlet", "text", "who published it"),
    ("attribution", "integer", "the attribution that accuses"),
    ("accuser", "text", "who accuses: its speaker"),
    ("accuser_side", "text", "the accuser's side; missing where no rule gives one"),
    ("accused", "text", "the party accused: a speaker, or the name of who never speaks"),
    ("accused_id", "text", "the speaker's identifier; missing for who never speaks"),
    ("accused_side", "text", "the accused's side; missing where no rule gives one"),
    ("accusation", "text", "the content that accuses"),
    ("accusation_spans", "spans", "list of (start, end) in articles.text"),
    ("accusing_words", "text", "the words that accuse"),
    ("accusing_class", "text", "their class in the vocabulary: deceit, crime, neglect …"),
    ("answer", "text", "denial, reply, declined, unreachable or silence"),
    ("answer_attribution", "integer", "the attribution that answers; missing for silence"),
    ("answer_by", "text", "its speaker"),
    ("answer_content", "text", "its content"),
    ("answer_spans", "spans", "list of (start, end) in articles.text"),
    ("paragraphs_below", "integer", "paragraphs from accusation to answer; negative above"),
    ("words_below", "integer", "words from the accusation's end to the answer; negative above"),
    ("position", "number", "of the accusation, 0 to 1"),
    ("answer_position", "number", "of the answer, 0 to 1"),
    ("reasons", "mapping", "what spoke for the accusation and for the answer"),
])  # fmt: skip
SPEAKERS = _table("speakers", [
    ("article_id", "text", "the article"),
    ("speaker", "text", "the fullest name the article gives"),
    ("speaker_id", "text", "identifier in the corpus"),
    ("linked_by", "text", "why the identifier is that of the corpus's other speakers of the name"),
    ("aliases", "list", "the mentions that were resolved to this speaker"),
    ("descriptions", "list", "the words by which the article describes it"),
    ("identification", "text", "as in attributions", IDENTIFICATIONS),
    ("role", "text", "as in attributions", ACTORS),
    ("actor", "text", "as in attributions"),
    ("side", "text", "the codebook's side; missing where no rule gives one"),
    ("attributions", "integer", "how many attributions; inner ones count for none"),
    ("words", "number", "attributed words; a joint source's are parted equally"),
    ("first_position", "number", "position of the first attribution"),
])  # fmt: skip
SKIPPED = _table("skipped", [
    ("article_id", "text", "the article, where it has one"),
    ("origin", "text", "the file"),
    ("record", "text", "the record in it"),
    ("stage", "text", "loading or tagging"),
    ("reason", "text", "why, in a sentence"),
])  # fmt: skip
CHANGES = ("whole", "cut", "reworded")
REUSE = _table("reuse", [
    ("quotation", "integer", "number of the utterance, from 0, the earliest first"),
    ("article_id", "text", "the article that runs it"),
    ("attribution", "integer", "number of the attribution within the article"),
    ("outlet", "text", "who published the article"),
    ("published", "time", "when, in UTC; may be missing"),
    ("copy_of", "text", "article_id of the earliest copy, where the article is one"),
    ("speaker", "text", "who says it, as the article has it"),
    ("speaker_id", "text", "identifier in the corpus"),
    ("passage", "text", "kind of the passage"),
    ("kind", "text", "direct, mixed or indirect"),
    ("first", "truth", "whether no other use was published earlier"),
    ("change", "text", "one of " + ", ".join(CHANGES)),
    ("kept", "number", "part of the words of the fullest version that this use has, 0 to 1"),
    ("cut", "text", "the words that it leaves out or has others for, joined by ' … '"),
    ("added", "text", "the words that it has and the fullest version lacks, joined by ' … '"),
    ("start", "integer", "where the shared words begin in articles.text"),
    ("end", "integer", "one past their last character"),
    ("content", "text", "what is attributed"),
    ("content_spans", "spans", "list of (start, end) in articles.text"),
    ("fullest", "text", "the fullest version known of the utterance"),
])  # fmt: skip
SUMMARY = ("estimate", "low", "high", "n_articles", "n_attributions")

_DTYPES = {"integer": "Int64", "number": "float64", "text": "object", "truth": "bool"}


def make_frame(rows: Iterable[Mapping[str, Any]], table: Table) -> pd.DataFrame:
    """A frame with exactly the table's columns, in order; values that a row lacks are missing."""
    import pandas as pd

    records = list(rows)
    columns = {}
    for column in table.columns:
        values = [record.get(column.name) for record in records]
        if column.type == "time":
            columns[column.name] = pd.Series(pd.to_datetime(values, utc=True), name=column.name)
        else:
            columns[column.name] = pd.Series(values, dtype=_DTYPES.get(column.type, "object"))
    return pd.DataFrame(columns, columns=table.names)


def check_columns(frame: Any, table: Table, columns: Iterable[str] | None = None) -> None:
    """Raise an `InputError` that says what is missing unless `frame` has the table's columns.

    Parameters
    ----------
    frame : pandas.DataFrame
        What the user gave.
    table : Table
        The table it should be.
    columns : iterable of str, optional
        Only these are needed; the whole table by default.
    """
    if not hasattr(frame, "columns"):
        raise InputError(
            f"{table.name} must be a DataFrame; this is a {type(frame).__name__}. "
            "read_articles() and tag() return the tables that the other functions take."
        )
    missing = [name for name in (columns or table.names) if name not in frame.columns]
    if missing:
        raise InputError(
            f"The {table.name} table lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it has {', '.join(map(str, frame.columns)) or 'none'}. Use the frame that newslab returned."
        )
