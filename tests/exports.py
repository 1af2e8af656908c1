"""Exports of newsroom databases, written afresh after their layouts; all news in them is made up."""

from __future__ import annotations

import gzip
import html
import io
import json
from dataclasses import dataclass, field

from hypothesis import strategies as st


@dataclass(frozen=True)
class Story:
    """What a made-up article is, whatever the database."""

    title: str
    outlet: str = "Harbour Post"
    day: tuple[int, str, int] = (4, "March", 2025)
    byline: str = ""
    section: str = "News; Pg. 4"
    paragraphs: tuple[str, ...] = field(default=("Ships wait.", "“It is late,” Ada Marsk said."))
    accession: str = "HARPOS0020250304el3400001"

    @property
    def text(self) -> str:
        """As newslab should have it."""
        return "\n\n".join([self.title, *self.paragraphs])


STORIES = (
    Story("Harbour leased for ninety years", byline="By Ada Marsk", accession="HARPOS0020250304el3400001"),
    Story(
        "Ferry late; Passengers wait in the rain", "The Castrel Courier", (11, "May", 2024),
        byline="Ivo Tarn, Associated Press", section="", accession="CASCOU0020240511ek5b0002x",
        paragraphs=("CASTREL (AP) — The ferry was late.", "Notes", "1. It was “very late”, she said.",
                    "Length: two hours, he added."),
    ),
    Story(
        "Mayor resigns", "Skerrin Gazette (Skerrin)", (28, "December", 2023),
        accession="SKEGAZ0020231228ejcs0003y",
        paragraphs=("The mayor resigned — at last.", "Body", "“No comment,” the town hall said."),
    ),
)  # fmt: skip


WORDS = st.text(st.characters(categories=["L", "N"], codec="utf-8"), min_size=1, max_size=9)
SENTENCES = st.lists(WORDS, min_size=2, max_size=9).map(
    lambda words: f"The {' '.join(words)} — “{words[0]}”."
)
MADE = st.lists(
    st.builds(
        Story, SENTENCES.map(lambda title: title[:-1]),
        paragraphs=st.lists(SENTENCES, min_size=1, max_size=4).map(tuple),
        byline=st.sampled_from(["", "By Ada Marsk"]),
    ), min_size=1, max_size=6,
)  # fmt: skip


def wordy(story: Story) -> int:
    return sum(len(paragraph.split()) for paragraph in story.paragraphs)


def us_day(story: Story) -> str:
    day, month, year = story.day
    return f"{month} {day}, {year}"


def eu_day(story: Story) -> str:
    day, month, year = story.day
    return f"{day} {month} {year}"


# --- Nexis Uni ------------------------------------------------------------------------------------------


def nexis_cover(stories, announced=None, apart=False):
    lines = ["", "Date and Time: Friday, March 7, 2025 9:31:00 AM EST", "Job Number: 00000001"]
    lines += [f"Documents ({announced or len(stories)})"]
    for number, story in enumerate(stories, start=1):
        # The cover page has a headline's parts without the space after the semicolon.
        title = story.title.replace("; ", ";")
        lines += [f"{number}.", "", title] if apart else [f"{number}. {title}"]
        lines += ["Client/Matter: -None-", "Search Terms: harbour"]
        lines += ["Search Type: Terms and Connectors ", "Narrowed by: ", "", ""]
    return [*lines, "", "", ""]


def nexis_article(story, clock="Tuesday 9:20 AM EST", closing="load-date", end=True):
    lines = ["", story.title, story.outlet, f"{us_day(story)} {clock}".strip(), ""]
    lines += [f"\nCopyright 2025 {story.outlet} All Rights Reserved", "\n"]
    lines += [f"Section:\xa0{story.section}"] if story.section else []
    lines += [f"Length:\xa0{wordy(story)} words"]
    lines += [f"Byline:\xa0{story.byline}"] if story.byline else []
    lines += ["Highlight:\xa0What it is about", "Body", "", "", *story.paragraphs]
    if closing == "classification":
        lines += ["Classification", "", "", "Language:\xa0ENGLISH", "\nPublication-Type:\xa0Newspaper"]
        lines += ["\nUnheard-of:\xa0X", "\nSubject:\xa0HARBOURS (90%); FERRIES (71%)"]
    else:
        lines += ["\nGraphic", "", " ", "The harbour at night. PHOTO: Lena Orr", "\nUnheard-of:\xa0X"]
    lines += [f"\nLoad-Date:\xa0{us_day(story)}", ""]
    return [*lines, *(["\nEnd of Document", "", ""] if end else [])]


def docx_bytes(lines):
    from docx import Document

    document, file = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def rtf_escaped(text):
    out = []
    for character in text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}"):
        number = ord(character)
        if number < 128:
            out.append(character)
        elif number < 0x10000:
            out.append(f"\\u{number - 0x10000 if number > 32767 else number}?")
        else:
            high, low = divmod(number - 0x10000, 0x400)
            out.append(f"\\u{high + 0xD800 - 0x10000}?\\u{low + 0xDC00 - 0x10000}?")
    return "".join(out).replace("\n", "\\line ")


def rtf_bytes(body):
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}{\colortbl ;\red0\green0\blue0;}"
    )
    return f"{head}{body}}}".encode("ascii")


def rtf_paragraphs(lines):
    return "".join(rf"\pard\plain\f0\fs20 {rtf_escaped(line)}\par " for line in lines)


def rtf_link(text):
    address = r'{\*\fldinst{HYPERLINK "https://advance.example/api/document?id=1&idtype=PID" }}'
    return rf"\pard {{\field{address}{{\fldrslt{{\cs1\ul {rtf_escaped(text)}}}}}}}\par "


def nexis_rtf(stories, cover=True, **options):
    """On one line without a break, as the database writes it, with the headlines as links."""
    body = rtf_paragraphs(nexis_cover(stories)) if cover else ""
    for story in stories:
        first, title, *rest = nexis_article(story, **options)
        body += rtf_paragraphs([first]) + rtf_link(title) + rtf_paragraphs(rest)
    return rtf_bytes(body)


# --- LexisNexis Academic --------------------------------------------------------------------------------


def wrapped(paragraph, width=60):
    import textwrap

    return "\n".join(textwrap.wrap(paragraph, width, break_long_words=False))


def lexisnexis_text(stories, numbers=None, total=None, layout="new", request=""):
    numbers = numbers or range(1, len(stories) + 1)
    text = (
        f"\n\n\nDownload Request: {request}\nTime Of Request: Friday, March 7, 2025\n\n\n" if request else ""
    )
    for number, story in zip(numbers, stories, strict=True):
        text += f"\n{' ' * 31}{number} of {total or len(stories)} DOCUMENTS\n\n\n\n"
        labels = [f"BYLINE: {story.byline}"] if story.byline else []
        labels += [f"SECTION: {wrapped(story.section)}"] if story.section else []
        labels += [f"LENGTH: {wordy(story)} words"]
        if layout == "new":
            text += (
                f"{' ' * 34}{story.outlet}\n\n{' ' * 28}{us_day(story)} Tuesday\n\n{wrapped(story.title)}\n\n"
            )
            text += "\n\n".join(labels) + "\n\n"
        else:
            text += f"{' ' * 20}Copyright 2025 The Harbour Company\n{' ' * 28}All Rights Reserved\n\n"
            text += f"{' ' * 34}{story.outlet}\n\n{' ' * 28}{us_day(story)}, Tuesday\n\n"
            text += f"{' ' * 20}Late Edition\n\n"
            text += (
                "\n\n".join(labels) + f"\n\nHEADLINE: {wrapped(story.title)}\n\nDATELINE: CASTREL\n\nBODY:\n"
            )
        text += "\n\n".join(wrapped(paragraph) for paragraph in story.paragraphs)
        text += f"\n\n\nLOAD-DATE: {us_day(story)}\n\nLANGUAGE: ENGLISH\n\n"
        text += "GRAPHIC: The harbour at night, seen\nfrom the town hall\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
        text += f"{' ' * 23}Copyright 2025 The Harbour Company\n{' ' * 30}All Rights Reserved\n\n"
    return text


# --- Factiva --------------------------------------------------------------------------------------------

FACTIVA_PAGE = (
    "<html><head><title>Factiva</title></head><body><form name='PageBaseForm'><div id='contentLeft'>{}</div>"
    "<div id='pageFooter'><span class='copyright'>© 2025 Factiva, Inc.</span></div></form></body></html>"
)


def factiva_shown(story, end=True, language="English", words="words"):
    """An article as Factiva shows it."""
    above = [f"<div>{html.escape(story.section)}</div>"] if story.section else []
    above += [f'<div id="hd"><span class="enHeadline">{html.escape(story.title)}</span> </div>']
    above += [f'<div class="author">{html.escape(story.byline)} </div>'] if story.byline else []
    below = [
        f"{wordy(story)} {words}",
        eu_day(story),
        "09:20",
        story.outlet,
        story.accession[:6],
        "1; National",
        "4",
    ]
    below += [language, "(c) 2025 Harbour Papers Ltd "]
    rows = "".join(f"<div>{html.escape(line)}</div>" for line in below)
    paragraphs = "".join(
        # What was searched for is bold.
        f'<p class="articleParagraph enarticleParagraph">{escaped.replace("late", "<b>late</b>")}</p>\n'
        for escaped in map(html.escape, story.paragraphs)
    )
    closing = (
        f"<p>Photo: The harbour</p><p>Harbour Papers Ltd</p><p>Document {story.accession}</p>" if end else ""
    )
    return (
        f'<div id="article-{story.accession}" class="article"><div class="article enArticle"><p> </p>'
        f"{''.join(above)}{rows}<p></p> {paragraphs}{closing}</div></div><br/><span></span>"
    )


def factiva_fields(story, end=True):
    fields = [
        ("SE", story.section),
        ("HD", story.title),
        ("BY", story.byline),
        ("WC", f"{wordy(story)} words"),
    ]
    fields += [("PD", eu_day(story)), ("ET", "09:20"), ("SN", story.outlet), ("SC", story.accession[:6])]
    fields += [("LA", "English"), ("CY", "(c) 2025 Harbour Papers Ltd"), ("LP", story.paragraphs[:1])]
    fields += [
        ("TD", story.paragraphs[1:]),
        ("NS", "gcat : Political/General News"),
        ("PUB", "Harbour Papers Ltd"),
    ]
    fields += [("AN", f"Document {story.accession}")] if end else []
    return [(code, value) for code, value in fields if value]


def factiva_coded(story, end=True):
    """An article with the codes of its fields."""
    rows = ""
    for code, value in factiva_fields(story, end):
        cell = (
            html.escape(value)
            if isinstance(value, str)
            else "".join(
                f'<p class="articleParagraph enarticleParagraph">{html.escape(line)}</p>\n' for line in value
            )
        )
        rows += f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>'
    return f'<div class="article enArticle"><table>{rows}</table><br/></div><br/><span></span>'


def factiva_html(stories, layout=factiva_shown, **options):
    return FACTIVA_PAGE.format("".join(layout(story, **options) for story in stories)).encode()


def factiva_rtf(stories, coded=False, bold=True, ends=True, contents=False):
    body = r"{\pict\wmetafile8 010009000003}"
    if contents:
        listed = [f"{story.title} {'.' * 9} {number}" for number, story in enumerate(stories, start=2)]
        body += rtf_paragraphs(["Factiva RTF Display Format", *listed, "Page 1 of 9"]) + r"\page "
    for story in stories:
        if coded:
            for code, value in factiva_fields(story, ends):
                values = [value] if isinstance(value, str) else value
                cell = r"\par ".join(map(rtf_escaped, values))
                body += rf"\trowd\cellx900\cellx9000\pard\intbl {code}\cell\pard\intbl {cell}\cell\row "
            body += r"\pard\page "
            continue
        title = rf"\pard {{\b {rtf_escaped(story.title)}}}\par " if bold else rtf_paragraphs([story.title])
        above = [story.section] if story.section else []
        below = [story.byline] if story.byline else []
        below += [f"{wordy(story)} words", eu_day(story), "09:20", story.outlet, story.accession[:6]]
        below += ["1; National", "English", "(c) 2025 Harbour Papers Ltd", "", *story.paragraphs]
        below += ["Harbour Papers Ltd", *([f"Document {story.accession}"] if ends else []), ""]
        body += rtf_paragraphs(above) + title + rtf_paragraphs(below) + r"\page "
    return rtf_bytes(body + rtf_paragraphs(["Search Summary", "Text", "harbour", "Results Found", "59"]))


# --- ProQuest -------------------------------------------------------------------------------------------

RULE = "_" * 60


def proquest_article(story, number, full=True, ends="\n\n"):
    document = str(3170000000 + number)
    head = [story.title]
    head += [f"Publication info: {story.outlet} ; Castrel [Castrel]. {eu_day(story)}: A.4."]
    head += [f"ProQuest document link (https://search.example/docview/{document})", "Links: none"]
    head += ["Full text: " + ends.join(story.paragraphs)] if full else ["Abstract: What it is about."]
    tail = ["Subject: Harbours", "Location: Castrel", f"Title: {story.title}"]
    tail += [f"Author: {story.byline}"] if story.byline else []
    tail += [f"Publication title: {story.outlet}; Castrel", "Pages: A.4", "Publication year: 2025"]
    tail += [f"Publication date: {us_day(story)[:3]} {us_day(story).split(' ', 1)[1]}"]
    tail += [f"Section: {story.section}"] if story.section else []
    tail += ["Publisher: Harbour Papers Ltd", "Language of publication: English", "Document type: News"]
    tail += [f"ProQuest document ID: {document}", f"Document URL: https://search.example/docview/{document}"]
    tail += ["Copyright: (c) 2025, Harbour\nPapers Ltd", "Last updated: 2025-03-07", "Database: Newsstream"]
    return "\n\n".join([*head, *tail])


def proquest_text(stories, numbered=False, total=None, full=True, ends="\n\n"):
    chunks = ["\nReport Information from ProQuest\nMarch 7 2025 09:31\n"]
    for number, story in enumerate(stories, start=1):
        first = f"Document {number} of {total or len(stories)}\n\n" if numbered else ""
        chunks.append(f"\n\n{first}{proquest_article(story, number, full, ends)}\n\n")
    chunks.append("\nContact us at: https://support.example\nDatabase copyright © 2025 ProQuest LLC.\n")
    return RULE + RULE.join(chunks)


def ris(stories, ends=True, layout="proquest"):
    text = ""
    for number, story in enumerate(stories, start=1):
        day, month, year = story.day
        body = "\n".join(story.paragraphs)
        text += f"TY  - NEWS\nT1  - {story.title}\n"
        text += f"AU  - {story.byline}\n" if story.byline else ""
        if layout == "proquest":
            text += f"AB  - {body[:20]}\nN2  - {body}\nJF  - {story.outlet}\n"
            text += f"DA  - {year} {month[:3]} {day:02}\nPY  - {year}\n"
        else:
            numbers = {"March": 3, "May": 5, "December": 12}
            text += f"AB  - {body}\nT2  - {story.outlet}\nY1  - {year}/{numbers[month]:02}/{day:02}/\n"
        text += "LA  - English\nKW  - harbour\nKW  - ferry\n"
        text += f"UR  - https://search.example/docview/{7000 + number}\n"
        text += f"SE  - {story.section}\n" if story.section else ""
        text += "ER  - \n\n" if ends else "\n"
    return text


def tdm_xml(story, number):
    day, month, year = story.day
    body = html.escape("".join(f"<p>{html.escape(line)}</p>" for line in story.paragraphs))
    numbers = {"March": 3, "May": 5, "December": 12}
    author = (
        f"<Contributors><Contributor><Author><OriginalFormAtt><OriginalForm>{story.byline}</OriginalForm>"
    )
    author += "</OriginalFormAtt></Author></Contributor></Contributors>"
    return (
        f"<RECORD><Version>1</Version><GOID>{9000 + number}</GOID>"
        f"<DFS><PubFrosting><Title>{story.outlet}</Title></PubFrosting></DFS><Obj><TitleAtt><Title>{html.escape(story.title)}</Title></TitleAtt>"
        f"<NumericDate>{year}-{numbers[month]:02}-{day:02}</NumericDate>{author if story.byline else ''}"
        f"<Language><RawLang>English</RawLang></Language></Obj>"
        f'<TextInfo><Text HTMLContent="true">{body}</Text></TextInfo></RECORD>'
    )


def historical_xml(story, number):
    day, month, year = story.day
    numbers = {"March": 3, "May": 5, "December": 12}
    body = html.escape("\n\n".join(story.paragraphs))
    author = f"<Contributor><OriginalForm>{story.byline}</OriginalForm></Contributor>" if story.byline else ""
    return (
        f"<Record><RecordID>{8000 + number}</RecordID><RecordTitle>{html.escape(story.title)}</RecordTitle>"
        f"<Publication><PublicationID>1</PublicationID><Title>{story.outlet}</Title></Publication>"
        f"<NumericPubDate>{year}{numbers[month]:02}{day:02}</NumericPubDate>{author}"
        f"<LanguageCode>ENG</LanguageCode><URLDocView>https://search.example/docview/{number}</URLDocView>"
        f"<FullText>{body}</FullText></Record>"
    )


def xml_of(records):
    return "<?xml version='1.0' encoding='UTF-8'?>\n<RECORDS>" + "\n".join(records) + "</RECORDS>"


# --- pages ----------------------------------------------------------------------------------------------


def page(story, number=1):
    day, month, year = story.day
    numbers = {"March": 3, "May": 5, "December": 12}
    date = f"{year}-{numbers[month]:02}-{day:02}"
    filler = "The harbour lies in the north of the town, and ships of all kinds have called there for long."
    paragraphs = "".join(f"<p>{html.escape(line)} {filler}</p>" for line in story.paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{html.escape(story.title)}</title>"
        f'<meta property="og:title" content="{html.escape(story.title)}"/>'
        f'<meta property="og:site_name" content="{html.escape(story.outlet)}"/>'
        f'<meta property="article:published_time" content="{date}T06:30:00Z"/></head>'
        f"<body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{html.escape(story.title)}</h1>{paragraphs}</article>"
        f"<footer>Number {number}</footer></body></html>"
    ).encode()


def warc_record(kind, url, block, number=1, content_type="application/http; msgtype=response", **headers):
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-07T09:31:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n{more}"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def http(body, status="200 OK", kind="text/html; charset=utf-8", packed=False):
    body = gzip.compress(body, mtime=0) if packed else body
    encoding = "Content-Encoding: gzip\r\n" if packed else ""
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def news_json(articles, **answer):
    return json.dumps({"status": "ok", "totalResults": len(articles), **answer, "articles": articles})
