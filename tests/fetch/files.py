"""Small files of every kind, written for the reader tests."""

import io
import zipfile
from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf_of(pages: Sequence[Sequence[str | tuple[str, float]]], *, with_picture: bool = False) -> bytes:
    """A PDF with a line of text for each entry; an entry may give its type size (11 points otherwise)."""
    objects: list[bytes] = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"",  # the page tree, known last
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Length 1 >>\nstream\n\x00\nendstream",
    ]
    kids = []
    for page in pages:
        content = b"BT\n"
        for row, entry in enumerate(page):
            text, size = entry if isinstance(entry, tuple) else (entry, 11)
            shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            content += b"/F1 %g Tf 1 0 0 1 72 %d Tm (%b) Tj\n" % (size, 780 - 16 * row, shown)
        content += b"ET" + (b"\nq 500 0 0 700 50 50 cm /P1 Do Q" if with_picture else b"")
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        resources = b"/Font << /F1 1 0 R >>" + (b" /XObject << /P1 3 0 R >>" if with_picture else b"")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %b >> >>"
            % (len(objects), resources)
        )
        kids.append(len(objects))
    references = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (references, len(kids))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    return _assembled(objects)


Placed = tuple[float, float, float, str | bytes]


def pdf_placed(pages: Sequence[Sequence[Placed]]) -> bytes:
    """A PDF whose pages hold the given words, each entry at (x, y) in points, with its type size."""
    objects: list[bytes] = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"",  # the page tree, known last
    ]
    kids = []
    for page in pages:
        content = b"BT\n"
        for x, y, size, text in page:
            shown = text if isinstance(text, bytes) else text.encode("cp1252")
            shown = shown.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            content += b"/F1 %g Tf 1 0 0 1 %g %g Tm (%b) Tj\n" % (size, x, y, shown)
        content += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    references = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (references, len(kids))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    return _assembled(objects)


def pdf_of_stream(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page with the given packed content."""
    return _assembled(
        [
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Length %d /Filter %b >>\nstream\n%b\nendstream" % (len(content), filters, content),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>",
            b"<< /Type /Catalog /Pages 2 0 R >>",
        ]
    )


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        len(out),
    )
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def docx_of(body: str, **parts: str) -> bytes:
    """A Word document with the given XML inside its body. Other parts by name, "/" written as "__"."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" {NAMESPACES}><w:body>{body}</w:body></w:document>'
        )
        for name, xml in parts.items():
            archive.writestr(name.replace("__", "/"), xml)
    return packed.getvalue()


NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def paragraph(*runs: str) -> str:
    """A paragraph of runs; a run without a tag is text."""
    return "<w:p>" + "".join(run if run.startswith("<") else words(run) for run in runs) + "</w:p>"


def words(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def pdf_drawn(
    contents: Sequence[bytes],
    *,
    page: bytes = b"/MediaBox [0 0 595 842]",
    resources: bytes = b"",
    fonts: bytes = b"",
    objects: Sequence[bytes] = (),
) -> bytes:
    """A PDF whose pages are drawn by the given instructions.

    F1 is Helvetica, F2 Courier. `objects` are numbered from 10 on; `fonts`, `resources` and `page` may name them.
    """
    written = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"",  # the page tree, known last
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        *[b"null"] * 6,
        *objects,
    ]
    kids = []
    for content in contents:
        written.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        written.append(
            b"<< /Type /Page /Parent 2 0 R %b /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R /F2 3 0 R %b >> %b >> >>" % (page, len(written), fonts, resources)
        )
        kids.append(b"%d 0 R" % len(written))
    written[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    written.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    return _assembled(written)


def stream_object(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def shown(x: float, y: float, text: str | bytes, size: float = 10, font: bytes = b"/F1") -> bytes:
    """The instructions that show a text at (x, y)."""
    written = text if isinstance(text, bytes) else text.encode("cp1252")
    written = written.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT %b %g Tf 1 0 0 1 %g %g Tm (%b) Tj ET\n" % (font, size, x, y, written)
