"""An article around an attribution, and whole."""

from __future__ import annotations

import pytest
from hostile import ALL, SCRIPT
from test_visible import Shown

from newslab.widgets.excerpt import article_html, marked_html
from newslab.widgets.visible import visible

FAR = "Ships wait. " * 100
TEXT = f"Lease signed\n\n{FAR}\n\nWe will pay, said Ana Ruiz. Never, said Tom Dunn.\n\n{FAR}\n\nThe end."
EMPTY = dict.fromkeys(["speech", "channel", "identification", "actor", "found_by", "within"])


def row(number, speaker, content, side="North"):
    def span(words):
        return [(TEXT.index(words), TEXT.index(words) + len(words))]

    return {
        **EMPTY, "attribution": number, "kind": "indirect", "speaker": speaker, "side": side,
        "passage": "body", "content_spans": span(content), "source_spans": span(speaker), "cue_spans": [],
    }  # fmt: skip


ROWS = [row(0, "Ana Ruiz", "We will pay"), row(1, "Tom Dunn", "Never", side=None)]


def shown(chosen, *, whole=False, text=TEXT, rows=ROWS):
    return marked_html(text, rows, chosen=chosen, sides=["North"], colours=["#0072B2"], whole=whole)


def of_class(html, name):
    return [attributes for _, attributes in Shown(html).tags if name in attributes.get("class", "").split()]


def test_the_whole_article_is_its_text():
    html = shown(ROWS[0], whole=True)
    assert Shown(html).text.replace("Ana Ruiz · North", "").replace("Tom Dunn · unassigned", "") == TEXT


def test_around_it_stands_what_is_near():
    text = Shown(shown(ROWS[0])).text
    assert "We will pay" in text
    assert "Lease signed" not in text
    assert "The end" not in text
    assert text.startswith("… ")
    assert text.endswith(" …")


@pytest.mark.parametrize("chosen", ROWS)
def test_only_the_chosen_one_is_framed(chosen):
    framed = of_class(shown(chosen), "chosen")
    assert len(framed) == 2
    assert all(
        f"{chosen['attribution']}: {chosen['speaker']}" in attributes["title"] for attributes in framed
    )


def test_the_side_gives_the_colour_and_is_told_in_words():
    html = shown(ROWS[0])
    assert [attributes["style"] for attributes in of_class(html, "content")] == [
        "background:#0072B238", "background:#8A8F9838",
    ]  # fmt: skip
    assert "Ana Ruiz · North" in Shown(html).text


def test_hostile_text_is_shown_and_not_run():
    chosen = {**ROWS[0], "speaker": SCRIPT, "content_spans": [(0, 40)], "source_spans": [(50, 60)]}
    body = shown(chosen, whole=True, text=ALL, rows=[chosen])
    html = article_html({"title": ALL, "outlet": ALL, "published": None}, body)
    assert {tag for tag, _ in Shown(html).tags} <= {"article", "h4", "bdi", "p", "div", "span", "small"}
    assert visible(ALL)[60:200] in Shown(html).text
