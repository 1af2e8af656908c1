"""How something is shared among values: sides, kinds of sources, channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from newslab.comparing.statistic import Statistic, shares, sum_cells

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd
    from numpy.typing import NDArray

SHARED = ("words", "attributions", "speakers")


def code_parts(parts: pd.DataFrame, values: Sequence[str]) -> pd.DataFrame:
    """The parts with `code`, the number of their value (-1 for none), and `who`, that of their speaker."""
    import pandas as pd

    return parts.assign(
        code=pd.Categorical(parts["value"], categories=list(values)).codes.astype(np.intp),
        who=pd.factorize(parts["speaker_id"])[0],
    )


def _speakers(parts: pd.DataFrame, keys: Sequence[Mapping[str, Any]], n_cells: int) -> Statistic:
    """The shares of the values in the distinct speakers."""
    heard = parts[(parts["who"] >= 0) & (parts["code"] >= 0)]
    n_who = int(heard["who"].max()) + 1 if len(heard) else 1
    pairs = heard["code"].to_numpy(dtype=np.intp) * n_who + heard["who"].to_numpy()
    distinct, feature = np.unique(pairs, return_inverse=True)
    member = np.zeros((len(distinct), len(keys)))
    member[np.arange(len(distinct)), distinct // n_who] = 1

    def of(totals: NDArray[np.float64]) -> NDArray[np.float64]:
        return shares((totals > 0.5).astype(np.float64) @ member)

    sums = sum_cells(heard["cell"], feature, 1, (n_cells, len(distinct)))
    return Statistic(keys, sums, of, smooth=False)


def share_statistic(
    parts: pd.DataFrame, measure: str, keys: Sequence[Mapping[str, Any]], n_cells: int
) -> Statistic:
    """The shares of the values (`code`) by one measure: words, quoted words, attributions or speakers.

    Parts are speakers of attributions, so joint speakers who share a value have several parts of one
    attribution; it counts once for that value.
    """
    if measure == "speakers":
        return _speakers(parts, keys, n_cells)
    shape = (n_cells, len(keys))
    if measure == "attributions":
        once = parts.drop_duplicates(["cell", "row", "code"])
        return Statistic(keys, sum_cells(once["cell"], once["code"], 1, shape), shares)
    return Statistic(keys, sum_cells(parts["cell"], parts["code"], parts[measure], shape), shares)
