"""Libraries' own log lines, which would stand between a researcher's warnings."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Let a library log nothing but what stops it; what matters is told as a problem or a warning.

    Examples
    --------
    >>> with quiet("pypdf"):
    ...     logging.getLogger("pypdf").warning("EOF marker not found")
    """
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
