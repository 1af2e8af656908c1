"""Fit the network: epochs, checkpoints, and what it reaches on articles kept apart."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from newslab.training.data import Epochs, Window
from newslab.training.network import Network, base_folder


@dataclass(frozen=True)
class Settings:
    """What decides the weights, beside the data."""

    epochs: int = 6
    batch: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    decay: float = 0.01
    average: float = 0.998
    size: int = 382
    swapped: float = 0.5
    seed: int = 0


def collate(batch: list[Window], start: int, end: int) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Fill up windows to one length: what the network reads, and what its loss reads."""
    width = max(len(w.ids) for w in batch) + 2
    length = max(len(w.first) for w in batch)
    pieces = {k: np.zeros((len(batch), width), dtype=np.int64) for k in ("ids", "types", "mask")}
    words = {
        k: np.zeros((len(batch), length), dtype=np.int64) for k in ("first", "labels", "breaks", "present")
    }
    for n, w in enumerate(batch):
        size = len(w.ids)
        pieces["ids"][n, : size + 2] = [start, *w.ids, end]
        pieces["types"][n, 1 : size + 1] = w.types
        pieces["mask"][n, : size + 2] = 1
        words["first"][n, : len(w.first)] = w.first + 1
        words["labels"][n, : len(w.first)] = w.labels
        words["breaks"][n, : len(w.first)] = w.breaks
        words["present"][n, : len(w.first)] = 1
    return tuple({k: torch.from_numpy(v) for k, v in d.items()} for d in (pieces, words))  # type: ignore[return-value]


def batches(windows: list[Window], size: int, seed: int) -> list[list[Window]]:
    """Windows of like length together, in a random order."""
    chance = random.Random(seed)  # noqa: S311  (not for secrets)
    order = sorted(windows, key=lambda w: len(w.ids) + 40 * chance.random())
    out = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(out)
    return out


def _words(network: Network, pieces: dict[str, Tensor], words: dict[str, Tensor]) -> Tensor:
    scores = network(**pieces)
    return scores.gather(1, words["first"][..., None].expand(-1, -1, scores.shape[2]))


def _loss(network: Network, batch: list[Window], marks: tuple[int, int]) -> Tensor:
    pieces, words = collate(batch, *marks)
    present = words["present"].bool()
    return network.loss(_words(network, pieces, words), words["labels"], words["breaks"], present)


def _optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    new = [network.out.weight, network.out.bias, network.steps,
           network.encoder.embeddings.token_type_embeddings.weight]  # fmt: skip
    known = {id(p) for p in new}
    old = [p for p in network.parameters() if id(p) not in known]
    groups = [{"params": old, "lr": settings.rate}, {"params": new, "lr": settings.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=settings.decay, fused=True)


class Average:
    """A running mean of the weights, which generalises better than the last ones."""

    def __init__(self, network: Network, share: float) -> None:
        self.share, self.step = share, 0
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: Network) -> None:
        """Take in the weights of one more step."""
        self.step += 1
        share = min(self.share, (1 + self.step) / (10 + self.step))
        for k, v in network.state_dict().items():
            if v.dtype.is_floating_point:
                self.weights[k].lerp_(v, 1 - share)
            else:
                self.weights[k].copy_(v)


def fit(epochs: Epochs, apart: list[Window], settings: Settings, folder: Path) -> Network:
    """Train, or go on from the last checkpoint in `folder`; returns the averaged network.

    A file ``progress.jsonl`` has a line an epoch: the loss, and that of the articles kept apart.
    """
    torch.manual_seed(settings.seed)
    marks = (epochs.tokenizer.token_to_id("[CLS]"), epochs.tokenizer.token_to_id("[SEP]"))
    network = Network(base_folder())
    optimizer, average = _optimizer(network, settings), Average(network, settings.average)
    done = _resume(folder, settings, network, optimizer, average)
    total = 0
    for epoch in range(done, settings.epochs):
        work = batches(epochs.windows(settings.seed + epoch), settings.batch, settings.seed + epoch)
        torch.manual_seed(settings.seed + epoch)
        total = total or len(work) * settings.epochs
        mean = _epoch(network, optimizer, average, work, marks, settings, epoch, total)
        _save(folder, settings, network, optimizer, average, epoch + 1)
        seen = _evaluate(network, average, apart, marks, settings)
        line = {"epoch": epoch + 1, "loss": round(mean, 4), "loss_apart": round(seen, 4)}
        with (folder / "progress.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        print(line, flush=True)
    network.load_state_dict(average.weights)
    return network.eval()


def _epoch(network: Network, optimizer: torch.optim.Optimizer, average: Average, work: list[list[Window]],
           marks: tuple[int, int], settings: Settings, epoch: int, total: int) -> float:  # fmt: skip
    network.train()
    losses, began = [], time.monotonic()
    for n, batch in enumerate(work):
        share = (epoch * len(work) + n) / total
        for group, top in zip(optimizer.param_groups, (settings.rate, settings.head_rate), strict=True):
            group["lr"] = top * min(1.0, (share + 1e-6) / settings.warm_up) * max(0.0, 1 - share)
        loss = _loss(network, batch, marks)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update(network)
        losses.append(loss.item())
        if (n + 1) % 20 == 0:
            left = (time.monotonic() - began) / (n + 1) * (total - epoch * len(work) - n - 1) / 60
            print(f"epoch {epoch + 1}, batch {n + 1} of {len(work)}: loss {np.mean(losses[-20:]):.3f}, "
                  f"{left:.0f} minutes left", flush=True)  # fmt: skip
    return float(np.mean(losses))


def _evaluate(network: Network, average: Average, apart: list[Window], marks: tuple[int, int],
              settings: Settings) -> float:  # fmt: skip
    if not apart:
        return float("nan")
    own = {k: v.clone() for k, v in network.state_dict().items()}
    network.load_state_dict(average.weights)
    network.eval()
    with torch.inference_mode():
        work = batches(apart, 16, 0)
        mean = np.average([_loss(network, b, marks).item() for b in work], weights=[len(b) for b in work])
    network.load_state_dict(own)
    return float(mean)


def _save(folder: Path, settings: Settings, network: Network, optimizer: torch.optim.Optimizer,
          average: Average, epoch: int) -> None:  # fmt: skip
    state = {"settings": asdict(settings), "epoch": epoch, "network": network.state_dict(),
             "optimizer": optimizer.state_dict(), "average": average.weights,
             "step": average.step}  # fmt: skip
    whole = folder / "checkpoint.part"
    torch.save(state, whole)
    whole.replace(folder / "checkpoint.pt")


def _resume(folder: Path, settings: Settings, network: Network, optimizer: torch.optim.Optimizer,
            average: Average) -> int:  # fmt: skip
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state: dict[str, Any] = torch.load(path, weights_only=True)
    if state["settings"] != asdict(settings):
        from newslab.errors import InputError

        raise InputError(f"{path} was made with other settings, {state['settings']}; give another folder.")
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    average.weights, average.step = state["average"], state["step"]
    print(f"Going on after epoch {state['epoch']} of {settings.epochs}.", flush=True)
    return int(state["epoch"])
