"""One module a question: what is counted, how sure it is, what it says."""

from __future__ import annotations

from newslab.comparing.balance import balance
from newslab.comparing.context import in_context
from newslab.comparing.sourcing import sourcing
from newslab.comparing.wording import wording

__all__ = ["balance", "in_context", "sourcing", "wording"]
