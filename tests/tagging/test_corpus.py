"""Speakers of a corpus: who is one in all its articles, and who is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.tagging.aliases import Aliases
from newslab.tagging.corpus import link_speakers


def row(article, name, kind="named_person", aliases=()):
    return {"article_id": article, "speaker": name, "identification": kind, "aliases": list(aliases)}


def same(a, b, *more, aliases=None):
    links = link_speakers([a, b, *more], aliases)
    return links[0][0] == links[1][0]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Ana Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz", "ANA RUIZ", True),
        ("Ana Ruiz", "Ana M. Ruiz", True),
        ("Ana M. Ruiz", "Ana Maria Ruiz", True),
        ("Ana L. Ruiz", "Ana M. Ruiz", False),
        ("Ana Ruiz", "Pablo Ruiz", False),
        ("Tom Dunn", "Tom Dunn Jr.", False),
        ("Ruiz", "Ana Ruiz", False),
        ("Ruiz", "Ruiz", True),
    ],
)
def test_people(a, b, expected):
    assert same(row("x", a), row("y", b)) is expected


def test_a_bare_name_between_two_of_other_middle_names_is_neither():
    links = link_speakers([row("x", "Ana Ruiz"), row("y", "Ana L. Ruiz"), row("z", "Ana M. Ruiz")])
    assert len({identifier for identifier, _ in links}) == 3


def test_a_surname_is_the_only_one_whom_three_articles_name():
    full = [row(a, "Ana Ruiz") for a in "abc"]
    assert link_speakers([*full, row("d", "Ruiz")])[-1] == (
        "ana-ruiz", "the only Ruiz of the corpus is Ana Ruiz"
    )  # fmt: skip
    assert link_speakers([*full[:2], row("d", "Ruiz")])[-1] == ("ruiz", "its own name")
    assert link_speakers([*full, row("d", "Pablo Ruiz"), row("e", "Ruiz")])[-1] == ("ruiz", "its own name")
    apart = Aliases(different=frozenset({frozenset({"ruiz", "ana ruiz"})}))
    assert link_speakers([*full, row("d", "Ruiz")], apart)[-1] == ("ruiz", "its own name")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (row("x", "Kyiv", "named_group"), row("y", "Ukraine", "named_group"), True),
        (row("x", "Kremlin", "named_group"), row("y", "Russia", "named_group"), True),
        (row("x", "Britain", "named_group"), row("y", "United Kingdom", "named_group"), True),
        (row("x", "The River Board", "named_group"), row("y", "River Board", "named_group"), True),
        (row("x", "River Board", "named_group"), row("y", "River Bank", "named_group"), False),
        (
            row("x", "NTU", "named_group"),
            row("y", "Norvane Teachers’ Union", "named_group", ["the NTU"]),
            True,
        ),
        (row("x", "NTU", "named_group"), row("y", "Norvane Teachers’ Union", "named_group"), False),
        (row("x", "Ford", "named_group"), row("y", "Ford"), False),
        (row("x", "official", "unnamed"), row("y", "official", "unnamed"), False),
        (row("x", "official", "unnamed"), row("x", "official", "unnamed"), True),
    ],
)
def test_groups_and_the_unnamed(a, b, expected):
    assert same(a, b) is expected


def test_an_acronym_of_two_groups_is_neither():
    rows = [
        row("x", "Norvane Teachers’ Union", "named_group", ["NTU"]),
        row("y", "New Transport Union", "named_group", ["NTU"]),
        row("z", "NTU", "named_group"),
    ]
    assert link_speakers(rows)[2] == ("ntu", "its own name")


NAMES = st.builds(
    " ".join,
    st.lists(
        st.sampled_from(["Ana", "Tom", "M.", "L.", "Ruiz", "Dunn", "Jr.", "NTU"]), min_size=1, max_size=4
    ),
)


@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), NAMES, st.sampled_from(["named_person", "named_group", "unnamed"]))
    )
)
def test_equal_rows_have_equal_links_in_any_order(entries):
    rows = [row(*entry) for entry in entries]
    links = link_speakers(rows)
    told = {}
    for (article, name, kind), link in zip(entries, links, strict=True):
        key = (article if kind == "unnamed" else "", name, kind)
        assert told.setdefault(key, link) == link
        assert " & " not in link[0]
    groups = {frozenset(r for r, link in zip(entries, links, strict=True) if link[0] == i) for i, _ in links}
    again = link_speakers(rows[::-1])[::-1]
    assert groups == {
        frozenset(r for r, link in zip(entries, again, strict=True) if link[0] == i) for i, _ in again
    }
