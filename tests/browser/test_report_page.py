"""The report as a reader uses it: evidence, search, links into packed articles, a phone, access for all."""

from __future__ import annotations

import time

import pytest

import newslab

TEXT = "Ada Orrin said the dam will hold.\n\nTam Vale denied it, and nobody came to number {n}."


@pytest.fixture
def many(make_tagged, tmp_path):
    """A report of so many articles that their texts are packed."""
    articles = [
        {"article_id": str(n), "outlet": f"Outlet {n % 3}", "title": f"Story {n}", "text": TEXT.format(n=n)}
        for n in range(120)
    ]
    rows = [
        {"article_id": str(n), "attribution": 0, "speaker": "Ada Orrin", "speaker_id": "orrin",
         "side": "North", "words": 5, "kind": "indirect", "confidence": 0.9 if n % 2 else 0.4,
         "source_spans": [(0, 9)],
         "cue_spans": [(10, 14)], "content_spans": [(15, 32)]}
        for n in range(120)
    ]  # fmt: skip
    return newslab.write_report(make_tagged(articles, rows), tmp_path / "report.html")


def test_a_packed_article_is_unpacked_when_it_is_opened(many, page, shot):
    page.goto(many.as_uri())
    first = page.locator("article").first
    assert "dam will hold" not in first.text_content()
    first.locator("summary").click()
    first.locator(".text").wait_for()
    assert "Ada Orrin said the dam will hold." in first.locator(".text").inner_text()
    shot(page)


def test_a_link_leads_into_a_packed_article(many, page):
    page.goto(f"{many.as_uri()}#a7-0")
    page.locator("#article-7 .text").wait_for()
    assert page.locator("#article-7 > details").get_attribute("open") is not None
    assert page.locator("#a7-0").count() == 1


def test_search_looks_in_all_texts(many, page):
    page.goto(many.as_uri())
    page.locator("#search").fill("to number 77")
    page.get_by_text("1 of 120 articles").wait_for()
    assert page.locator("article:visible").count() == 1
    page.locator("#search").fill("")
    time.sleep(0.6)
    assert page.locator("article:visible").count() == 120


def test_evidence_of_a_figure_leads_to_the_words(many, page, shot):
    page.goto(many.as_uri())
    page.locator("button.evidence").first.click()
    dialog = page.locator("#evidence")
    assert "120 attributions, 600 words" in dialog.inner_text()
    dialog.locator("[name=outlet]").select_option("Outlet 1")
    assert "40 attributions, 200 words" in dialog.inner_text()
    shot(page)
    dialog.locator("li a").nth(2).click()
    page.locator("article .text").first.wait_for()
    assert not dialog.is_visible()


def test_what_the_tagger_is_unsure_of_can_be_hidden(many, page):
    page.goto(many.as_uri())
    page.locator("article summary").nth(0).click()
    page.locator("article .text").first.wait_for()
    page.locator("#sure").fill("50")
    marks = page.locator("article .text").first.locator("[data-sure]")
    assert {"unsure" in (mark.get_attribute("class") or "") for mark in marks.all()} == {True}
    page.locator("#sure").fill("0")
    assert "unsure" not in (marks.first.get_attribute("class") or "")


def test_nothing_is_fetched_and_no_script_fails(many, page):
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(many.as_uri())
    page.locator("article summary").first.click()
    page.locator("button.evidence").first.click()
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_phone_shows_it_without_scrolling_sideways(many, page, shot):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(many.as_uri())
    page.locator("article summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    shot(page)


def test_a_check_of_access_finds_nothing_serious(many, page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    page.goto(many.as_uri())
    page.locator("article summary").first.click()
    page.locator("article .text").first.wait_for()
    # The page lets no other script in; the check needs one.
    found = axe.Axe().run(page).response["violations"]
    serious = {one["id"]: [node["target"] for node in one["nodes"]][:3] for one in found
               if one["impact"] in ("serious", "critical")}  # fmt: skip
    assert serious == {}
