"""Articles with gold attributions."""

from __future__ import annotations

import json
import pathlib

import pytest

from newslab.errors import InputError
from newslab.loading.gold import read_gold

SHARED = pathlib.Path(__file__).parents[3] / "shared" / "bench" / "polnear"
TEXT = "We wait, she said."
SPANS = {"source": [[9, 12]], "cue": [[13, 17]], "content": [[0, 7]]}


def write(folder, *records):
    path = folder / "gold.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8")
    return path


def test_attributions_are_found_by_article_id(tmp_path):
    given = {**SPANS, "speaker": "Helena Marsk", "side": None}
    path = write(
        tmp_path,
        {"id": "a", "text": TEXT, "attributions": [given]},
        {"id": "b", "text": TEXT, "attributions": []},
    )
    articles, gold = read_gold(path)
    assert articles["record"].tolist() == ["a", "b"]
    assert [gold[article_id] for article_id in articles["article_id"]] == [[given], []]


def attribution(**change):
    return {"text": TEXT, "attributions": [SPANS, {**SPANS, **change}]}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            attribution(content=[[0, 99]]),
            r"line 2, attribution 1, content: the span \[0, 99\] does not fit.*18 char",
        ),
        (attribution(content=[[7, 0]]), r"line 2, attribution 1, content: the span \[7, 0\]"),
        (attribution(content=[[3, 3]]), r"the span \[3, 3\]"),
        (attribution(cue=[[-1, 3]]), r"attribution 1, cue: the span \[-1, 3\]"),
        (attribution(source=[[0.0, 3]]), r"attribution 1, source: \[0.0, 3\] is no span"),
        (attribution(source=[[True, 3]]), "is no span"),
        (attribution(source=[0, 3]), "attribution 1, source: 0 is no span"),
        (attribution(source=[[0, 3, 4]]), "is no span"),
        (attribution(source=None), "attribution 1 lacks a list of spans for its source"),
        ({"text": TEXT, "attributions": ["x"]}, "attribution 0 is a str"),
        ({"text": TEXT}, "line 2 has no list of attributions"),
        ({"text": "", "attributions": []}, "line 2: Its text is empty"),
        ("{", "Line 2 is not valid JSON"),
    ],
)
def test_mistake_is_named(tmp_path, record, message):
    with pytest.raises(InputError, match=message):
        read_gold(write(tmp_path, {"text": TEXT, "attributions": [SPANS]}, record))


def test_missing_empty_and_several_files(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_gold(tmp_path / "gold.jsonl")
    path = write(tmp_path, "")
    with pytest.raises(InputError, match=r"gold.jsonl: The file is empty"):
        read_gold(path)
    (tmp_path / "other.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="names 2 files"):
        read_gold(tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the annotated corpus beside the repository")
def test_annotated_corpus_is_read():
    articles, gold = read_gold(SHARED / "dev.jsonl")
    assert len(articles) == 84
    assert articles[["outlet", "published", "title", "text"]].notna().all(axis=None)
    assert list(gold) == articles["article_id"].tolist()
    assert articles["wire"].isna().any()
