"""Articles as UIMA CAS XMI, the form in which INCEpTION takes texts with their annotations."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslab.export.bundle import Bundle
from newslab.export.names import article_names
from newslab.export.rows import ROLES, by_article, check_spans, records, storable
from newslab.export.text_files import csv_text
from newslab.zips import add_entry

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

# Characters that XML 1.0 does not allow. A space in their place keeps all offsets.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSAFE = re.compile(r"[^\w.,()@ -]+")
_LAYERS = {role: f"webanno.custom.{role.title()}" for role in ROLES}
_FEATURES = {
    "attribution": ("uima.cas.Integer", "number of the attribution within the article"),
    "within": ("uima.cas.Integer", "number of the attribution that encloses it"),
    "speaker": ("uima.cas.String", "who the source is"),
    "side": ("uima.cas.String", "the codebook's side"),
    "kind": ("uima.cas.String", "direct, mixed or indirect"),
}
_LISTED = ("article_id", "origin", "record", "outlet", "published", "title")


def _type_system() -> TypeSystem:
    from cassis import TypeSystem

    types = TypeSystem()
    for role, name in _LAYERS.items():
        layer = types.create_type(name, description=f"The {role} of an attribution")
        for feature, (kind, meaning) in _FEATURES.items():
            types.create_feature(layer, feature, kind, description=meaning)
    return types


def _cas(types: TypeSystem, article: dict[str, Any], attributions: list[dict[str, Any]]) -> Cas:
    """One article; the library counts its offsets in UTF-16, as UIMA does."""
    from cassis import Cas

    text, language = (storable(article[name] or "", _ODD, by=" ") for name in ("text", "language"))
    check_spans(attributions, text)
    cas = Cas(types, sofa_string=text, document_language=language or "x-unspecified")
    whole = cas.get_document_annotation()
    whole.begin, whole.end = 0, len(text)
    for row in attributions:
        features = {
            name: storable(row[name], _ODD, by=" ") if isinstance(row[name], str) else row[name]
            for name in _FEATURES
        }
        for role, name in _LAYERS.items():
            layer = types.get_type(name)
            cas.add_all(layer(begin=b, end=e, **features) for b, e in row[f"{role}_spans"] or [])
    return cas


def file_names(names: Iterable[str]) -> list[str]:
    """Names of files that every system takes, none twice even where case does not count.

    Examples
    --------
    >>> file_names(["news/a:1", "News_a_1", "."])
    ['news_a_1.xmi', 'News_a_1-2.xmi', 'article.xmi']
    """
    stems = [_UNSAFE.sub("_", name)[:60].strip(". ") or "article" for name in names]
    taken = {stem.casefold() for stem in stems}
    seen: Counter[str] = Counter()
    out = []
    for stem in stems:
        key = stem.casefold()
        seen[key] += 1
        while seen[key] > 1 and f"{key}-{seen[key]}" in taken:
            seen[key] += 1
        out.append(f"{stem}-{seen[key]}.xmi" if seen[key] > 1 else f"{stem}.xmi")
    return out


def write_xmi(bundle: Bundle, path: Path) -> None:
    """Write a zip file: an .xmi an article, `TypeSystem.xml` with the layers, `articles.csv` of the names."""
    types = _type_system()
    found = by_article(bundle.frames["attributions"], bundle.tables["attributions"])
    articles = list(records(bundle.frames["articles"], bundle.tables["articles"]))
    files = file_names(article_names(bundle.frames["articles"]))
    with zipfile.ZipFile(path, "w") as out:
        add_entry(out, "TypeSystem.xml", types.to_xml().encode())
        listed = ([file, *(a[name] for name in _LISTED)] for file, a in zip(files, articles, strict=True))
        add_entry(out, "articles.csv", csv_text([["file", *_LISTED], *listed]).encode("utf-8", "replace"))
        for file, article in zip(files, articles, strict=True):
            cas = _cas(types, article, found.get(article["article_id"], []))
            add_entry(out, file, cas.to_xmi().encode())
