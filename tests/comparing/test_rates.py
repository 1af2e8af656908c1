import pytest

from newslab.comparing.rates import MEASURES, source_rates
from newslab.comparing.sourcing import sourcing
from newslab.errors import InputError

ARTICLES = [{"article_id": "a", "words": 100}, {"article_id": "b", "words": 300}]
ROWS = [
    {"article_id": "a", "speaker_id": "x", "role": "official", "words": 20, "quoted_words": 10,
     "side": "North"},
    {"article_id": "a", "speaker_id": "x", "role": "expert", "words": 20, "quoted_words": 0, "side": "South"},
    {"article_id": "b", "speaker_id": "w", "role": "none", "words": 40, "quoted_words": 10,
     "identification": "unnamed", "side": "North"},
    {"article_id": "b", "speaker_id": "d", "role": None, "words": 20, "quoted_words": 0,
     "identification": "document", "side": None},
]  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("anonymous", 1 / 3),
        ("official", 1 / 2),
        ("verbatim", 20 / 100),
        ("attributed", 100 / 400),
        ("attributions_per_article", 2),
        ("speakers_per_article", 1.5),
        ("speakers_per_1000_words", 1000 * 3 / 400),
    ],
)
def test_each_rate(make_tagged, measure, value):
    frame = source_rates(make_tagged(ARTICLES, ROWS), measure=measure)
    assert frame["estimate"].tolist() == pytest.approx([value])
    assert frame["n_attributions"].tolist() == [4]


def test_by_side(make_tagged):
    frame = source_rates(make_tagged(ARTICLES, ROWS), by="side", measure="verbatim").set_index("side")[
        "estimate"
    ]
    assert frame.to_dict() == pytest.approx({"North": 20 / 60, "South": 0, "(no side)": 0})


def test_all_by_default_and_unknown_ones_named(make_tagged):
    tagged = make_tagged(ARTICLES, ROWS)
    assert source_rates(tagged)["measure"].tolist() == list(MEASURES)
    with pytest.raises(InputError, match="Did you mean 'verbatim'"):
        source_rates(tagged, measure="verbatm")


@pytest.mark.parametrize(
    ("reason", "value"),
    [
        ("unnamed: a description; anonymity fear: afraid to lose his job", "fear"),
        ("unnamed: a description; anonymity not_authorised: not allowed to speak", "not_authorised"),
        ("unnamed: a description", "not_told"),
    ],
)
def test_reasons_for_anonymity(make_tagged, reason, value):
    rows = [
        {"article_id": "a", "identification": "unnamed", "reasons": {"identification": reason}},
        {"article_id": "a", "identification": "named_person", "reasons": {}},
    ]
    frame = sourcing(make_tagged(ARTICLES, rows), axis="anonymity")
    assert frame["value"].tolist() == [value]
    assert frame["n_attributions"].tolist() == [1]


@pytest.mark.parametrize(
    ("measure", "direct"), [("attributions", 1 / 2), ("words", 3 / 4), ("speakers", 1 / 3)]
)
def test_sourcing_by_words_and_speakers(make_tagged, measure, direct):
    rows = [
        {"article_id": "a", "kind": "direct", "words": 30, "speaker_id": "x"},
        {"article_id": "a", "kind": "direct", "words": 30, "speaker_id": "x"},
        {"article_id": "a", "kind": "mixed", "words": 10, "speaker_id": "y"},
        {"article_id": "a", "kind": "mixed", "words": 10, "speaker_id": "z"},
    ]
    frame = sourcing(make_tagged(ARTICLES, rows), axis="kind", measure=measure).set_index("value")
    assert frame["estimate"]["direct"] == pytest.approx(direct)
