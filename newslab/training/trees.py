"""Fit the trees that link marks and that judge attributions, and write them for onnxruntime."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from newslab.tagging.linking import PAIRS, Ground, by_role, candidates, pair_features
from newslab.tagging.model import ROLES, Mark
from newslab.tagging.pieces import Pieces


def gold_marks(pieces: Pieces, gold: Iterable[Mapping[str, Any]]) -> tuple[list[Mark], dict[Mark, int]]:
    """What people marked as marks, and the number of the attribution of each."""
    owner: dict[Mark, int] = {}
    for n, attribution in enumerate(gold):
        for role, name in enumerate(ROLES):
            for start, end in attribution[name]:
                low, high = pieces.touched(start, end)
                if low < high:
                    owner[Mark(role, low, high, 1.0, 1.0)] = n
    return sorted(owner, key=lambda m: m.low), owner


def pair_examples(
    grounds: Iterable[tuple[Ground, Sequence[Mapping[str, Any]]]],
) -> dict[str, tuple[Any, Any]]:
    """For each kind of pair the rows of features, and whether both are of one attribution."""
    rows: dict[str, list[Any]] = {name: [] for name in PAIRS}
    right: dict[str, list[bool]] = {name: [] for name in PAIRS}
    for ground, gold in grounds:
        marks, owner = gold_marks(ground.marked.pieces, gold)
        own = by_role(marks)
        for name, (ours, others) in PAIRS.items():
            pairs = candidates(ground, own[ours], own[others])
            if pairs:
                rows[name].append(pair_features(ground, own[ours], own[others], pairs, own))
                right[name] += _right(gold, owner, own[ours], own[others], pairs)
    return {name: (np.concatenate(rows[name]), np.array(right[name])) for name in PAIRS}


def _right(
    gold: Sequence[Mapping[str, Any]], owner: Mapping[Mark, int], ours: Sequence[Mark],
    others: Sequence[Mark], pairs: Sequence[tuple[int, int]],
) -> list[bool]:  # fmt: skip
    """A source that several attributions share is right for each of them."""
    out = []
    for n, k in pairs:
        a, b = gold[owner[ours[n]]], owner[others[k]]
        role = ROLES[others[k].role]
        out.append(owner[ours[n]] == b or (bool(a[role]) and a[role] == gold[b][role]))
    return out


def fit_trees(rows: Any, right: Any, seed: int, **options: Any) -> Any:
    """Gradient-boosted trees that give the chance of being right."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    settings = {
        "max_iter": 200,
        "learning_rate": 0.08,
        "max_leaf_nodes": 24,
        "l2_regularization": 1.0,
        **options,
    }
    return HistGradientBoostingClassifier(random_state=seed, early_stopping=False, **settings).fit(
        rows, right
    )


def chance_of(trees: Any) -> Callable[[Any], Any]:
    """Fitted trees in the form of `newslab.tagging.linking.Trees`."""
    return lambda rows: trees.predict_proba(rows)[:, 1] if len(rows) else np.zeros(0)


def write_trees(trees: Any, width: int, path: Path) -> None:
    """Write trees as ONNX: input ``rows`` (n, width), output ``chances`` (n, 1)."""
    from onnx import TensorProto, checker, helper, save

    columns = _columns(trees)
    forest = helper.make_node(
        "TreeEnsembleRegressor", ["rows"], ["score"], domain="ai.onnx.ml", n_targets=1,
        base_values=[float(trees._baseline_prediction[0, 0])], post_transform="NONE", **columns,
    )  # fmt: skip
    graph = helper.make_graph(
        [forest, helper.make_node("Sigmoid", ["score"], ["chances"])],
        "trees",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, width])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="newslab")
    checker.check_model(model)
    save(model, str(path))


def _columns(trees: Any) -> dict[str, list[Any]]:
    """The nodes of all trees in the columns of TreeEnsembleRegressor."""
    keys = ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")
    out: dict[str, list[Any]] = {f"nodes_{k}": [] for k in keys}
    out |= {f"target_{k}": [] for k in ("treeids", "nodeids", "ids", "weights")}
    for tree, (predictor,) in enumerate(trees._predictors):
        for number, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            row = (tree, number, 0 if leaf else int(node["feature_idx"]), float(node["num_threshold"]),
                   "LEAF" if leaf else "BRANCH_LEQ", int(node["left"]), int(node["right"]))  # fmt: skip
            for key, value in zip(keys, row, strict=True):
                out[f"nodes_{key}"].append(value)
            if leaf:
                for key, value in (
                    ("treeids", tree),
                    ("nodeids", number),
                    ("ids", 0),
                    ("weights", float(node["value"])),
                ):
                    out[f"target_{key}"].append(value)
    return out
