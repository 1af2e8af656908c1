"""The notebooks as a person uses them: open, run, click, filter, assign, save, come back."""

from __future__ import annotations

import io
import time

import nbformat
import pytest

import newslab.notebooks
from newslab.charts.style import OKABE_ITO

SPEECH = 180_000  # milliseconds in which a notebook has read and tagged the sample


def open_and_run(page, lab, name):
    """Open a notebook, wait for its kernel, and run all cells from the menu."""
    page.goto(f"http://127.0.0.1:{lab.port}/lab/tree/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']")
    # Cells that are run before the kernel answers are not run, so it is tried again until one has run.
    for _ in range(10):
        time.sleep(2)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        time.sleep(2)
        if page.locator(".jp-InputPrompt:has-text('[*]'), .jp-InputPrompt:has-text('[1]')").count():
            return
    raise AssertionError("no cell was run")


def show(page, part):
    """Wait for controls and bring them into view: what is far away is not drawn."""
    page.wait_for_selector(part, timeout=SPEECH, state="attached")
    for _ in range(3):  # outputs above may still grow and push it away
        page.locator(part).first.scroll_into_view_if_needed()
        time.sleep(1)


def wait_until(tell, wanted, seconds=60):
    """Wait until something is so, and say what it was if it never is."""
    for _ in range(seconds * 4):
        found = tell()
        if wanted(found):
            return found
        time.sleep(0.25)
    raise AssertionError(f"after {seconds} seconds it is still {found!r}")


def marks(picture, colour):
    """Where the middles of marks of a colour are: runs of it that are wider and higher than a line."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    found = []
    for y in range(4, image.height - 4, 2):
        for x in range(4, image.width - 4, 2):
            if all(image.getpixel((x + i, y + j)) == wanted for i in (-3, 0, 3) for j in (-3, 0, 3)):
                found.append((x, y))
    return found


def shown(option):
    """An entry of a list as it was written; controls put unbreakable spaces in it."""
    return option.replace("\N{NO-BREAK SPACE}", " ")


def said(page):
    """What the list of attributions says that it holds."""
    return page.locator(".newslab-table b").first.inner_text()


def test_the_quickstart_links_chart_list_and_text(lab, page, shot):
    open_and_run(page, lab, "01_quickstart.ipynb")
    show(page, ".newslab-explore")
    everything = wait_until(lambda: said(page), lambda text: "632" in text)
    canvas = page.locator(".newslab-balance canvas").last
    canvas.scroll_into_view_if_needed()
    place = wait_until(lambda: marks(canvas.screenshot(), OKABE_ITO[1]), bool)[-1]
    canvas.click(position={"x": place[0], "y": place[1]})
    pressed = wait_until(lambda: said(page), lambda text: text != everything)
    page.locator(".newslab-table .newslab-row button").nth(2).click()
    chosen = page.locator(".newslab-text .chosen.content").first
    chosen.wait_for()
    assert len(chosen.inner_text()) > 10
    shot(page)
    page.get_by_role("button", name="Take all filters away").click()
    wait_until(lambda: said(page), lambda text: text == everything)
    outlets = page.locator(".newslab-filters select").first
    outlets.select_option("The Lantern")
    of_one = wait_until(lambda: said(page), lambda text: text not in (everything, pressed))
    code = page.locator(".newslab-code textarea, .newslab-code input").first.input_value()
    assert "The Lantern" in code
    # The line of code makes the same choice again.
    explorer_rows = int(of_one.replace(",", "").split()[0])
    assert explorer_rows < 632


def test_a_speaker_put_under_a_side_moves_the_chart_and_is_there_the_next_day(lab, page, shot):
    open_and_run(page, lab, "04_sides_and_balance.ipynb")
    show(page, ".newslab-edit")
    unassigned = page.locator(".newslab-unassigned select")
    first = wait_until(unassigned.locator("option").first.inner_text, bool)
    name = shown(first).split(":")[0]
    picture = page.locator(".newslab-edit .newslab-balance img")
    before = (
        picture.get_attribute("src") if picture.count() else page.locator(".newslab-balance").screenshot()
    )
    page.locator(".newslab-sides button").nth(1).click()
    wait_until(unassigned.locator("option").first.inner_text, lambda text: text != first)
    after = picture.get_attribute("src") if picture.count() else page.locator(".newslab-balance").screenshot()
    assert before != after
    shot(page)
    page.locator(".newslab-save").click()
    written = wait_until(
        lambda: (lab.folder / "codebook.yml").read_text(encoding="utf-8"), lambda text: name in text
    )
    assert written.startswith("#") or "#" in written  # the comments are kept
    page.reload()
    open_and_run(page, lab, "04_sides_and_balance.ipynb")
    show(page, ".newslab-edit")
    again = wait_until(unassigned.locator("option").all_inner_texts, bool)
    assert not [text for text in again if shown(text).startswith(f"{name}:")]
    shot(page, "-again")


HOSTILE = '''
import pandas as pd, newslab
text = (
    "“<img src=x onerror=\\"window.hacked=1\\"> costs $5 and $6, \\x1b[31mred\\u202e neves,” said Ana Ruiz. "
    "“<script>window.hacked=1</script> We will pay $a_1$ and more,” said Tom <b>Dunn</b>. “" + "w" * 10000
    + "” said Eva Moll."
)
bad = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'> $t$"
articles = pd.DataFrame({"text": [text], "outlet": [bad], "title": [bad]})
tagged = newslab.tag(articles)
'''  # fmt: skip


@pytest.mark.parametrize(
    ("call", "part"),
    [
        ("explore(tagged)", ".newslab"),
        ("edit_codebook(tagged)", ".newslab"),
        ("show(tagged.attributions)", ".jp-OutputArea table.dataTable"),
    ],
)
def test_hostile_text_is_shown_and_never_run(lab, page, shot, call, part):
    cells = [nbformat.v4.new_code_cell(source) for source in (HOSTILE, f"newslab.{call}")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / "hostile.ipynb")
    open_and_run(page, lab, "hostile.ipynb")
    show(page, part)
    wait_until(page.locator(part).first.inner_text, lambda text: "Ruiz" in text or "speaker" in text)
    time.sleep(3)
    shot(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".jp-OutputArea mjx-container").count() == 0
    live = ".jp-OutputArea img[src='x'], .jp-OutputArea script"
    assert page.locator(live).count() == 0


def test_a_report_of_hostile_text_runs_nothing(page, tmp_path, shot):
    held: dict = {}
    exec(HOSTILE, held)
    path = newslab.write_report(held["tagged"], tmp_path / "report.html")
    page.goto(path.as_uri())
    page.locator("article summary").first.click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 3
    assert page.locator("img[src='x']").count() == 0
    assert "<script>window.hacked=1</script> We will pay $a_1$" in page.locator(".text").first.inner_text()
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0, "a long word makes the page wider than the window"
    shot(page)
