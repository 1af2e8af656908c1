"""Small documents for tests, made when they are needed: Word, RTF, PDF, Excel, zip, with made-up news."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from openpyxl import Workbook

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def docx(*paragraphs, style=None, title=""):
    """A Word file of paragraphs; the first may have a style."""
    document, file = Document(), io.BytesIO()
    for i, text in enumerate(paragraphs):
        document.add_paragraph(text, style=style if i == 0 else None)
    document.core_properties.title = title
    document.save(file)
    return file.getvalue()


def with_part(data, name, change):
    """A zip file with one of its parts changed; `change` is a function of bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            held = old.read(info)
            new.writestr(info.filename, change(held) if info.filename == name else held)
    return file.getvalue()


def rtf(*paragraphs):
    """An RTF file of paragraphs."""

    def escaped(text):
        return "".join(c if " " <= c <= "z" and c != "\\" else f"\\u{ord(c)}?" for c in text)

    body = "\n".join(rf"\pard {escaped(text)}\par" for text in paragraphs)
    fonts = r"{\fonttbl{\f0\fswiss Helvetica;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\info{{\author Nobody}}}}{body}}}".encode("ascii")


def _shown(x, y, size, text):
    for mark in "\\()":
        text = text.replace(mark, "\\" + mark)
    return f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj\n".encode("cp1252")


def pdf(*pages):
    """A PDF of pages, each a list of lines: x, y, size, text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONT]
    kids = []
    for lines in pages:
        content = b"BT\n" + b"".join(_shown(*line) for line in lines) + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + table + trailer


def printed(*paragraphs, size=11, top=700, width=60):
    """Lines of a PDF's page: paragraphs broken at a width, a gap between them."""
    lines, y = [], top
    for paragraph in paragraphs:
        line = ""
        for word in [*paragraph.split(), None]:
            if word is None or len(line) + len(word) > width:
                lines.append((70, y, size, line))
                y -= size + 3
                line = word or ""
            else:
                line = f"{line} {word}".strip()
        y -= size
    return lines


def encrypted(data, password="ferry"):
    """A PDF that opens with a password alone."""
    from pypdf import PdfReader, PdfWriter

    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt(password, owner_password="quay", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def xlsx(**sheets):
    """An Excel workbook: a list of rows for each sheet."""
    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()


def zipped(members):
    """A zip file: bytes or text for each name, in that order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in members.items():
            archive.writestr(name, held)
    return file.getvalue()
