"""A codebook applied again is as good as tagging again; types of actors, presets, drafts of sides."""

from dataclasses import replace

import pandas as pd
import pytest

from newslab import (
    Codebook,
    Tagged,
    list_presets,
    load_sample,
    new_codebook,
    read_codebook,
    recode,
    sample_codebook,
    suggest_sides,
    tag,
    unnamed_sources,
    write_tables,
)
from newslab.errors import CodebookError, InputError


@pytest.fixture(scope="module")
def tagged():
    return tag(load_sample().head(6))


@pytest.fixture
def book(tmp_path):
    def write(text):
        path = tmp_path / "codebook.yml"
        path.write_text(text, encoding="utf-8")
        return read_codebook(path)

    return write


def test_recoding_is_as_good_as_tagging_again(tagged):
    again = tag(load_sample().head(6), codebook=sample_codebook())
    coded = recode(tagged, sample_codebook())
    pd.testing.assert_frame_equal(coded.attributions, again.attributions)
    pd.testing.assert_frame_equal(coded.speakers, again.speakers)
    assert coded.provenance == again.provenance
    assert coded.attributions["side"].notna().any()
    back = recode(coded, None)
    pd.testing.assert_frame_equal(back.attributions, tagged.attributions)


@pytest.mark.parametrize("what", [None, "tagged", pd.DataFrame()])
def test_only_what_tag_returned_is_recoded(what):
    with pytest.raises(InputError, match="what tag\\(\\) returned"):
        recode(what, sample_codebook())


def test_a_path_is_no_codebook(tagged):
    with pytest.raises(InputError, match="read_codebook"):
        recode(tagged, "codebook.yml")


ACTORS = """
actors:
  unnamed: {identifications: [unnamed]}
  elite: {roles: [politician, official], speakers: [Petra Quill]}
  science: {patterns: ['\\b[Pp]rofessor\\b']}
"""


@pytest.mark.parametrize(
    ("text", "actor", "reason"),
    [
        ("Mayor Ana Ruiz said the road was safe.", "elite", "roles: politician"),
        ("Petra Quill said the road was safe.", "elite", "speakers: Petra Quill"),
        ("An official said the road was safe.", "unnamed", "identifications: unnamed"),
        ("Professor Tom Dunn said the road was safe.", "science", "patterns: \\b[Pp]rofessor\\b"),
        ("Lorry driver Tom Dunn said the road was safe.", "other", "no rule fits"),
    ],
)
def test_types_of_actors_of_the_user(book, text, actor, reason):
    row = tag(pd.DataFrame({"text": [text]}), codebook=book(ACTORS)).attributions.iloc[0]
    assert (row["actor"], row["reasons"]["actor"]) == (actor, reason)


def test_the_role_stays_beside_the_actor(book):
    text = "Mayor Ana Ruiz said the road was safe."
    tagged = tag(pd.DataFrame({"text": [text]}), codebook=book("actors: {preset: professional-status}"))
    assert tagged.attributions.loc[0, ["role", "actor"]].tolist() == ["politician", "official"]
    assert tagged.speakers.loc[0, ["role", "actor"]].tolist() == ["politician", "official"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("actors: {preset: none}", 1, "'none' is no key of a preset of actors"),
        ("actors:\n  preset: professional-status\n  elite: {roles: [politician]}", 2, "keep one of the two"),
        ("actors:\n  elite: {roles: [king]}", 2, "'king' is no key of roles of an actor"),
        ("actors:\n  elite: {}", 2, "no rule"),
        ("actors: {}", 1, "is empty"),
        ("actors:\n  a: {roles: [media]}\n  b: {roles: [media]}", 3, "under two actors, 'a' and 'b'"),
        ("actors:\n  elite:\n    patterns: ['.*']", 3, "fits everyone"),
        ("sides:\n  A:\n    patterns: ['[\\w二]']", 3, "fits everyone"),
        ("sides:\n  A:\n    patterns: ['(']", 3, "no valid regular expression"),
        ('sides:\n  A:\n    patterns: ["\\bMoscow"]', 3, "control character"),
        ("sides:\n  A: {patterns: [x]}\n  a: {patterns: [y]}", 3, "differ only in case"),
    ],
)
def test_mistakes_name_their_line(book, text, line, says):
    with pytest.raises(CodebookError, match=r"codebook.yml") as caught:
        book(text)
    assert caught.value.line == line
    assert says in str(caught.value)


@pytest.mark.parametrize("preset", list_presets()["preset"])
def test_presets_are_whole(book, tmp_path, preset):
    told = list_presets().set_index("preset").loc[preset]
    assert len(told["reference"]) > 20
    if told["holds"] == "actors":
        assert len(book(f"actors: {{preset: {preset}}}").actors) > 3
    else:
        path = new_codebook(tmp_path / "new.yml", preset, ["Norway", "Sweden"])
        assert read_codebook(path).sides[:2] == ("Norway", "Sweden")


def test_a_new_codebook_replaces_none(tmp_path):
    path = tmp_path / "new.yml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is there already"):
        new_codebook(path, "two-state-conflict", ["Norway", "Sweden"])
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("sides", ["Norway", ["Norway"], ["Norway", ""], ["A", "B", "C"], ['"', "B"]])
def test_a_new_codebook_has_two_sides(tmp_path, sides):
    with pytest.raises(InputError, match="give the names of two sides"):
        new_codebook(tmp_path / "new.yml", "two-state-conflict", sides)


def test_a_draft_of_sides_is_a_codebook(book, tmp_path):
    text = (
        "“We pay,” said the Swedish minister Ana Ruiz. “No,” said Tom Dunn, a Finnish envoy. "
        "“Wait,” said Eva Moll. The Swedish government said it was late."
    )
    tagged = tag(pd.DataFrame({"text": [text, text]}))
    path = tmp_path / "draft.yml"
    draft = suggest_sides(tagged, path=path)
    assert path.read_text(encoding="utf-8") == draft
    codebook = book(draft)
    assert codebook.side_of("Ana Ruiz") == ("Sweden", "speakers: Ana Ruiz")
    assert codebook.side_of("Tom Dunn")[0] == "Finland"
    assert '# "Eva Moll"  # 2 attributions in 2 articles' in draft


def test_ids_of_articles_may_hold_an_ampersand():
    frame = pd.DataFrame({"article_id": ["R & D"], "text": ["Officials said the road was safe."]})
    assert recode(tag(frame), None).attributions["speaker"].tolist() == ["Officials"]


def test_tables_from_parquet_can_be_recoded(tagged, tmp_path):
    write_tables(tagged, tmp_path / "tables")
    stored = {n: pd.read_parquet(tmp_path / "tables" / f"{n}.parquet") for n in ("attributions", "speakers")}
    again = Tagged(tagged.articles, passages=tagged.passages, skipped=tagged.skipped, **stored)
    sides = recode(again, sample_codebook()).attributions["side"]
    assert sides.tolist() == recode(tagged, sample_codebook()).attributions["side"].tolist()
    assert len(unnamed_sources(again)) == len(unnamed_sources(tagged))


def test_half_of_the_tables_is_told(tagged):
    with pytest.raises(InputError, match="The speakers table has no row"):
        recode(replace(tagged, speakers=tagged.speakers.head(1)), None)


def test_a_draft_from_nobody():
    tagged = tag(pd.DataFrame({"text": ["A man said it was late."]}))
    with pytest.raises(InputError, match="No speaker of the corpus has a name"):
        suggest_sides(tagged)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two senior Ukrainian army officials said the bridge fell.",
            {"nationality": "Ukraine", "rank": "senior", "number": "two"},
        ),
        ("A ministry source said the bridge fell.", {"institution": "ministry"}),
        (
            "A diplomat, who was not authorised to speak publicly, said the bridge fell.",
            {"anonymity": "not_authorised"},
        ),
        ("Residents said the bridge fell.", {"nationality": None, "rank": None, "number": None}),
    ],
)
def test_what_is_told_of_the_unnamed(text, told):
    frame = unnamed_sources(tag(pd.DataFrame({"text": [text]})))
    assert len(frame) == 1
    assert {name: frame[name][0] for name in told} == told


def test_nobody_unnamed_is_an_empty_table():
    frame = unnamed_sources(tag(pd.DataFrame({"text": ["“We pay,” said Ana Ruiz."]})))
    assert frame.empty
    assert "anonymity_words" in frame.columns


def test_a_codebook_is_what_its_file_was():
    assert Codebook("", "", ()).actors == ()


def test_a_role_that_an_article_leaves_out_is_the_one_that_others_tell():
    texts = ["Mayor Ana Ruiz said the road was safe.", "“We pay,” said Ana Ruiz.", "“We pay,” said Tom Dunn."]
    tagged = tag(pd.DataFrame({"text": texts}))
    assert tagged.attributions["role"].tolist() == ["politician", "politician", "citizen"]
    assert tagged.speakers["role"].tolist() == ["politician", "politician", "citizen"]
    reasons = tagged.attributions["reasons"].map(lambda told: told["role"]).tolist()
    assert reasons[1:] == ["told in 1 other article", "named without any role: taken for private"]
