"""The language of articles that do not state one."""

from __future__ import annotations

import pytest

from newslab.loading import read_articles
from newslab.loading.tongue import detect_language

TEXTS = {
    "en": "The harbour stays closed for a long time, the minister told reporters who had come to the quay. ",
    "de": "Der Hafen bleibt noch lange geschlossen, sagte der Minister am Dienstag vor den Schiffen. ",
    "fr": "Le port reste fermé pour longtemps, a dit le ministre mardi devant les navires et la presse. ",
    "es": "El puerto sigue cerrado por mucho tiempo, dijo el ministro el martes ante los barcos. ",
    "nl": "De haven blijft nog lang gesloten, zei de minister dinsdag tegen de schippers en de pers. ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language(language):
    assert detect_language(TEXTS[language] * 3) == language


@pytest.mark.parametrize("text", ["", "Skerrin", "Ships wait. Ms. Marsk left.", "1 2 3 " * 30])
def test_what_is_too_short_to_tell(text):
    assert detect_language(text) == ""


def test_a_stated_language_stays(tmp_path):
    import json

    rows = [{"text": TEXTS["de"] * 3, "language": "x"}, {"text": TEXTS["de"] * 3}, {"text": "Ships wait."}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    assert read_articles(tmp_path)["language"].tolist() == ["x", "de", None]


def test_every_article_of_the_sample_is_english():
    import newslab

    assert set(newslab.load_sample()["language"]) == {"en"}
