import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.tagging.quotation import find_quotations


def quoted(text):
    return [text[q.start : q.end] for q in find_quotations(text) if q.depth == 0 and q.sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said. “No.”", ["“We go,”", "“No.”"]),
        ('"We go," she said. "No."', ['"We go,"', '"No."']),
        ("''We go,'' she said. ''No.''", ["''We go,''", "''No.''"]),
        ("‘We go,’ she said. ‘No.’", ["‘We go,’", "‘No.’"]),
        ("'We go,' she said.", ["'We go,'"]),
        ("«Nous partons», dit-elle.", ["«Nous partons»"]),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("‘The workers’ union won’t go,’ said Ms Orrin.", ["‘The workers’ union won’t go,’"]),
        ("‘It’s “ours”, he told us,’ she said.", ["‘It’s “ours”, he told us,’"]),
        ("“A ‘good’ plan,” she said.", ["“A ‘good’ plan,”"]),
        ('"A "good" plan," she said.', ['"A "good" plan,"']),
        ("“Curly and straight,\" she said.", ["“Curly and straight,\""]),
        ("the workers’ union and the dogs’ home don’t pay", []),
        ("rock ’n’ roll of the ’90s", []),
        ("She is 5' 11\" tall and \"fine\".", ['"fine"']),
        ("No marks at all.", []),
        ("", []),
        ('"', []),
        ('“” ""', ["“”", '""']),
    ],
)  # fmt: skip
def test_pairs(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "unharmed"),
    [
        ("“We go, she said.\n\n“No,” he said later, and “yes”.", ["“yes”"]),
        ("A stray” mark here.\n\nNext “one” is fine.", ["“one”"]),
        ('"We go, she said. "No," he added.', ['"No,"']),
        ("A stray “ mark.\n\nNothing.\n\nThen “this” one.", ["“this”"]),
    ],
)
def test_a_stray_mark_harms_nothing_after_it(text, unharmed):
    assert quoted(text)[-len(unharmed) :] == unharmed


@pytest.mark.parametrize("marks", ["“”", '""', "‘’"])
def test_speech_over_paragraphs_is_one_group(marks):
    start, end = marks
    paragraphs = ["First part of it.", "Second part of it.", f"The last,{end} she said. {start}So.{end}"]
    text = "\n\n".join(start + paragraph for paragraph in paragraphs)
    found = [q for q in find_quotations(text) if q.depth == 0]
    assert [q.group for q in found] == [0, 0, 0, 1]
    assert [q.closed for q in found] == [False, False, True, True]


def test_depth_of_an_inner_quotation():
    text = "“He said ‘no’ to us,” she said."
    assert [(text[q.start : q.end], q.depth) for q in find_quotations(text)] == [
        ("“He said ‘no’ to us,”", 0),
        ("‘no’", 1),
    ]


@given(st.text(alphabet="ab ,.\n“”\"‘’'«»„`"))
def test_any_text_gives_ordered_spans_within_lines(text):
    found = find_quotations(text)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in zip(outer, outer[1:], strict=False))
