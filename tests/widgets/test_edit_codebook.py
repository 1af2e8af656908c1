"""The editor: one press gives a side, what is saved is found again."""

from __future__ import annotations

import pandas as pd
import pytest
from hostile import ALL, SCRIPT
from test_visible import Shown

from newslab import edit_codebook, read_aliases, read_codebook, recode, tag
from newslab.errors import CodebookError
from newslab.tagging.codebook import codebook_of

BOOK = "# ours\nsides:\n  North:\n    speakers: [Ana Ruiz]  # the mayor\n"
TEXT = "“We will pay for all of it,” said Ana Ruiz. “No, not yet,” said Tom Dunn. “Never,” said Eva Moll."


@pytest.fixture(scope="module")
def tagged():
    return tag(pd.DataFrame({"text": [TEXT], "outlet": ["The Ledger"]}), codebook=codebook_of(BOOK))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "codebook.yml"
    path.write_bytes(BOOK.encode())
    return path


@pytest.fixture
def editor(tagged, path):
    return edit_codebook(tagged, path=path)


def press(editor, side):
    next(button for button in editor.sides.children if button.description == side).click()


def listed(editor):
    return [label.partition(":")[0] for label, _ in editor.speakers.options]


def choose(editor, name):
    editor.speakers.value = (listed(editor).index(name),)


def test_those_without_a_side_are_listed_and_the_first_is_chosen(editor):
    assert listed(editor) == ["Tom Dunn", "Eva Moll"]
    assert editor.speakers.value == (0,)
    assert "No, not yet" in editor.evidence.value
    assert [button.description for button in editor.sides.children] == ["North", "No side"]


def test_one_press_gives_a_side_and_the_balance_moves(editor):
    before = editor.chart.frame
    editor.new_side.value = "South"
    editor.add_side.click()
    assert listed(editor) == ["Eva Moll"]
    assert editor.tagged.attributions["side"].tolist() == ["North", "South", None]
    assert editor.chart.frame["estimate"].round(2).tolist() == [0.7, 0.3]
    assert before["estimate"].tolist() == [1.0]
    press(editor, "South")
    assert editor.tagged.attributions["side"].tolist() == ["North", "South", "South"]
    assert listed(editor) == []


def test_several_are_put_under_a_side_at_once(editor):
    editor.speakers.value = (0, 1)
    press(editor, "North")
    assert editor.tagged.attributions["side"].tolist() == ["North"] * 3


def test_nothing_is_written_before_save_and_all_of_it_then(editor, path, tagged):
    press(editor, "North")
    assert path.read_bytes() == BOOK.encode()
    editor.save.click()
    assert path.read_text(encoding="utf-8") == BOOK.replace("[Ana Ruiz]  ", "[Ana Ruiz, Tom Dunn] ")
    assert editor.save.disabled
    assert [file.name for file in path.parent.iterdir()] == ["codebook.yml"]
    assert recode(tagged, read_codebook(path)).attributions.equals(editor.tagged.attributions)
    assert read_codebook(path).sha256 == editor.draft.codebook.sha256


def test_what_was_saved_is_found_again(editor, tagged, path):
    choose(editor, "Eva Moll")
    editor.target.value = "Tom Dunn"
    editor.merge.click()
    press(editor, "North")
    editor.save.click()
    again = edit_codebook(tagged, path=path)
    assert again.draft.rows == (("Eva Moll", "Tom Dunn", "same"),)
    assert again.tagged.attributions["speaker"].tolist() == ["Ana Ruiz", "Tom Dunn", "Tom Dunn"]
    assert again.tagged.attributions["side"].tolist() == ["North"] * 3
    assert read_aliases(path.with_name("aliases.csv")).speaker_of("Eva Moll")[0] == "Tom Dunn"


def test_undo_takes_a_step_back(editor):
    press(editor, "North")
    editor.undo.click()
    assert editor.draft.text == BOOK
    assert editor.tagged.attributions["side"].tolist() == ["North", None, None]
    assert editor.undo.disabled
    assert editor.save.disabled


def test_a_speaker_is_split(tagged, path):
    editor = edit_codebook(tagged, path=path)
    choose(editor, "Eva Moll")
    editor.target.value = "Tom Dunn"
    editor.merge.click()
    choose(editor, "Tom Dunn")
    editor.mention.value = "Eva Moll"
    editor.split.click()
    assert editor.draft.rows == (("Eva Moll", "Tom Dunn", "different"),)
    assert listed(editor) == ["Tom Dunn", "Eva Moll"]


def test_a_side_is_taken_away(editor):
    editor.everyone.value = True
    editor.new_side.value = "South"
    choose(editor, "Tom Dunn")
    editor.add_side.click()
    choose(editor, "Tom Dunn")
    press(editor, "North")
    assert "all that the side" in editor.message.value
    assert editor.tagged.attributions["side"].tolist() == ["North", "South", None]


@pytest.mark.parametrize("name", ["unassigned", "A & B", "", "north"])
def test_a_side_that_cannot_be_is_told_of_and_nothing_changes(editor, name):
    editor.new_side.value = name
    editor.add_side.click()
    assert 'role="alert"' in editor.message.value
    assert editor.draft.text == BOOK


def test_a_file_that_somebody_else_changed_is_left_alone(editor, path):
    press(editor, "North")
    path.write_text(BOOK + "# theirs\n", encoding="utf-8")
    editor.save.click()
    assert "somebody else" in editor.message.value
    assert path.read_text(encoding="utf-8").endswith("# theirs\n")
    assert not editor.save.disabled


def test_line_ends_of_the_file_stay(tagged, path):
    path.write_bytes(BOOK.replace("\n", "\r\n").encode())
    editor = edit_codebook(tagged, path=path)
    press(editor, "North")
    editor.save.click()
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") == BOOK.count("\n")
    assert read_codebook(path).sha256 == editor.draft.codebook.sha256


def test_a_file_with_a_mistake_is_told_of_at_once(tagged, path):
    path.write_text("sides: {A: {speaker: [x]}}", encoding="utf-8")
    with pytest.raises(CodebookError, match="line 1"):
        edit_codebook(tagged, path=path)


def test_without_a_file_the_codebook_of_the_tables_is_the_beginning(tagged, tmp_path):
    editor = edit_codebook(tagged, path=tmp_path / "new.yml")
    press(editor, "North")
    editor.save.click()
    assert read_codebook(tmp_path / "new.yml").rules[0].speakers == ("Ana Ruiz", "Tom Dunn")


def test_searching_narrows_the_list(editor):
    editor.search.value = "moll"
    assert listed(editor) == ["Eva Moll"]
    editor.search.value = "nobody"
    assert editor.speakers.value == ()
    press(editor, "North")
    assert "No speaker is chosen" in editor.message.value


def test_without_widgets_there_is_a_list(editor):
    bundle = editor._repr_mimebundle_()
    assert "Tom Dunn" in bundle["text/html"]
    assert bundle["text/plain"].startswith("2 speakers without a side")
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_hostile_names_are_shown_and_not_run(make_tagged, tmp_path):
    row = {"article_id": "a", "speaker": ALL, "speaker_id": "x", "words": 3, "source": SCRIPT, "content": ALL,
           "reasons": {}, "role": "other"}  # fmt: skip
    person = {
        **row,
        "aliases": [SCRIPT],
        "descriptions": [ALL],
        "identification": "named_person",
        "attributions": 1,
    }
    hostile = make_tagged([{"article_id": "a", "outlet": ALL}], [row], speakers=[person], sides=None)
    editor = edit_codebook(hostile, path=tmp_path / "codebook.yml")
    html = editor.evidence.value + editor.told.value + editor._repr_mimebundle_()["text/html"]
    assert {tag for tag, _ in Shown(html).tags} <= {"div", "p", "b", "bdi", "ul", "ol", "li", "span"}
    editor.assign("North")
    assert {tag for tag, _ in Shown(editor.message.value).tags} == {"p"} or "<span>" in editor.message.value
