"""Files made to harm whoever reads them: what each is called, and its bytes."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{TYPE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def body(xml: str) -> str:
    return f"<w:document {W}><w:body>{xml}</w:body></w:document>"


def word(document: str | bytes, packed: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """A Word file of a main part, and of other parts by name, "/" written as "__"."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packed) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


def lying() -> bytes:
    """A Word file whose directory says that its main part is 100 bytes long."""
    data = bytearray(word(body("x" * 5_000_000)))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, of which the first is the catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def page(content: bytes, *others: bytes, catalogue: bytes = b"", kids: bytes = b"3 0 R", trailer: bytes = b"") -> bytes:
    """A PDF of one page with a stream of content; object 6 and on are ``others``."""
    packed = zlib.compress(content)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        *others,
        trailer=trailer,
    )


def nested(start: str, end: str = "", times: int = 10_000) -> bytes:
    return f"<!DOCTYPE html><html><body>{start * times}x{end * times}</body></html>".encode()


def drawing(content: bytes, following: int, times: int = 1) -> bytes:
    """A form that draws a text or, so many times, another form: object ``following``."""
    resources = b"/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>" % following
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]%s/Length %d>>stream\n%s\nendstream"
    return head % (resources, len(content * times), content * times)


def laughs(levels: int, times: int) -> bytes:
    """A page of forms of which each draws the next so many times, as the entities of XML once did."""
    forms = [drawing(b"/X Do ", 7 + level, times) for level in range(levels)]
    return page(b"/X Do ", *forms, drawing(TEXT, 6))


def again(times: int) -> bytes:
    """A page that has the same stream so many times."""
    packed = zlib.compress(b"0 0 m " * 200_000)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents[%s]>>" % (b"4 0 R " * times),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    )


TEXT = b"BT /F 12 Tf 72 700 Td (Hello world) Tj ET"
LOCK = b"<</Filter/Standard/V 1/R 2/Length 40/P -44/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
ID = b"/Encrypt 6 0 R/ID[<%s><%s>]" % (b"ab" * 16, b"ab" * 16)
ENTITIES = '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SAYS = "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 6>>stream\n/X Do \nendstream"
)

REFUSED = {
    "entities.docx": (word(ENTITIES + body(SAYS)), "DOCTYPE"),
    "external.docx": (word(FILE + body(SAYS)), "DOCTYPE"),
    "utf16.docx": (word(f'<?xml version="1.0" encoding="UTF-16"?>{FILE}{body(SAYS)}'.encode("utf-16")), "DOCTYPE"),
    "entities.html": (f"{ENTITIES}<html><p>&b;</p></html>".encode(), "entities"),
    "bomb.docx": (word(body(" " * 29_000_000)), "zip bomb"),
    "deep.docx": (word(body("<w:sdt>" * 400 + "x" + "</w:sdt>" * 400)), "nested"),
    "lying.docx": (lying(), "damaged zip"),
    "parts.docx": (word(body(""), **{f"p{number}": "" for number in range(10_001)}), "files"),
    "bomb.md.gz": (gzip.compress(bytes(60_000_000)), "far more"),
    "lists.html": (nested("<ul><li>"), "nested too deep"),
    "spans.html": (nested("<b><i>"), "nested too deep"),
    "tables.html": (nested("<table><tr><td>"), "nested too deep"),
    "cells.html": (nested("<table>" + "<tr><td>" * 50 + "</table>", times=4_100), "cells"),
    "merged.html": (nested("<tr><td rowspan=100 colspan=100>y", times=2_100).replace(b"y>", b"y><table>"), "cells"),
    "quotes.md": (b"> " * 10_000 + b"x", "nested too deep"),
    "line.txt": (b"word " * 1_000_100, "a line that is too long"),
    "long.txt": (b"word " * 2_400_100, "a text of 12,000,500 characters"),
    "lines.txt": (b"x\n" * 500_001, "a text of 500,001 lines"),
    "nul.txt": (b"The Committee\0 welcomes. " * 500, "binary"),
    "password.pdf": (page(TEXT, LOCK, trailer=ID), "encrypted PDF"),
    "password.docx": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(2000), "password"),
    "book.doc": (OLE + "Workbook".encode("utf-16-le") + bytes(2000), "Excel"),
    "pages.pdf": (page(TEXT, kids=b"3 0 R " * 3_001), "pages"),
    "loop.pdf": (pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 900000>>"), "pages"),
    "form.pdf": (page(b"/X Do ", FORM), "no text layer"),
    "bomb.pdf": (page(bytes(40_000_000)), "far more"),
    "objects.pdf": (page(b"BT /F 1 Tf " + b"(a) Tj " * 200_001 + b"ET", kids=b"3 0 R " * 3), "objects"),
    "laughs.pdf": (laughs(9, 10), "draw one another"),
    "again.pdf": (again(1_200), "draw one another"),
}
"""name: (bytes, what the error says)"""

READ = {
    "script.pdf": page(TEXT, catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    "paths.docx": word(body("<w:p><w:r><w:t>Text</w:t></w:r></w:p>"), **{"..__..__etc__passwd": "x", "in.zip": "PK"}),
    "span.docx": word(
        body(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr>{SAYS}</w:tc></w:tr></w:tbl>')
        .replace("&a;", "Text")
    ),
    "number.html": f'<html><ol start="{"9" * 5000}"><li>Text</li></ol></html>'.encode(),
    "override.txt": "The Committee \u202e\u2066 welcomes\u202c this.".encode(),
    "surrogates.txt": b"The Committee \xed\xa0\x80 welcomes. " * 50,
    "brackets.md": b"[" * 100_000 + b"]" * 100_000,
    "stars.md": b"*a **a " * 50_000,
    "lists.md": b"- " * 10_000 + b"x",
    "notes.md": b"".join(b"a[^%d]\n\n[^%d]: x\n\n" % (n, n) for n in range(5_000)),
}  # fmt: skip
