"""The corpus as spaCy's DocBin: texts, spans and metadata that plain spaCy reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslab.export.bundle import Bundle
from newslab.export.names import article_names
from newslab.export.rows import ROLES, by_article, check_spans, records, storable

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def _spans(doc: Doc, role: str, attributions: list[dict[str, Any]]) -> list[Span]:
    """The words of a role, each span labelled with its attribution's number; whole tokens."""
    return [
        doc.char_span(start, end, label=str(row["attribution"]), alignment_mode="expand")
        for row in attributions
        for start, end in row[f"{role}_spans"] or []
    ]


def write_docbin(bundle: Bundle, path: Path) -> None:
    """Write a doc an article: spans by role, and the two tables' rows in `user_data`."""
    import spacy
    from spacy.tokens import DocBin

    tokenizer = spacy.blank("en").tokenizer
    found = by_article(bundle.frames["attributions"], bundle.tables["attributions"])
    articles = bundle.frames["articles"]
    docs = DocBin(attrs=["ORTH"], store_user_data=True)
    rows = records(articles, bundle.tables["articles"])
    for name, article in zip(article_names(articles), rows, strict=True):
        # The tokenizer alone, as a pipeline refuses what is longer than a million characters.
        doc = tokenizer(storable(article.pop("text") or ""))
        attributions = found.get(article["article_id"], [])
        check_spans(attributions, doc.text)
        for role in ROLES:
            doc.spans[role] = _spans(doc, role, attributions)
        doc.user_data = {"name": name, "article": article, "attributions": attributions}
        docs.add(doc)
    docs.to_disk(path)
