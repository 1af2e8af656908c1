from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.report.marked import mark, side_class

AXES = ("kind", "speech", "channel", "identification", "actor", "found_by", "within", "side", "speaker")
TEXT = "Orrin said: We go. Now."


def row(number=0, **more) -> dict[str, Any]:
    spans = {"source_spans": [], "cue_spans": [], "content_spans": []}
    return {**dict.fromkeys(AXES), "attribution": number, "passage": "body", **spans, **more}


def looks(pieces):
    return [(piece.text, piece.classes) for piece in pieces]


def test_roles_are_marked():
    rows = [row(source_spans=[(0, 5)], cue_spans=[(6, 10)], content_spans=[(12, 18)], side="North")]
    assert looks(mark(TEXT, rows, sides=["North"])) == [
        ("Orrin", "source side-0"),
        (" ", ""),
        ("said", "cue side-0"),
        (": ", ""),
        ("We go.", "content side-0"),
        (" Now.", ""),
    ]


def test_inner_attributions_have_a_colour_of_their_own():
    rows = [
        row(0, content_spans=[(0, 18)], side="North"),
        row(1, content_spans=[(12, 18)], side="South", within=0),
    ]
    assert looks(mark(TEXT, rows, sides=["North", "South"])) == [
        ("Orrin said: ", "content side-0"),
        ("We go.", "content inner side-1"),
        (" Now.", ""),
    ]


def test_spans_that_overlap_are_cut():
    rows = [row(0, content_spans=[(0, 10)], side="North"), row(1, content_spans=[(6, 23)], side="South")]
    assert [text for text, _ in looks(mark(TEXT, rows, sides=["North", "South"]))] == [
        "Orrin ",
        "said",
        ": We go. Now.",
    ]


def test_a_source_inside_content_is_both():
    rows = [row(0, content_spans=[(0, 23)], side="North"), row(1, source_spans=[(0, 5)], within=0)]
    assert looks(mark(TEXT, rows, sides=["North"]))[0] == ("Orrin", "source content side-0")


def test_each_attribution_begins_once():
    rows = [
        row(0, source_spans=[(0, 5)], content_spans=[(12, 14), (15, 18)]),
        row(1, cue_spans=[(0, 5)]),
        row(2),
    ]
    anchors = [anchor for piece in mark(TEXT, rows) for anchor in piece.anchors]
    assert sorted(anchors) == ["0", "1", "2"]


def test_who_stands_after_the_last_content():
    rows = [row(content_spans=[(12, 14), (15, 18)], speaker="Ada Orrin", side="North")]
    assert [(piece.text, piece.who) for piece in mark(TEXT, rows, sides=["North"]) if piece.who] == [
        ("go.", "Ada Orrin · North")
    ]


def test_tooltip_says_what_is_known():
    known = {"kind": "direct", "speech": "denial", "channel": "press_conference", "found_by": "rules: cue"}
    rows = [row(3, content_spans=[(12, 18)], speaker="Ada Orrin", **known)]
    assert mark(TEXT, rows)[1].title == (
        "3: Ada Orrin · unassigned · direct · denial · press conference · found by rules: cue"
    )


@pytest.mark.parametrize(
    ("more", "told"), [({"within": 1}, "inside attribution 1"), ({"passage": "headline"}, "in headline")]
)
def test_tooltip_says_what_does_not_count(more, told):
    assert f"{told}, so not counted" in mark(TEXT, [row(content_spans=[(0, 5)], **more)])[0].title


def test_boilerplate_is_marked_and_body_is_not():
    passages = [{"start": 0, "end": 19, "kind": "body"}, {"start": 19, "end": 23, "kind": "boilerplate"}]
    assert looks(mark(TEXT, [], passages)) == [(TEXT[:19], ""), ("Now.", "passage-boilerplate")]


@pytest.mark.parametrize(
    ("side", "expected"),
    [("North", "side-0"), ("South & North", "side-1-0"), ("North & unassigned", "side-0-u"),
     ("North & North", "side-0"), (None, "side-u"), (float("nan"), "side-u"), ("elsewhere", "side-u")],
)  # fmt: skip
def test_side_class(side, expected):
    assert side_class(side, ["North", "South"]) == expected


spans = st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=3)


@given(st.text(max_size=25), st.lists(st.tuples(spans, spans, spans), max_size=4))
def test_no_character_is_lost_or_moved(text, attributions):
    rows = [row(i, source_spans=a, cue_spans=b, content_spans=c) for i, (a, b, c) in enumerate(attributions)]
    pieces = mark(text, rows)
    assert "".join(piece.text for piece in pieces) == text
    if text:
        assert sorted(anchor for piece in pieces for anchor in piece.anchors) == [
            str(i) for i in range(len(rows))
        ]
