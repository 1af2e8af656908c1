"""Tables made by hand, for tests that need no tagger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from newslab.tagged import Tagged

pytest_plugins = ["lab"]


def _tagged(
    articles: Iterable[dict[str, Any]] = (),
    attributions: Iterable[dict[str, Any]] = (),
    *,
    speakers: Iterable[dict[str, Any]] = (),
    passages: Iterable[dict[str, Any]] = (),
    skipped: Iterable[dict[str, Any]] = (),
    sides: tuple[str, ...] | None = ("North", "South"),
    provenance: dict[str, Any] | None = None,
) -> Tagged:
    """A Tagged whose attributions stand in the body and count one word each, unless told otherwise."""
    from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    from newslab.tagged import Tagged

    usual = {"passage": "body", "words": 1, "identification": "named_person"}
    rows = [{**usual, "attribution": n, **row} for n, row in enumerate(attributions)]
    codebook: Any = sides and SimpleNamespace(title="The dam", version="1", sides=sides, sha256="0" * 64)
    return Tagged(
        make_frame([{"outlet": "The Ledger", "text": "", **row} for row in articles], ARTICLES),
        make_frame(rows, ATTRIBUTIONS),
        make_frame(speakers, SPEAKERS),
        make_frame(passages, PASSAGE_TABLE),
        make_frame(skipped, SKIPPED),
        codebook,
        provenance or {},
    )


@pytest.fixture
def make_tagged() -> Callable[..., Tagged]:
    """`make_tagged(articles, attributions, **tables)`: rows as mappings → a Tagged."""
    return _tagged
