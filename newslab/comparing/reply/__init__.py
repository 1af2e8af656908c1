"""Reply: who is accused in an article, and what the article gives in return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import check_tagged, kept_articles
from newslab.comparing.reply.accusations import find_accusations
from newslab.comparing.reply.answers import ANSWERS, Answer, find_answer, usual_stems
from newslab.comparing.reply.parties import Cast, Party
from newslab.errors import check_choice
from newslab.frames import (
    ARTICLES,
    ATTRIBUTIONS,
    COUNTED_PASSAGES,
    PASSAGES,
    REPLIES,
    SPEAKERS,
    check_columns,
    make_frame,
)

if TYPE_CHECKING:
    import pandas as pd

    from newslab.comparing.reply.accusations import Accusation
    from newslab.tagged import Tagged

_NEEDED = (
    *("article_id", "attribution", "content", "content_spans", "cue", "source", "speaker", "speaker_id"),
    *("side", "speech", "within", "passage", "paragraph", "position"),
)
_SPEAKERS = ("article_id", "speaker", "speaker_id", "aliases", "identification", "side")

__all__ = ["reply"]


def _row(
    article: Mapping[str, Any],
    said: Mapping[str, Any],
    found: Accusation,
    party: Party,
    answer: Answer,
) -> dict[str, Any]:
    """A row of the table: an accusation against one party, with what is given in return."""
    given = answer.row or {}
    return {
        "article_id": article["article_id"],
        "outlet": article["outlet"],
        "attribution": said["attribution"],
        "accuser": said["speaker"],
        "accuser_side": said["side"],
        "accused": party.name,
        "accused_id": party.speaker_id,
        "accused_side": party.side,
        "accusation": said["content"],
        "accusation_spans": said["content_spans"],
        "accusing_words": found.words,
        "accusing_class": found.kind,
        "answer": answer.kind,
        "answer_attribution": given.get("attribution"),
        "answer_by": given.get("speaker"),
        "answer_content": given.get("content"),
        "answer_spans": given.get("content_spans"),
        "paragraphs_below": answer.paragraphs,
        "words_below": answer.words,
        "position": said["position"],
        "answer_position": given.get("position"),
        "reasons": {"accusation": found.reason, "answer": answer.reason},
    }


def _of_article(
    article: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], cast: Cast
) -> Iterator[dict[str, Any]]:
    """Each accusation of an article against each party, in reading order."""
    usual = usual_stems(rows)
    for said in rows:
        for found in find_accusations(said, cast):
            answer = find_answer(said, found.party, rows, cast, article["text"], usual)
            yield _row(article, said, found, found.party, answer)


def _records(frame: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each article."""
    import pandas as pd

    plain = frame[list(columns)].astype("object")
    plain = plain.where(pd.notna(plain), None)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in plain.to_dict("records"):
        found.setdefault(row["article_id"], []).append(row)
    return found


def reply(
    tagged: Tagged, *, passages: Sequence[str] = COUNTED_PASSAGES, copies: str | bool = "each"
) -> pd.DataFrame:
    """List who is accused of what by whom, and what the article gives of the accused in return.

    It is evidence for a reader's judgement and no score: each row has the words of the accusation, those of
    the answer, and where both stand. Accusations are found by words (a list of some 130, among them
    "accused", "lied", "failed to", "corrupt"), and only where the words say whom they are against: a name, or
    an institution such as "the ministry". Those against "him" or "them" are not found, nor those that take no
    such words.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned; without a codebook the sides are missing.
    passages : sequence of str
        Passages whose accusations and answers count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        How copied stories count, as in `balance`.

    Returns
    -------
    pandas.DataFrame
        A row an accusation and accused party, in the order of articles and of reading: the columns of
        `newslab.frames.REPLIES`. `answer` is

        - "denial": the party denies something;
        - "reply": it speaks of the matter: in words that the accusation has, or within a paragraph;
        - "declined", "unreachable": it does not want to speak, or could not be asked;
        - "silence": none of these; `reasons` says whether the party speaks of something else.

        What a representative says ("a spokesman for the ministry") counts as the party's; for an institution
        also what its side says in the same article. `words_below` and `paragraphs_below` say how far below
        the accusation the answer stands; negative above it. `attrs["answers"]` counts the answers,
        `attrs["left_out"]` what was not looked at.

    Raises
    ------
    InputError
        Where a table lacks a column, or a passage is not one that is allowed.

    References
    ----------
    Fico, F., & Soffin, S. (1995). Fairness and balance of selected newspaper coverage of controversial
    national, state, and local issues. Journalism & Mass Communication Quarterly, 72(3), 621-633.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("Ada Orrin", "that Tobin Vale had hidden the report", "statement"),
    ...         ("Tobin Vale", "that he hid the report", "denial")]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": "a", "outlet": "The Ledger", "text": "…"}], ARTICLES),
    ...     make_frame([{"article_id": "a", "attribution": n, "speaker": who, "speaker_id": who,
    ...                  "content": what, "speech": how, "passage": "body", "paragraph": n}
    ...                 for n, (who, what, how) in enumerate(said)], ATTRIBUTIONS),
    ...     make_frame([{"article_id": "a", "speaker": who, "speaker_id": who, "aliases": [who],
    ...                  "identification": "named_person"} for who, *_ in said], SPEAKERS),
    ...     make_frame([], PASSAGE_TABLE), make_frame([], SKIPPED))
    >>> reply(tagged)[["accuser", "accused", "accusing_words", "answer", "paragraphs_below"]]
         accuser     accused accusing_words  answer  paragraphs_below
    0  Ada Orrin  Tobin Vale         hidden  denial                 1
    """
    passages = [passages] if isinstance(passages, str) else list(passages)
    for passage in passages:
        check_choice(passage, PASSAGES, "A passage to count")
    check_tagged(tagged)
    check_columns(tagged.articles, ARTICLES, ["outlet", "text"])
    check_columns(tagged.attributions, ATTRIBUTIONS, _NEEDED)
    check_columns(tagged.speakers, SPEAKERS, _SPEAKERS)
    articles = kept_articles(tagged.articles, copies)
    counts = tagged.attributions["within"].isna() & tagged.attributions["passage"].isin(passages)
    said = _records(tagged.attributions[counts], _NEEDED)
    speakers = _records(tagged.speakers, _SPEAKERS)
    found = [
        row
        for article in articles[["article_id", "outlet", "text"]].to_dict("records")
        if article["article_id"] in said
        for row in _of_article(
            article,
            said[article["article_id"]],
            Cast(speakers.get(article["article_id"], []), tagged.codebook, str(article["text"] or "")),
        )
    ]
    frame = make_frame(found, REPLIES)
    answers = Counter(row["answer"] for row in found)
    frame.attrs = {
        "answers": {kind: answers[kind] for kind in ANSWERS},
        "left_out": {
            "other_attributions": int((~counts).sum()),
            "copied_articles": len(tagged.articles) - len(articles),
            "skipped_articles": len(tagged.skipped),
        },
        "notes": [] if found else ["No accusation was found whose words say whom it is against."],
    }
    return frame
