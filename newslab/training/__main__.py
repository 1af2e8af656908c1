"""``python -m newslab.training GOLD.jsonl … --out FOLDER``: rebuild the weights of the tagger."""

from __future__ import annotations

import argparse
import json
import shutil
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from newslab.tagging.linking import FEATURES, Ground
from newslab.tagging.model import Marked as Read
from newslab.tagging.model import Tagger
from newslab.tagging.pieces import read_pieces
from newslab.tagging.pipeline import load_pipeline
from newslab.tagging.reading import Reading
from newslab.training.data import (
    Epochs,
    Marked,
    cut,
    data_hash,
    find_people,
    held_out,
    labels_of,
    read_marked,
)
from newslab.training.export import write_network
from newslab.training.fit import Settings, fit
from newslab.training.judge import fit_judge
from newslab.training.network import base_folder
from newslab.training.trees import fit_trees, pair_examples, write_trees

_LINK, _KEEP, _BIASES = 0.4, 0.38, (0.0, 1.5)
_LINKED = 280  # articles are plenty for the links


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m newslab.training", description=__doc__)
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl", help="articles that people marked")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FOLDER", help="checkpoints and the weights"
    )
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--hold-out", type=float, default=0.1, help="share that the judge learns from")
    return parser.parse_args()


def _parsed(marked: list[Marked]) -> list[tuple[Marked, Reading]]:
    docs = load_pipeline().pipe([m.text for m in marked], batch_size=16)
    return [(m, Reading(doc, m.text)) for m, doc in zip(marked, docs, strict=True)]


def main() -> None:
    """Train, export, fit the trees, and write down what was done."""
    args, began = _arguments(), time.time()
    args.out.mkdir(parents=True, exist_ok=True)
    folder = args.out / "model"
    folder.mkdir(exist_ok=True)
    settings = Settings(epochs=args.epochs, seed=args.seed)
    marked = read_marked(args.gold)
    ours, apart = held_out(marked, args.hold_out)
    print(f"{len(ours)} articles to learn from, {len(apart)} apart.", flush=True)
    find_people(ours, load_pipeline())
    tokenizer = Tokenizer.from_file(f"{base_folder()}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pieces = [(read_pieces(tokenizer, m.text), m.gold) for m in apart]
    windows = [w for p, gold in pieces for w in cut(p, labels_of(p, gold), settings.size)]
    epochs = Epochs(ours, tokenizer, settings.size, settings.swapped)
    network = fit(epochs, windows, settings, args.out)
    write_network(network, folder / "tagger.onnx")
    shutil.copy(f"{base_folder()}/tokenizer.json", folder / "tokenizer.json")
    step = max(1, len(ours) // _LINKED)
    grounds = (
        (Ground(r, Read(read_pieces(tokenizer, m.text), {}, None)), m.gold)  # type: ignore[arg-type]
        for m, r in _parsed(ours[::step])
    )
    for name, (rows, right) in pair_examples(grounds).items():
        write_trees(fit_trees(rows, right, args.seed), len(FEATURES), folder / f"{name}.onnx")
    held: dict[str, Any] = {
        "identity": {"name": "newslab-attribution", "base": "all-MiniLM-L6-v2", "data": data_hash(marked)},
        "size": settings.size, "link": _LINK, "keep": _KEEP, "biases": list(_BIASES),
        "steps": network.transitions().tolist(),
    }  # fmt: skip
    (folder / "settings.json").write_text(json.dumps(held), encoding="utf-8")
    figures = fit_judge(Tagger(folder), _parsed(apart), args.seed)
    record = {
        "data_sha256": data_hash(marked), "articles": len(ours), "apart": len(apart),
        "settings": asdict(settings), "torch": version("torch"), "figures": figures,
        "minutes": round((time.time() - began) / 60),
    }  # fmt: skip
    (args.out / "record.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
