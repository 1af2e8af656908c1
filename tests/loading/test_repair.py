"""Texts that were once read in a wrong encoding."""

from __future__ import annotations

import pytest

from newslab.errors import InputError
from newslab.loading import read_articles

BROKEN, WHOLE = (
    "â€œWeâ€™ll wait at the cafÃ©,â€\x9d she said â€“ twice.",
    "“We’ll wait at the café,” she said – twice.",
)


def read(folder, text, **options):
    (folder / "a.txt").write_bytes(text.encode())
    return read_articles(folder / "a.txt", **options)["text"][0]


def test_a_text_stays_as_it_is_unless_asked(tmp_path):
    assert read(tmp_path, BROKEN) == BROKEN


def test_a_text_is_repaired_where_that_is_asked_for(tmp_path):
    assert read(tmp_path, BROKEN, repair=True) == WHOLE


@pytest.mark.parametrize("text", [WHOLE, "‘Yes’, she said.\n\n“No”, he said.", "L’été à Zürich – 3 < 4 & 5."])
def test_a_sound_text_stays_as_it_is(tmp_path, text):
    assert read(tmp_path, text, repair=True) == text


def test_title_and_outlet_are_repaired_too(tmp_path):
    (tmp_path / "a.csv").write_text(
        "text,title,outlet\nShips wait.,CafÃ© shut,ZÃ¼rich Post\n", encoding="utf-8"
    )
    row = read_articles(tmp_path / "a.csv", repair=True).iloc[0]
    assert (row["title"], row["outlet"]) == ("Café shut", "Zürich Post")


def test_repair_is_yes_or_no(tmp_path):
    with pytest.raises(InputError, match="repair is 'yes'; it can be True or False"):
        read(tmp_path, WHOLE, repair="yes")
