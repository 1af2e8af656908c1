"""Articles to UIMA CAS XMI, as INCEpTION takes it, and back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest
from exported import make_tagged
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_export_docbin import of_text

from newslab.export import write_tables
from newslab.export.xmi import file_names
from newslab.frames import ATTRIBUTIONS, make_frame

cassis = pytest.importorskip("cassis", reason="the extra inception is not installed")
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LAYERS = ("Content", "Source", "Cue")


def parts(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as held:
        return {name: held.read(name) for name in held.namelist()}


def written(tagged, tmp_path, name="a-1.xmi"):
    held = parts(tagged, tmp_path)
    types = cassis.load_typesystem(io.BytesIO(held["TypeSystem.xml"]))
    return cassis.load_cas_from_xmi(io.BytesIO(held[name]), typesystem=types)


def of(cas, layer):
    return cas.select(f"webanno.custom.{layer}")


def test_a_file_an_article(tmp_path):
    assert list(parts(make_tagged(), tmp_path)) == ["TypeSystem.xml", "articles.csv", "a-1.xmi", "b.xmi"]


def test_the_list_of_files_leads_back_to_the_articles(tmp_path):
    tagged = make_tagged()
    text = parts(tagged, tmp_path)["articles.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["file"] for row in rows] == ["a-1.xmi", "b.xmi"]
    assert [row["article_id"] for row in rows] == tagged.articles["article_id"].tolist()


def test_spans_and_features(tmp_path):
    cas = written(make_tagged(), tmp_path)
    found = {layer: [(s.get_covered_text(), s.attribution) for s in of(cas, layer)] for layer in LAYERS}
    assert found == {
        "Content": [("“We wait,”", 0), ("“We wait,”", 1), ("“For now.”", 0), ("“For now.”", 1)],
        "Source": [("Ms. Orrin", 0), ("Ms. Orrin", 1)],
        "Cue": [("said", 0), ("said", 1)],
    }
    outer, inner = of(cas, "Cue")
    assert (outer.speaker, outer.side, outer.kind, outer.within) == ("Ada Orrin", None, "direct", None)
    assert (inner.side, inner.within) == ("Toravia", 0)


def test_layers_are_spans_of_simple_features(tmp_path):
    """What INCEpTION asks of a type to make a span layer of it."""
    root = etree.fromstring(parts(make_tagged(), tmp_path)["TypeSystem.xml"])
    space = {"u": "http://uima.apache.org/resourceSpecifier"}
    types = root.findall(".//u:typeDescription", space)
    assert sorted(t.findtext("u:name", None, space) for t in types) == sorted(
        f"webanno.custom.{n}" for n in LAYERS
    )
    assert {t.findtext("u:supertypeName", None, space) for t in types} == {"uima.tcas.Annotation"}
    ranges = {e.text for e in root.findall(".//u:rangeTypeName", space)}
    assert ranges == {"uima.cas.String", "uima.cas.Integer"}


def test_offsets_are_counted_in_utf_16(tmp_path):
    text = "🎈🎈 “Wait,” she said."
    tagged = of_text(text, content_spans=[(3, 10)])
    root = etree.fromstring(parts(tagged, tmp_path)["a.xmi"])
    content = root.find("{http:///webanno/custom.ecore}Content")
    units = text.encode("utf-16-le")
    begin, end = int(content.get("begin")), int(content.get("end"))
    assert (begin, end) == (5, 12)
    assert units[2 * begin : 2 * end].decode("utf-16-le") == "“Wait,”"
    document = root.find("{http:///uima/tcas.ecore}DocumentAnnotation")
    assert (document.get("begin"), document.get("end")) == ("0", str(len(units) // 2))


@pytest.mark.parametrize(
    "text", ["a\r\nb\tc\rd", "<b>&amp;</b> ]]> \"'", "  \n\n ", "你好。“等。”", "\u202e\x85\u2028", ""]
)
def test_any_text_comes_back(tmp_path, text):
    assert (written(of_text(text), tmp_path, "a.xmi").sofa_string or "") == text


@pytest.mark.parametrize("odd", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud83c"])
def test_what_xml_cannot_hold_is_a_space(tmp_path, odd):
    tagged = of_text(f"ab{odd}cd said", cue_spans=[(6, 10)], speaker=f"Z{odd}l")
    cas = written(tagged, tmp_path, "a.xmi")
    assert (cas.sofa_string, of(cas, "Cue")[0].get_covered_text()) == ("ab cd said", "said")
    assert of(cas, "Cue")[0].speaker == "Z l"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_span_of_any_text_comes_back(tmp_path_factory, before, words, after):
    tagged = of_text(before + words + after, content_spans=[(len(before), len(before + words))])
    cas = written(tagged, tmp_path_factory.mktemp("out"), "a.xmi")
    kept = "".join(" " if ODD.fullmatch(c) else c for c in words)
    assert [span.get_covered_text() for span in of(cas, "Content")] == [kept]


def test_joint_speakers(tmp_path):
    tagged = of_text(
        "They said so.", cue_spans=[(5, 9)], speaker="Ada Orrin & Zell", side="Toravia & unassigned"
    )
    cue = of(written(tagged, tmp_path, "a.xmi"), "Cue")[0]
    assert (cue.speaker, cue.side) == ("Ada Orrin & Zell", "Toravia & unassigned")


def test_articles_without_attributions(tmp_path):
    cas = written(replace(make_tagged(), attributions=make_frame([], ATTRIBUTIONS)), tmp_path)
    assert [of(cas, layer) for layer in LAYERS] == [[], [], []]


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["a", "A", "a-2"], ["a.xmi", "A-3.xmi", "a-2.xmi"]),
        (["../../etc/passwd", "C:\\x"], ["_.._etc_passwd.xmi", "C_x.xmi"]),
        (["", "...", "article"], ["article.xmi", "article-2.xmi", "article-3.xmi"]),
        (["x" * 300], ["x" * 60 + ".xmi"]),
        (["Überschrift 你好"], ["Überschrift 你好.xmi"]),
    ],
)
def test_names_that_every_system_takes(names, files):
    assert file_names(names) == files
