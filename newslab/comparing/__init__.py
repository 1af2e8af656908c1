"""One module a question: what is counted, how sure it is, what it says."""

from __future__ import annotations

from newslab.comparing.balance import balance
from newslab.comparing.reuse import align_quotation, reuse
from newslab.comparing.sourcing import sourcing

__all__ = ["align_quotation", "balance", "reuse", "sourcing"]
