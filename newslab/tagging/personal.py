"""Whether words can be the name of a person, and of no firm, prize or place."""

from __future__ import annotations

from newslab.tagging.names import documents, first_names, nationals, nations, organisation_in, roles

# What the names of prizes and places end with, and begin with.
_THINGS = frozenset({
    "act", "airport", "avenue", "award", "bay", "beach", "bowl", "bridge", "castle", "championship",
    "conference", "county", "cup", "forest", "harbor", "harbour", "hotel", "island", "islands", "league",
    "medal", "mountain", "ocean", "plaza", "prize", "river", "road", "series", "square", "stadium", "street",
    "summit", "theater", "theatre", "tower", "trophy", "valley", "village",
})  # fmt: skip
_OFFICES = frozenset({
    "attorney", "chairman", "commissioner", "director", "governor", "minister", "officer", "official",
    "president", "professor", "secretary", "senator", "spokesman", "spokeswoman",
})  # fmt: skip
# No part of a person's name: "Orr National Doral", "National Committeeman".
_WIDE = frozenset({"National", "International", "Federal", "Global"})
_PLACED = frozenset({"Fort", "Los", "Mount", "Port", "San", "Santa"})
PARTICLES = frozenset(
    {
        "de",
        "van",
        "von",
        "der",
        "den",
        "al",
        "bin",
        "ibn",
        "la",
        "le",
        "du",
        "da",
        "dos",
        "del",
        "el",
        "di",
        "ter",
        "ten",
    }
)


# Those that hyphens join to a surname: "el-Sabri".
ARTICLES = frozenset({"al", "el"})


def looks_like_name(words: list[str], *, sure: bool = False) -> bool:
    """Whether words can be a person's name: one to five, capitalised, without figures, no organisation's.

    `sure` says that the name finder or a title calls them a person, so that a surname may be a paper's.
    """
    organisation = organisation_in(" ".join(words))
    if sure and 1 < len(words) < 4 and words[0].casefold() in first_names():
        organisation = organisation_in(" ".join(words[:-1]))  # "Tom Bloomberg", "Ana Guardian"
    several = words[-1:] and words[-1].endswith("s") and words[-1].casefold().removesuffix("s") in roles()
    body = organisation and (len(words) > 1 or organisation == "media")
    if several or body or words[:1] == ["Team"] or _is_thing(words):
        return False
    if not 0 < len(words) <= 5 or any(c.isdigit() for w in words for c in w):
        return False
    return all(w[:1].isupper() or w.casefold().split("-")[0] in PARTICLES for w in words) and not (
        len(words) == 1
        and (
            words[0].casefold() in nations()
            or words[0].casefold() in nationals()
            or len(words[0]) < 2
            or words[0].casefold().rstrip("s") in roles()
        )
    )


def swapped(a: str, b: str) -> bool:
    """Whether two neighbouring letters of a longer word have changed places in another: Kieling, Keiling.

    Examples
    --------
    >>> swapped("kieling", "keiling"), swapped("kieling", "kesling")
    (True, False)
    """
    differ = [n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    pair = len(a) == len(b) > 4 and len(differ) == 2 and differ[1] - differ[0] == 1
    return pair and a[differ[0]] == b[differ[1]] and a[differ[1]] == b[differ[0]]


def _is_thing(words: list[str]) -> bool:
    """Whether a name ends as those of texts, prizes and places do: "Budget Paper", "Norvane County"."""
    if len(words) < 2 or words[0].casefold() in first_names():
        return False
    last = words[-1].casefold()
    return (
        last in documents() or last in _THINGS or last in _OFFICES or words[0] in _PLACED
        or not _WIDE.isdisjoint(words)
    )  # fmt: skip
