"""Shares of people that speak: "54 percent" after "61 percent of likely voters"."""

from __future__ import annotations

import re

_SHARE = re.compile(
    r"(?:[\w.,-]+ ){0,3}?(?:per ?cent|half|majority|\w+[- ]thirds?|third|quarters?|\d+(?:\.\d+)?%"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d+) in \w+)"
    r"(?= of |$)",
    re.IGNORECASE,
)


class Shares:
    """What the shares of an article are shares of, in reading order."""

    def __init__(self) -> None:
        self.whole = ""

    def name(self, phrase: str, among: str = "") -> str:
        """A share with what it is a share of, where it or one before it tells; else the phrase.

        Parameters
        ----------
        phrase : str
            A description without its article.
        among : str, optional
            Those among whom, as the sentence begins: "Among likely voters, 54 percent said …".

        Examples
        --------
        >>> shares = Shares()
        >>> shares.name("Sixty-one percent of likely voters"), shares.name("54 percent")
        ('Sixty-one percent of likely voters', '54 percent of likely voters')
        """
        match = _SHARE.match(phrase)
        if match is None:
            return phrase
        if among:
            self.whole = f" of {among}"
        if phrase[match.end() :].startswith(" of "):
            self.whole = phrase[match.end() :]
            return phrase
        return phrase + self.whole if match.end() == len(phrase) else phrase
