"""Text from articles made safe to show: nothing in it is run, hidden or turned round."""

from __future__ import annotations

import html
from typing import Any

from newslab.report.marked import is_missing

# In the midst of a word a line is cut only where the word is longer than this.
_LONG_WORD = 30
# Marks of writing direction show nothing and can make a line read backwards.
_DIRECTIONS = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO",
    0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
# Written out in letters that every font has.
_SHOWN: dict[int, str] = {
    **{code: f"[{name}]" for code, name in _DIRECTIONS.items()},
    **{code: f"[U+{code:04X}]" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"},
    0x1B: "[ESC]",
    # Halves of surrogate pairs, which cannot be sent to a browser.
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def visible(text: Any) -> str:
    """A text with a mark in place of each character that shows nothing or steers a screen.

    Examples
    --------
    >>> visible("\\x1b[31mred\\u202eneves")
    '[ESC][31mred[RLO]neves'
    """
    return "" if is_missing(text) else str(text).translate(_SHOWN)


def one_line(text: Any, length: int) -> str:
    """A visible text on one line, cut to a length.

    Examples
    --------
    >>> one_line("We will\\n\\npay for the roof", 13)
    'We will pay …'
    """
    line = " ".join(visible(text).split())
    if len(line) <= length:
        return line
    begin = line[: length - 1]
    words = begin.rpartition(" ")[0]
    return (words if words and len(begin) - len(words) < _LONG_WORD else begin[:-1]).rstrip() + " …"


def escaped(text: Any) -> str:
    """A text as HTML that shows it and does nothing else.

    Examples
    --------
    >>> escaped("<script>alert(1)</script> for $5")
    '&lt;script&gt;alert(1)&lt;/script&gt; for <span>$</span>5'
    """
    shown = html.escape(visible(text), quote=True)
    # Alone in an element, a dollar sign or a backslash begins no formula.
    return shown.replace("$", "<span>$</span>").replace("\\", "<span>\\</span>")


def attribute(text: Any) -> str:
    """A text as the value of an HTML attribute, without its quotation marks."""
    return html.escape(visible(text), quote=True)
