"""DOCX: what is said and what is not, and archives made to do harm."""

import io
import zipfile

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
    ("bomb", bomb()),
    ("cut", docx_of(paragraph("One."))[:200]),
    ("no words", docx_of("")),
    ("not XML", docx_of("</w:body>" * 3 + "\x01<<")),
    ("nested", docx_of("<w:p>" * 100_000)),
]


@pytest.mark.parametrize("raw_bytes", [pytest.param(raw_bytes, id=name) for name, raw_bytes in PROBLEMS])
def test_bad_archive_is_a_problem_not_an_exception(raw_bytes: bytes) -> None:
    document = read_document(raw_bytes, name="a.docx")
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
