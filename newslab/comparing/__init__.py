"""One module a question: what is counted, how sure it is, what it says."""

from __future__ import annotations

from newslab.comparing.balance import balance
from newslab.comparing.sourcing import sourcing
from newslab.comparing.stories import stories

__all__ = ["balance", "sourcing", "stories"]
