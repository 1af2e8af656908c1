"""A small tagging to be written in every form."""

from __future__ import annotations

from newslab.article import Article, articles_frame
from newslab.frames import ATTRIBUTIONS, SKIPPED, SPEAKERS, make_frame
from newslab.passages import find_passages
from newslab.tagged import Tagged

TEXT = "“We wait,” said Ms. Orrin, who denied that “Zell” had called. “For now.”"
SPLIT = {
    "attribution": 0,
    "kind": "direct",
    "content": "“We wait,” … “For now.”",
    "content_spans": [(0, 10), (62, 72)],
    "cue": "said",
    "cue_spans": [(11, 15)],
    "source": "Ms. Orrin",
    "source_spans": [(16, 25)],
    "speaker": "Ada Orrin",
    "side": None,
    "words": 4,
    "confidence": 0.5,
    "reasons": {"side": "no rule", "channel": "=none"},
}
INNER = {**SPLIT, "attribution": 1, "within": 0, "side": "Toravia"}


def make_tagged():
    """Two articles, a quotation in two parts and one within it, and a file that was skipped."""
    articles = articles_frame(
        [
            Article(text=TEXT, record="a-1", origin="news/a.jsonl"),
            Article(text="Ships wait.", record="b", origin="news/b.txt"),
        ]
    )
    rows = [{"article_id": articles["article_id"][0], **row} for row in (SPLIT, INNER)]
    speakers = [
        {"article_id": articles["article_id"][0], "speaker": "Ada Orrin", "aliases": ["Ms. Orrin", "she"]}
    ]
    skipped = [{"origin": "news/c.txt", "stage": "loading", "reason": "The file is empty."}]
    return Tagged(
        articles,
        make_frame(rows, ATTRIBUTIONS),
        make_frame(speakers, SPEAKERS),
        find_passages(articles),
        make_frame(skipped, SKIPPED),
        provenance={"newslab": "0.1.0", "lists": {"cues.csv": "ab12"}},
    )
