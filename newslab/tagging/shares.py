"""Shares of people that speak: "54 percent" after "61 percent of likely voters"."""

from __future__ import annotations

import re

_SHARE = re.compile(
    r"(?:[\w.,-]+ ){0,3}?(?:per ?cent|half|majority|\w+[- ]thirds?|third|quarters?|\w+ in \w+|\d+(?:\.\d+)?%)"
    r"(?= of |$)",
    re.IGNORECASE,
)
_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IN_WORDS = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[- ]({'|'.join(_ONES[:9])}))?|({'|'.join(_ONES)}))(?= per ?cent\b)",
    re.IGNORECASE,
)


def _in_figures(match: re.Match[str]) -> str:
    tens, ones, small = (word.casefold() if word else "" for word in match.groups())
    if small:
        return str(_ONES.index(small) + 1)
    return str(10 * (_TENS.index(tens) + 2) + (_ONES.index(ones) + 1 if ones else 0))


class Shares:
    """What the shares of an article are shares of, in reading order."""

    def __init__(self) -> None:
        self.whole = ""

    def name(self, phrase: str) -> str:
        """A share in figures with what it is a share of, where it or one before it tells; else the phrase.

        Parameters
        ----------
        phrase : str
            A description without its article.

        Examples
        --------
        >>> shares = Shares()
        >>> shares.name("Sixty-one percent of likely voters"), shares.name("54 percent")
        ('61 percent of likely voters', '54 percent of likely voters')
        """
        phrase = _IN_WORDS.sub(_in_figures, phrase)
        match = _SHARE.match(phrase)
        if match is None:
            return phrase
        if phrase[match.end() :].startswith(" of "):
            self.whole = phrase[match.end() :]
            return phrase
        return phrase + self.whole if match.end() == len(phrase) else phrase
