"""PDF as printers, scanners and courts make it: the sentences of a hearing are found in each, and nothing unsaid is."""

import time
import zlib
from collections.abc import Callable

import pytest

from factcheck.fetch.document import Document
from factcheck.fetch.read import read_document
from factcheck.text import Match, SourceText, compare
from tests.fetch.files import pdf_drawn, pdf_of_stream, shown, stream_object
from tests.fetch.prose import SENTENCES, broken_lines_of, lines_of

Drawer = Callable[[], bytes]
TOP, LEADING = 760, 13
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
PICTURE = stream_object(
    b"\x00",
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
)


def column(lines: list[str], x: float, y: float = TOP, size: float = 10, leading: float = LEADING) -> list[bytes]:
    return [shown(x, y - leading * row, line, size) for row, line in enumerate(lines)]


def in_rows(*columns: list[bytes]) -> bytes:
    """The columns drawn row by row, one line of each after the other."""
    rows = max(map(len, columns))
    return b"".join(each[row] for row in range(rows) for each in columns if row < len(each))


def two_columns() -> tuple[list[str], list[str]]:
    lines = lines_of(46)
    return lines[: len(lines) // 2], lines[len(lines) // 2 :]


def three_columns() -> list[list[str]]:
    lines = lines_of(30)
    third = len(lines) // 3 + 1
    return [lines[:third], lines[third : 2 * third], lines[2 * third :]]


def drawn_by_column() -> bytes:
    left, right = two_columns()
    return pdf_drawn([b"".join(column(left, 50) + column(right, 310))])


def drawn_by_row() -> bytes:
    left, right = two_columns()
    return pdf_drawn([in_rows(column(left, 50), column(right, 310))])


def drawn_by_row_in_one_go() -> bytes:
    """Each row one string moved over the gutter by a number, as some programs write them."""
    left, right = two_columns()
    rows = b"".join(
        b"BT /F2 8 Tf 1 0 0 1 50 %d Tm [(%b) %d (%b)] TJ ET\n"
        % (TOP - LEADING * row, one.encode(), -600 * (50 - len(one)), other.encode())
        for row, (one, other) in enumerate(zip(left, right, strict=False))
    )
    rest = left[len(right) :] or right[len(left) :]
    return pdf_drawn(
        [rows + b"".join(shown(50 + 8 * 0.6 * 50, TOP - LEADING * (len(left)), line, 8, b"/F2") for line in rest)]
    )


def typed_in_columns() -> bytes:
    """Columns made with spaces in a typewriter font."""
    left, right = two_columns()
    rows = [f"{one:<50}{other}" for one, other in zip([*left, ""], [*right, ""], strict=False)]
    return pdf_drawn([b"".join(shown(50, TOP - LEADING * row, line, 8, b"/F2") for row, line in enumerate(rows))])


def lines_not_level() -> bytes:
    left, right = two_columns()
    return pdf_drawn([in_rows(column(left, 50), column(right, 310, TOP - 6))])


def unequal_columns() -> bytes:
    lines = lines_of(46)
    return pdf_drawn([in_rows(column(lines[:-3], 50), column(lines[-3:], 310))])


def narrow_gutter() -> bytes:
    left, right = two_columns()
    return pdf_drawn([in_rows(column(left, 50, size=9), column(right, 265, size=9))])


def three_by_row() -> bytes:
    return pdf_drawn([in_rows(*(column(lines, 40 + 180 * at) for at, lines in enumerate(three_columns())))])


def heading_across() -> bytes:
    lines = lines_of(46)
    quarter = len(lines) // 4 + 1
    parts = [lines[at : at + quarter] for at in range(0, len(lines), quarter)]
    heads = [shown(50, 800, "The flood in the valley and what came of it, as heard by the committee of the town", 12)]
    heads += [
        shown(
            50,
            TOP - (quarter + 1) * LEADING,
            "Second part of the hearing: the engineers, the officials and the gates",
            12,
        )
    ]
    top = TOP - (quarter + 3) * LEADING
    body = in_rows(column(parts[0], 50), column(parts[1], 310))
    body += in_rows(column(parts[2], 50, top), column(parts[3], 310, top))
    return pdf_drawn([b"".join(heads) + body])


def columns_with_feet() -> bytes:
    """Two pages of two columns; each column ends in a footnote, each page in a number under its right column."""
    lines = lines_of(46)
    quarter = len(lines) // 4 + 1
    parts = [lines[at : at + quarter] for at in range(0, len(lines), quarter)]
    pages = []
    for page in (0, 1):
        left, right = column(parts[2 * page], 50), column(parts[2 * page + 1], 310)
        left.append(shown(50, TOP - LEADING * (quarter + 2), f"{page + 1} Minutes of the meeting in May.", 7))
        right.append(shown(310, TOP - LEADING * (quarter + 2), f"{page + 3} The same, in the annex to it.", 7))
        pages.append(in_rows(left, right) + shown(540, 40, str(page + 12)) + shown(50, 815, "THE TOWN RECORD"))
    return pdf_drawn(pages)


def two_up() -> bytes:
    """Two printed pages on each sheet, with heads and numbers of their own."""
    lines = lines_of(56)
    quarter = len(lines) // 4 + 1
    sheets = []
    for sheet in (0, 1):
        halves = []
        for side in (0, 1):
            x = 40 + 421 * side
            part = lines[quarter * (2 * sheet + side) : quarter * (2 * sheet + side + 1)]
            head = shown(x, 560, "Town of Lynn, minutes", 9)
            foot = shown(x + 170, 30, f"{2 * sheet + side + 7}", 9)
            halves.append([head, *column(part, x, 530), foot])
        sheets.append(in_rows(*halves))
    return pdf_drawn(sheets, page=b"/MediaBox [0 0 842 595]")


HEADS: list[tuple[str, Callable[[int], bytes]]] = [
    ("Page 1 of 3", lambda n: shown(270, 40, f"Page {n} of 3")),
    ("a number between dashes", lambda n: shown(290, 40, f"\u2013 {n + 8} \u2013")),
    ("Roman numbers", lambda n: shown(290, 40, ["i", "ii", "iii"][n - 1])),
    ("number and head on one line", lambda n: shown(72, 812, f"{n + 31}") + shown(200, 812, "THE TOWN RECORD")),
    (
        "heads that change from page to page",
        lambda n: shown(72, 812, ["The morning", "Engineers", "The farmers"][n - 1]) + shown(520, 812, str(n)),
    ),
    ("number behind a bar", lambda n: shown(480, 40, f"{n} | Page")),
    ("number in brackets", lambda n: shown(290, 40, f"[{n}]")),
    (
        "mark of a court",
        lambda n: shown(72, 812, f"Case 1:21-cv-00{n + 40} Document 12 Filed 05/03/21 Page {n} of 3", 8),
    ),
    ("numbers of the lawyers", lambda n: shown(430, 20, f"LYNN-0000{n + 411}", 8)),
    (
        "head and foot of two lines",
        lambda n: shown(72, 820, "THE TOWN RECORD") + shown(72, 808, "Part 2") + shown(72, 30, f"Lynn {n}"),
    ),
    (
        "date printed by a browser",
        lambda n: (
            shown(72, 825, "03/05/2021, 14:22", 8)
            + shown(72, 20, "https://example.org/record?id=7", 8)
            + shown(540, 20, f"{n}/3", 8)
        ),
    ),
]


def with_heads(head: Callable[[int], bytes]) -> bytes:
    lines = lines_of(80)
    third = len(lines) // 3 + 1
    return pdf_drawn([b"".join(column(lines[third * n : third * (n + 1)], 72)) + head(n + 1) for n in range(3)])


def footnotes(size: float, rule: bool) -> bytes:
    """A note at the foot of each page, its raised number inside a sentence."""
    lines = lines_of(80)
    third = len(lines) // 3 + 1
    pages = []
    for n in range(3):
        part = lines[third * n : third * (n + 1)]
        y = TOP - LEADING * (len(part) - 2)
        content = b"".join(column(part[:-2] + part[-1:], 72))
        first, second = part[-2][:40], part[-2][40:]
        content = (
            b"".join(column(part[:-2], 72))
            + b"BT /F1 10 Tf 1 0 0 1 72 %g Tm (%b) Tj /F1 6 Tf 4 Ts (%d) Tj 0 Ts /F1 10 Tf (%b) Tj ET\n"
            % (y, first.encode(), n + 1, second.encode())
            + shown(72, y - LEADING, part[-1])
        )
        if rule:
            content += b"72 110 m 200 110 l S\n"
        content += shown(72, 98, f"{n + 1} Minutes of the meeting of 3 May, volume two, page {n + 9}.", size)
        content += shown(72, 98 - size - 1, "Printed again in the annex, which nobody has read.", size)
        pages.append(content + shown(290, 40, str(n + 1)))
    return pdf_drawn(pages)


def figure_between() -> bytes:
    lines = lines_of(80)
    half = len(lines) // 2
    label = (
        shown(150, 300, "Figure 3. Height of the river at the gauge of Lynn, in metres", 8)
        + shown(100, 350, "0", 7)
        + shown(100, 400, "5", 7)
    )
    return pdf_drawn([b"".join(column(lines[:half], 72)) + label, b"".join(column(lines[half:], 72))])


def side_notes() -> bytes:
    lines = lines_of(70)
    notes = shown(500, TOP - 4 * LEADING, "Evidence of", 7) + shown(500, TOP - 5 * LEADING + 3, "the agency", 7)
    return pdf_drawn([b"".join(column(lines, 72)) + notes + shown(500, TOP - 12 * LEADING, "The dam", 7)])


def numbered_lines(step: int, right: bool = False, spaced: float = 1.0, first: bool = False) -> bytes:
    lines = lines_of(70)
    numbers = [
        shown(560 if right else 40, TOP - LEADING * row * spaced, str(row + 1), 8)
        for row in range(len(lines) if spaced == 1 else 28)
        if (row + 1) % step == 0
    ]
    words = column(lines, 72)
    return pdf_drawn([b"".join(numbers + words) if first else b"".join(words + numbers)])


def hyphens() -> bytes:
    return pdf_drawn([b"".join(column(broken_lines_of(60), 72))])


def soft_hyphens() -> bytes:
    lines = [line[:-1] + "\u00ad" if line.endswith("-") else line for line in broken_lines_of(60)]
    return pdf_drawn([b"".join(column(lines, 72))])


def letter_by_letter() -> bytes:
    """Every letter placed by itself, spaces left out."""
    content = b""
    for row, line in enumerate(lines_of(70)):
        x = 72.0
        for letter in line:
            if letter != " ":
                content += shown(x, TOP - LEADING * row, letter, 10, b"/F2")
            x += 6.0
    return pdf_drawn([content])


def turned(quarter: int) -> bytes:
    """Pages printed sideways, and turned for the screen."""
    matrix = {90: b"0 1 -1 0", 180: b"-1 0 0 -1", 270: b"0 -1 1 0"}[quarter]
    start = {90: (50, 40), 180: (560, 60), 270: (500, 800)}[quarter]
    move = {90: (LEADING, 0), 180: (0, LEADING), 270: (-LEADING, 0)}[quarter]
    content = b"".join(
        b"BT /F1 10 Tf %b %d %d Tm (%b) Tj ET\n"
        % (matrix, start[0] + move[0] * row, start[1] + move[1] * row, line.encode())
        for row, line in enumerate(lines_of(70))
    )
    return pdf_drawn([content], page=b"/MediaBox [0 0 595 842] /Rotate %d" % quarter)


def word_sideways() -> bytes:
    """A stamp in the margin that runs up the page."""
    stamp = b"BT /F1 12 Tf 0 1 -1 0 30 300 Tm (arXiv:2101.00001v1 [physics] 3 Jan 2021) Tj ET\n"
    return pdf_drawn([stamp + b"".join(column(lines_of(80), 72))])


def watermark(slanted: bool) -> bytes:
    mark = b"BT /F1 90 Tf %b 120 600 Tm (DRAFT) Tj ET\n" % (b".7 .7 -.7 .7" if slanted else b"1 0 0 1")
    return pdf_drawn([b"".join(column(lines_of(80), 72)) + mark])


def bold_by_doubling() -> bytes:
    lines = column(lines_of(80), 72)
    again = [line.replace(b" 72 ", b" 72.3 ") for line in lines]
    return pdf_drawn([in_rows(lines, again)])


def scan_with_layer() -> bytes:
    """A picture of the page with unseen words over it, each placed by itself and a little out of line."""
    content = b"q 595 0 0 842 0 0 cm /P1 Do Q\n"
    for row, line in enumerate(lines_of(70)):
        x = 72.0
        for at, word in enumerate(line.split()):
            y = TOP - LEADING * row + (0.8 if at % 2 else -0.7)
            content += b"BT 3 Tr /F2 %g Tf 1 0 0 1 %g %g Tm (%b ) Tj ET\n" % (9.5 + at % 2, x, y, word.encode())
            x += 6.0 * (len(word) + 1)
    return pdf_drawn([content], resources=b"/XObject << /P1 10 0 R >>", objects=[PICTURE])


def unseen_copy() -> bytes:
    """The words twice, once seen, once unseen and broken otherwise."""
    again = b"".join(shown(74, TOP - 3 - LEADING * row, line, 9) for row, line in enumerate(lines_of(83)))
    return pdf_drawn([b"".join(column(lines_of(80), 72)) + b"3 Tr\n" + again.replace(b"BT", b"BT 3 Tr")])


def in_forms() -> bytes:
    """The page inside a form inside a form, turned upside down and back."""
    inner = stream_object(
        b"".join(column(lines_of(80), 72)),
        FORM + b"/Resources << /Font << /F1 1 0 R >> >>",
    )
    outer = stream_object(
        b"q 1 0 0 -1 0 842 cm /X1 Do Q",
        FORM + b"/Matrix [1 0 0 -1 0 842] /Resources << /XObject << /X1 10 0 R >> >>",
    )
    return pdf_drawn([b"/X2 Do\n"], resources=b"/XObject << /X2 11 0 R >>", objects=[inner, outer])


def heads_named_as_such() -> bytes:
    """Heads in the type and place of the body, which the file itself calls no part of it."""
    lines = lines_of(80)
    half = len(lines) // 2
    head = b"/Artifact << /Type /Pagination >> BDC\n%bEMC\n"
    return pdf_drawn(
        [
            head % shown(72, TOP + LEADING, "Of what was said on Tuesday") + b"".join(column(lines[:half], 72)),
            head % shown(72, TOP + LEADING, "Engineers and farmers") + b"".join(column(lines[half:], 72)),
        ]
    )


def coded(lines: list[str], meaning: Callable[[str], str], x: float = 72, to_unicode: bool = True) -> bytes:
    """Lines in a font of two-byte codes, with or without a map to what they mean."""
    codes = {letter: at + 3 for at, letter in enumerate(sorted(set("".join(lines))))}
    pairs = "".join(f"<{code:04x}> <{meaning(letter).encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    cmap = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
    cmap += f"{len(codes)} beginbfchar\n{pairs}endbfchar endcmap"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Any /Encoding /Identity-H /DescendantFonts [11 0 R] "
    font += b"/ToUnicode 12 0 R >>" if to_unicode else b">>"
    child = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Any /DW 500 >>"
    content = b""
    for row, line in enumerate(lines):
        written = "".join(f"{codes[letter]:04x}" for letter in line)
        content += b"BT /F9 10 Tf 1 0 0 1 %g %d Tm <%b> Tj ET\n" % (x, TOP - LEADING * row, written.encode())
    return pdf_drawn([content], fonts=b"/F9 10 0 R", objects=[font, child, stream_object(cmap.encode())])


def joined_letters(to_unicode: bool = True) -> bytes:
    lines = [line.replace("fi", "\ufb01") for line in lines_of(70)]
    return coded(lines, lambda letter: "fi" if letter == "\ufb01" else letter, to_unicode=to_unicode)


def spoken_for() -> bytes:
    """A hyphen and a joined letter that the file says how to read."""
    lines = lines_of(80)
    lines[0] = lines[0].replace("morning", "mor~ning")
    content = b"".join(column(lines, 72)).replace(
        b"mor~ning", b"mor) Tj /Span << /ActualText (n) >> BDC (~) Tj EMC (ing"
    )
    return pdf_drawn([content])


def spread_by_moves() -> bytes:
    """Words moved apart by numbers, not by spaces, and letters pulled together by small ones."""
    content = b""
    for row, line in enumerate(lines_of(80)):
        words = b" ".join(b"(%b) 15 (%b) -300" % (word[:2].encode(), word[2:].encode()) for word in line.split())
        content += b"BT /F1 10 Tf 1 0 0 1 72 %d Tm [%b] TJ ET\n" % (TOP - LEADING * row, words)
    return pdf_drawn([content])


LAYOUTS: list[tuple[str, Drawer]] = [
    ("two columns drawn one after the other", drawn_by_column),
    ("two columns drawn row by row", drawn_by_row),
    ("two columns drawn row by row in one go", drawn_by_row_in_one_go),
    ("two columns made with spaces", typed_in_columns),
    ("columns whose lines are not level", lines_not_level),
    ("columns of unequal length", unequal_columns),
    ("a narrow gutter", narrow_gutter),
    ("three columns drawn row by row", three_by_row),
    ("headings across columns", heading_across),
    ("columns with footnotes and numbers", columns_with_feet),
    ("two pages on a sheet", two_up),
    *[(f"heads: {name}", lambda head=head: with_heads(head)) for name, head in HEADS],  # type: ignore[misc]
    ("footnotes in small type", lambda: footnotes(8, rule=False)),
    ("footnotes in the type of the body under a rule", lambda: footnotes(10, rule=True)),
    ("label and scale of a figure", figure_between),
    ("side notes", side_notes),
    ("every line numbered", lambda: numbered_lines(1)),
    ("every line numbered, numbers drawn first", lambda: numbered_lines(1, first=True)),
    ("every fifth line numbered", lambda: numbered_lines(5)),
    ("every fifth line numbered at the right", lambda: numbered_lines(5, right=True)),
    ("numbers of pleading paper, not level with the lines", lambda: numbered_lines(1, spaced=1.27)),
    ("words broken with hyphens", hyphens),
    ("words broken with soft hyphens", soft_hyphens),
    ("letter by letter", letter_by_letter),
    ("turned by 90 degrees", lambda: turned(90)),
    ("turned by 180 degrees", lambda: turned(180)),
    ("turned by 270 degrees", lambda: turned(270)),
    ("a stamp running up the margin", word_sideways),
    ("a slanted watermark", lambda: watermark(slanted=True)),
    ("a level watermark", lambda: watermark(slanted=False)),
    ("bold by doubling", bold_by_doubling),
    ("scan with a layer of words", scan_with_layer),
    ("an unseen copy of the words", unseen_copy),
    ("forms within forms", in_forms),
    ("heads the file names", heads_named_as_such),
    ("codes of two bytes", joined_letters),
    ("letters the file says how to read", spoken_for),
    ("words moved apart by numbers", spread_by_moves),
]


@pytest.mark.parametrize("draw", [pytest.param(draw, id=name) for name, draw in LAYOUTS])
def test_every_sentence_is_found(draw: Drawer) -> None:
    document = read_document(draw())
    source = SourceText(document.article_text)
    found = {words: compare(words, source).match for words in SENTENCES}
    assert [words for words, match in found.items() if match not in (Match.EXACT, Match.TYPOGRAPHIC)] == []
    assert document.problem is None


def struck(content: bytes) -> bytes:
    return pdf_drawn([shown(72, 700, "We will never sell the harbour.", 10, b"/F2") + content])


STRUCK = [
    ("a line through a word", struck(b"0.5 w 120 703 m 150 703 l S\n"), "We will sell the harbour."),
    ("a thin box through a word", struck(b"120 702.5 30 0.8 re f\n"), "We will sell the harbour."),
    ("a line under a word", struck(b"120 698 m 150 698 l S\n"), "We will never sell the harbour."),
    ("a line over a word", struck(b"120 709 m 150 709 l S\n"), "We will never sell the harbour."),
    ("a line that is not drawn", struck(b"120 703 m 150 703 l n\n"), "We will never sell the harbour."),
    ("a box round the words", struck(b"60 690 300 25 re S\n"), "We will never sell the harbour."),
]


@pytest.mark.parametrize(("raw_bytes", "text"), [pytest.param(drawn, text, id=name) for name, drawn, text in STRUCK])
def test_struck_words_are_not_said(raw_bytes: bytes, text: str) -> None:
    assert read_document(raw_bytes).article_text == text


def test_words_struck_by_a_note_are_not_said() -> None:
    note = b"<< /Type /Annot /Subtype /StrikeOut /QuadPoints [120 709 150 709 120 698 150 698] >>"
    page = b"/MediaBox [0 0 595 842] /Annots [%b]" % note
    drawn = pdf_drawn([shown(72, 700, "We will never sell the harbour.", 10, b"/F2")], page=page)
    assert read_document(drawn).article_text == "We will sell the harbour."


LINES = [
    ("letter-spaced heading", b"BT /F1 14 Tf 3 Tc 1 0 0 1 72 700 Tm (HEARING) Tj ET\n", "HEARING"),
    ("heading spaced by typing", shown(72, 700, "H E A R I N G   O F   T H E   T O W N"), "HEARING OF THE TOWN"),
    (
        "heading spaced by moves",
        b"BT /F1 14 Tf 1 0 0 1 72 700 Tm [(H) -250 (E) -250 (A) -250 (R) -250 (D) -600 (O) -250 (F)] TJ ET\n",
        "HEARD OF",
    ),
    ("initials are words", shown(72, 700, "I am A. B. C. Dee, as I said"), "I am A. B. C. Dee, as I said"),
    (
        "drop cap that is a word",
        shown(72, 688, "A", 30)
        + shown(95, 700, "man came, and the man left again.", 10)
        + shown(95, 688, "It rained."),
        "A man came, and the man left again. It rained.",
    ),
    (
        "drop cap that is no word",
        shown(72, 688, "A", 30) + shown(95, 700, "gain the man came and went. Nobody", 10) + shown(95, 688, "saw him."),
        "Again the man came and went. Nobody saw him.",
    ),
    (
        "raised note between word and comma",
        b"BT /F1 10 Tf 1 0 0 1 72 700 Tm (We said so) Tj /F1 6 Tf 4 Ts (12) Tj /F1 10 Tf 0 Ts (, and more.) Tj ET\n",
        "We said so, and more.",
    ),
    (
        "raised letters are read",
        b"BT /F1 10 Tf 1 0 0 1 72 700 Tm (The 10) Tj /F1 6 Tf 4 Ts (th) Tj /F1 10 Tf 0 Ts ( of May) Tj ET\n",
        "The 10th of May",
    ),
    (
        "lowered letters are read",
        b"BT /F1 10 Tf 1 0 0 1 72 700 Tm (CO) Tj /F1 6 Tf -2 Ts (2) Tj /F1 10 Tf 0 Ts ( rose) Tj ET\n",
        "CO2 rose",
    ),
    ("a line end inside a string", shown(72, 700, b"We sold it.\rNever again."), "We sold it. Never again."),
]


@pytest.mark.parametrize(("content", "text"), [pytest.param(content, text, id=name) for name, content, text in LINES])
def test_lines(content: bytes, text: str) -> None:
    assert read_document(pdf_drawn([content])).article_text == text


def test_words_right_to_left_are_read_in_order() -> None:
    """Hebrew and Arabic drawn from left to right, as programs do: the last letter first."""
    hebrew, arabic = (
        "\u05dc\u05d0 \u05e0\u05de\u05db\u05d5\u05e8 12 \u05d1\u05ea\u05d9\u05dd",
        "\u0644\u0646 \u0646\u0628\u064a\u0639",
    )
    drawn = [line[::-1].replace("21", "12") for line in (hebrew, arabic)]
    assert read_document(coded(drawn, str, x=300)).article_text == f"{hebrew} {arabic}"


def deposition() -> bytes:
    said = [
        "Q.   When did you first see the",
        "letter that was sent to the mayor?",
        "A.   I saw it on the ninth of May, and I",
        "showed it to nobody until the clerk asked me",
        "for it in June of that same year.",
        "MS. DORN:  Objection to the form.",
        "Q.   Did you read all of it before you",
        "put it into the drawer of your desk?",
        "A.   I did not.",
    ]
    lines = [said[row % len(said)] for row in range(27)]
    pages = []
    for page in range(2):
        content = shown(500, 800, f"Page {page + 41}", 10, b"/F2") + shown(200, 30, "Lynn Reporting, Inc.", 8, b"/F2")
        for row in range(25):
            at = page * 25 + row
            words = lines[at % 27] if at < 45 else ""
            content += shown(60, 760 - 28 * row, f"{row + 1:>2}", 10, b"/F2")
            if words:
                content += shown(100, 760 - 28 * row, words, 10, b"/F2")
        pages.append(content)
    return pdf_drawn(pages)


def test_depositions_have_speakers_and_no_numbers() -> None:
    raw_bytes = deposition()
    document = read_document(raw_bytes)
    source = SourceText(document.article_text)
    quoted = "I saw it on the ninth of May, and I showed it to nobody until the clerk asked me for it in June"
    comparison = compare(quoted, source)
    assert comparison.match in (Match.EXACT, Match.TYPOGRAPHIC)
    assert [turn.speaker for turn in document.turns][:5] == ["Q", "A", "MS. DORN", "Q", "A"]
    assert comparison.recorded_speaker == "A"
    assert "Reporting" not in document.article_text


def test_condensed_deposition_reads_page_by_page() -> None:
    """Two pages beside each other, each with its own line numbers."""
    lines = lines_of(40)[:36]
    content = b""
    for side in (0, 1):
        for row, line in enumerate(lines[18 * side : 18 * (side + 1)]):
            content += shown(40 + 280 * side, 760 - 15 * row, str(row + 1), 8)
            content += shown(60 + 280 * side, 760 - 15 * row, line, 9)
    document = read_document(pdf_drawn([content]))
    source = SourceText(document.article_text)
    assert [compare(words, source).match for words in SENTENCES[:3]] == [Match.EXACT] * 3


def test_names_in_a_column_of_their_own_speak() -> None:
    rows = [("BERG:", SENTENCES[0]), ("DORN:", SENTENCES[1]), ("BERG:", SENTENCES[2])]
    content, y = b"", 760
    for name, said in rows:
        content += shown(50, y, name)
        for line in lines_of(60, said):
            content += shown(150, y, line)
            y -= 13
        y -= 6
    document = read_document(pdf_drawn([content]))
    comparison = compare(SENTENCES[1], SourceText(document.article_text))
    assert (comparison.match, comparison.recorded_speaker) == (Match.EXACT, "DORN")


def problem_of(document: Document) -> str:
    assert document.article_text == ""
    assert document.quality == 0.0
    return document.problem or ""


def test_codes_without_a_meaning_are_named() -> None:
    assert "do not say which letters" in problem_of(read_document(joined_letters(to_unicode=False)))


def test_pictures_only_say_so() -> None:
    drawn = pdf_drawn([b"/P1 Do\n"] * 3, resources=b"/XObject << /P1 10 0 R >>", objects=[PICTURE])
    assert "scan" in problem_of(read_document(drawn))


def loop_of_pages() -> bytes:
    good = pdf_drawn([shown(72, 700, "We will never sell the harbour.")])
    return good.replace(b"/Type /Pages /Kids [", b"/Type /Pages /Kids [2 0 R ")


def form_in_itself() -> bytes:
    form = stream_object(
        b"/X1 Do /X1 Do\n" + shown(72, 700, "We will never sell the harbour."),
        FORM + b"/Resources << /XObject << /X1 10 0 R >> /Font << /F1 1 0 R >> >>",
    )
    return pdf_drawn([b"/X1 Do\n"], resources=b"/XObject << /X1 10 0 R >>", objects=[form])


def many_forms() -> bytes:
    """Each form places the next ten times."""
    forms = [
        stream_object(
            b"/X1 Do\n" * 10,
            FORM + b"/Resources << /XObject << /X1 %d 0 R >> >>" % (at + 11),
        )
        for at in range(12)
    ]
    return pdf_drawn(
        [b"/X1 Do\n" + shown(72, 700, "We will never sell the harbour.")],
        resources=b"/XObject << /X1 10 0 R >>",
        objects=forms,
    )


HARMS: list[tuple[str, Drawer]] = [
    ("pages in a loop", loop_of_pages),
    ("a form in itself", form_in_itself),
    ("forms that multiply", many_forms),
    ("many states saved", lambda: pdf_drawn([b"q " * 300_000])),
    ("packed a thousandfold", lambda: pdf_of_stream(zlib.compress(b" " * 60_000_000))),
    (
        "packed twice",
        lambda: pdf_of_stream(zlib.compress(zlib.compress(b"q " * 20_000_000)), b"[/FlateDecode /FlateDecode]"),
    ),
    ("numbers beyond all bounds", lambda: pdf_drawn([b"BT /F1 1e308 Tf 1e308 0 0 1e308 1e308 1e308 Tm (x) Tj ET"])),
    ("instructions without operands", lambda: pdf_drawn([b"BT Tf Td Tm Tj TJ ' \" cm Q Q BDC EMC EMC Do ET"])),
]


@pytest.mark.parametrize("draw", [pytest.param(draw, id=name) for name, draw in HARMS])
def test_harm_is_bounded(draw: Drawer) -> None:
    raw_bytes = draw()
    began = time.process_time()
    document = read_document(raw_bytes)
    assert document.problem or "harbour" in document.article_text
    assert time.process_time() - began < 15
