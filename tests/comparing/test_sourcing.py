import pytest

from newslab.comparing.sourcing import sourcing
from newslab.errors import InputError
from newslab.frames import SUMMARY

ARTICLES = [{"article_id": "a", "outlet": "Argus"}, {"article_id": "b", "outlet": "The Ledger"}]
ROWS = [
    {"article_id": "a", "actor": "expert", "channel": "interview", "speech": "denial", "kind": "direct"},
    {"article_id": "a", "actor": "official", "channel": "court", "speech": "statement", "kind": "mixed"},
    {"article_id": "b", "actor": "official", "channel": None, "speech": "statement", "kind": "direct"},
    {"article_id": "b", "actor": "diviner", "within": 2, "speech": "belief", "kind": "indirect"},
]


@pytest.mark.parametrize(
    ("axis", "argus", "ledger"),
    [
        ("identification", {"named_person": 1}, {"named_person": 1}),
        ("actor", {"official": 0.5, "expert": 0.5}, {"official": 1, "expert": 0}),
        ("speech", {"statement": 0.5, "denial": 0.5}, {"statement": 1, "denial": 0}),
        ("kind", {"direct": 0.5, "mixed": 0.5}, {"direct": 1, "mixed": 0}),
    ],
)
def test_shares_of_each_axis(make_tagged, axis, argus, ledger):
    frame = sourcing(make_tagged(ARTICLES, ROWS, sides=None), axis=axis)
    assert list(frame) == ["outlet", "value", "measure", *SUMMARY]
    found = frame.set_index(["outlet", "value"])["estimate"]
    assert found["Argus"].to_dict() == argus
    assert found["The Ledger"].to_dict() == ledger
    assert list(found["Argus"].to_dict()) == list(argus)
    assert frame.attrs["axis"] == axis


def test_a_missing_category_is_left_out_and_told(make_tagged):
    frame = sourcing(make_tagged(ARTICLES, ROWS), axis="channel")
    assert frame.attrs["left_out"]["unassigned_attributions"] == 1
    assert frame[frame["outlet"] == "The Ledger"]["estimate"].isna().all()


def test_categories_of_a_codebook_come_after_ours(make_tagged):
    rows = [{"article_id": "a", "actor": actor} for actor in ("diviner", "official", "abbot")]
    assert list(sourcing(make_tagged(ARTICLES[:1], rows), axis="actor")["value"]) == [
        "official",
        "abbot",
        "diviner",
    ]


@pytest.mark.parametrize("joint", [{"speaker_id": "orrin & vale & tam"}, {"speaker": "Smith & Sons"}])
@pytest.mark.parametrize(
    ("axis", "one", "others"),
    [
        ("identification", "unnamed", "named_person"),
        ("actor", "official", "arts & culture"),
        ("channel", "court", "interview"),
        ("speech", "denial", "statement"),
        ("kind", "direct", "mixed"),
    ],
)
def test_a_joint_source_counts_once(make_tagged, axis, one, others, joint):
    rows = [{"article_id": "a", axis: one}, *({"article_id": "a", axis: others, **joint} for _ in range(3))]
    frame = sourcing(make_tagged(ARTICLES[:1], rows), axis=axis)
    assert dict(zip(frame["value"], frame["estimate"], strict=True)) == {one: 1 / 4, others: 3 / 4}
    assert set(frame["n_attributions"]) == {4}


def test_joint_speakers_are_still_counted_apart(make_tagged):
    rows = [{"article_id": "a", "speaker_id": "orrin & vale"}, {"article_id": "a", "speaker_id": "vale"}]
    counted = sourcing(make_tagged(ARTICLES[:1], rows)).attrs["counted"]
    assert counted["groups"]["Argus"] == {"attributions": 2, "words": 2, "speakers": 2}


def test_nothing_found_is_an_empty_frame(make_tagged):
    frame = sourcing(make_tagged(ARTICLES))
    assert frame.empty
    assert list(frame) == ["outlet", "value", "measure", *SUMMARY]


def test_no_articles_at_all(make_tagged):
    assert sourcing(make_tagged()).empty


def test_wrong_axis_is_named(make_tagged):
    with pytest.raises(InputError, match="Did you mean 'actor'"):
        sourcing(make_tagged(ARTICLES), axis="actors")
