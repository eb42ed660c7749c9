"""DOCX: what is said and what is not, and archives made to do harm."""

import io
import zipfile
from collections.abc import Callable

import pytest

from factcheck.fetch.read import read_document
from tests.fetch.files import W, docx_of, paragraph, words

BODIES = [
    ("paragraphs", paragraph("One.") + paragraph("Two."), "One.\nTwo."),
    ("runs join", paragraph("unbe", "lievable"), "unbelievable"),
    ("struck", paragraph("We ", words("never ", "<w:strike/>"), "said it."), "We said it."),
    ("struck twice", paragraph("We ", words("never ", "<w:dstrike w:val='true'/>"), "said it."), "We said it."),
    (
        "strike switched off",
        paragraph("We ", words("never ", "<w:strike w:val='0'/>"), "said it."),
        "We never said it.",
    ),
    ("hidden", paragraph("We ", words("never ", "<w:vanish/>"), "said it."), "We said it."),
    (
        "tracked deletion",
        paragraph("We ", "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", "said it."),
        "We said it.",
    ),
    ("tracked insertion", paragraph("We ", f"<w:ins>{words('never ')}</w:ins>", "said it."), "We never said it."),
    ("moved away", paragraph("We ", f"<w:moveFrom>{words('never ')}</w:moveFrom>", "said it."), "We said it."),
    ("symbol apostrophe", paragraph("we", "<w:r><w:sym w:font='X' w:char='2019'/></w:r>", "re"), "we\u2019re"),
    ("symbol font", paragraph("we", "<w:r><w:sym w:font='Symbol' w:char='F092'/></w:r>", "re"), "we\u2019re"),
    ("broken symbol", paragraph("a", "<w:r><w:sym w:char='zz'/></w:r>", "b"), "ab"),
    ("tab and break", paragraph("Q", "<w:r><w:tab/></w:r>", "When?", "<w:r><w:br/></w:r>", "Now."), "Q\tWhen?\nNow."),
    ("hyphen", paragraph("well", "<w:r><w:noBreakHyphen/></w:r>", "known"), "well-known"),
    (
        "table",
        f"<w:tbl><w:tr><w:tc>{paragraph('MS. PSAKI')}</w:tc><w:tc>{paragraph('Hello.')}</w:tc></w:tr></w:tbl>",
        "MS. PSAKI \tHello.",
    ),
    ("page break in a sentence", paragraph("We will ", "<w:r><w:br w:type='page'/></w:r>", "go."), "We will go."),
    (
        "paragraph whose end was deleted",
        f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{words('We will ')}</w:p>{paragraph('go.')}",
        "We will go.",
    ),
    (
        "picture of a symbol font",
        paragraph("so ", "<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>", "it"),
        "so it",
    ),
    (
        "deleted row",
        f"<w:tbl><w:tr><w:trPr><w:del w:id='2'/></w:trPr><w:tc>{paragraph('never')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('said')}</w:tc></w:tr></w:tbl>",
        "said",
    ),
    (
        "old text box",
        paragraph("We go ", f"<w:r><w:pict><w:txbxContent>{paragraph('Box.')}</w:txbxContent></w:pict></w:r>", "on."),
        "We go on.\nBox.",
    ),
    (
        "a placeholder nobody filled in",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + paragraph("Click here to enter text.")
        + "</w:sdtContent></w:sdt><w:sdt><w:sdtContent>"
        + paragraph("We said it.")
        + "</w:sdtContent></w:sdt>",
        "We said it.",
    ),
    (
        "reading aid beside a word",
        paragraph(
            "<w:r><w:ruby><w:rt>" + words("kan") + "</w:rt><w:rubyBase>" + words("X") + "</w:rubyBase></w:ruby></w:r>"
        ),
        "X",
    ),
    (
        "text box after its paragraph, once",
        paragraph(
            "We go ",
            "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent>"
            "</mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "on.",
        ),
        "We go on.\nBox.",
    ),
]


@pytest.mark.parametrize(("body", "text"), [pytest.param(body, text, id=name) for name, body, text in BODIES])
def test_words(body: str, text: str) -> None:
    assert read_document(docx_of(body)).article_text == text


STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Loud"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:type="character" w:styleId="Grown"><w:basedOn w:val="Gone"/>'
    '<w:rPr><w:strike w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Round"><w:basedOn w:val="Ring"/></w:style>'
    '<w:style w:type="character" w:styleId="Ring"><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Draft"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        pytest.param("<w:rStyle w:val='Gone'/>", "We said it.", id="struck by a style"),
        pytest.param("<w:rStyle w:val='Gone'/><w:strike w:val='0'/>", "We never said it.", id="style switched off"),
        pytest.param("<w:rStyle w:val='Loud'/>", "We never said it.", id="another style"),
        pytest.param("<w:rStyle w:val='Child'/>", "We said it.", id="based on a style"),
        pytest.param("<w:rStyle w:val='Grown'/>", "We never said it.", id="switched off in between"),
        pytest.param("<w:rStyle w:val='Round'/>", "We never said it.", id="based on each other"),
    ],
)
def test_words_struck_by_a_style(properties: str, text: str) -> None:
    body = paragraph("We ", words("never ", properties), "said it.")
    assert read_document(docx_of(body, **{"word__styles.xml": STYLES})).article_text == text


def test_paragraphs_of_a_hidden_style_are_not_read() -> None:
    seen = words("Seen.", "<w:vanish w:val='0'/>")
    draft = f"<w:p><w:pPr><w:pStyle w:val='Draft'/></w:pPr>{words('Never.')}{seen}</w:p>"
    document = read_document(docx_of(draft + paragraph("Said."), **{"word__styles.xml": STYLES}))
    assert document.article_text == "Seen.\nSaid."


def test_a_document_under_another_name() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    target = f'Type="{kind}/officeDocument" Target="/word/document2.xml"'
    named = f'<Relationships><Relationship Id="r1" {target}/></Relationships>'
    own = f'<Relationships><Relationship Id="r1" Type="{kind}/footnotes" Target="footnotes2.xml"/></Relationships>'
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{paragraph("A note.")}</w:footnote></w:footnotes>'
    main = f'<w:document xmlns:w="{W}"><w:body>{paragraph("We said it.")}</w:body></w:document>'
    parts = {
        "_rels__.rels": named,
        "word__document2.xml": main,
        "word___rels__document2.xml.rels": own,
        "word__footnotes2.xml": notes,
    }
    assert read_document(docx_of(paragraph("An old draft."), **parts)).article_text == "We said it.\nA note."


def test_a_locked_file_says_so() -> None:
    document = read_document(b"\xd0\xcf\x11\xe0" + bytes(2000) + "EncryptedPackage".encode("utf-16-le"), name="a.docx")
    assert "locked with a password" in (document.problem or "")


def bold_name(name: str, said: str) -> str:
    return paragraph(words(name, "<w:b/>"), said)


SPEAKERS = [
    ("bold names", lambda name, said: bold_name(name, f" {said}")),
    ("bold names with a colon", lambda name, said: bold_name(f"{name}:", f" {said}")),
    ("bold names on lines of their own", lambda name, said: bold_name(name, "") + paragraph(said)),
    (
        "table",
        lambda name, said: f"<w:tbl><w:tr><w:tc>{paragraph(name)}</w:tc><w:tc>{paragraph(said)}</w:tc></w:tr></w:tbl>",
    ),
]


@pytest.mark.parametrize("turn", [pytest.param(turn, id=name) for name, turn in SPEAKERS])
def test_speakers(turn: Callable[[str, str], str]) -> None:
    names = ["Anna Berg", "Carl Dorn"] * 3
    said = [f"We will keep it for {number} years and more." for number in range(6)]
    document = read_document(docx_of("".join(map(turn, names, said))))
    assert [turn.speaker for turn in document.turns] == names
    assert [document.article_text[turn.words_start : turn.end].strip() for turn in document.turns] == said


def test_bold_words_are_no_speakers() -> None:
    body = "".join(bold_name("Never Again", f" will we do so, she said on day {number}.") for number in range(5))
    assert read_document(docx_of(body)).turns == ()


def test_notes_stand_at_the_end() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:t>He said so.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = paragraph("We go", '<w:r><w:footnoteReference w:id="1"/></w:r>', " on.")
    assert read_document(docx_of(body, **{"word__footnotes.xml": notes})).article_text == "We go on.\nHe said so."


def test_links_and_title() -> None:
    relations = '<Relationships><Relationship Id="r1" Target="https://example.org/a"/></Relationships>'
    core = '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The  title</dc:title></p>'
    body = paragraph("See ", f'<w:hyperlink r:id="r1">{words("the record")}</w:hyperlink>')
    document = read_document(docx_of(body, **{"word___rels__document.xml.rels": relations, "docProps__core.xml": core}))
    assert [(link.url, link.words) for link in document.links] == [("https://example.org/a", "the record")]
    assert document.title == "The title"


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * (1 << 20))
    return packed.getvalue()


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)
PROBLEMS = [
    ("bomb", bomb),  # made only by the test itself: it takes seconds
    ("cut", lambda: docx_of(paragraph("One."))[:200]),
    ("no words", lambda: docx_of("")),
    ("not XML", lambda: docx_of("</w:body>" * 3 + "\x01<<")),
    ("nested", lambda: docx_of("<w:p>" * 100_000)),
]


@pytest.mark.parametrize("make_bytes", [pytest.param(make, id=name) for name, make in PROBLEMS])
def test_bad_archive_is_a_problem_not_an_exception(make_bytes: Callable[[], bytes]) -> None:
    document = read_document(make_bytes(), name="a.docx")
    assert document.problem
    assert document.article_text == ""


def test_entities_are_not_expanded() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        xml = f'{ENTITIES}<w:document xmlns:w="{W}"><w:p><w:r><w:t>x&c;&f;y</w:t></w:r></w:p></w:document>'
        archive.writestr("word/document.xml", xml)
    text = read_document(packed.getvalue()).article_text
    assert "root:" not in text
    assert len(text) < 100
