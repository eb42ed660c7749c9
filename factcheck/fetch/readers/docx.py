"""Word documents (DOCX): the words as they stand, walked from the file's XML (ECMA-376, part 1, WordprocessingML).

Tracked insertions are read, tracked deletions and struck words are not; tables, text boxes, foot- and endnotes are;
page headers and footers, which repeat, are not.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from factcheck.fetch.document import Document, Link
from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.page import raise_if_out_of_memory

MOST_XML_BYTES = 40 << 20  # of one part, unpacked: some 10 MB of words with their marks
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DC = "{http://purl.org/dc/elements/1.1/}"

DROPPED = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr")]
    + [f"{MC}Fallback"]
)
HIDING = frozenset({f"{W}strike", f"{W}dstrike", f"{W}vanish"})
OFF = frozenset({"0", "false", "off"})
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
SYMBOLS = 0xF000  # Word keeps characters of symbol fonts at F000 + code


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The document's words, a line for each paragraph or table row, notes at the end."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw_bytes)) as archive:
            body = _part(archive, "word/document.xml")
            if body is None:
                raise UnreadableFile("The file is a ZIP archive without a Word document in it.")
            notes = [_part(archive, f"word/{name}.xml") for name in ("footnotes", "endnotes")]
            relations = _part(archive, "word/_rels/document.xml.rels")
            properties = _part(archive, "docProps/core.xml")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("The Word file is damaged or locked with a password.") from error
    lines = "\n".join("".join(_words(part)) for part in (body, *notes) if part is not None).split("\n")
    text = "\n".join(line.strip() for line in lines if line.strip())
    return Document(
        type=hints.kind,
        reader="docx/1",
        article_text=text,
        visible_text=text,
        title=_property(properties, "title"),
        author=_property(properties, "creator"),
        links=tuple(_links(body, relations)),
        problem=None if text.strip() else "The Word document holds no words.",
        quality=1.0 if text.strip() else 0.0,
    )


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The XML of one part, None where there is none. Never unpacks more than MOST_XML_BYTES."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    with archive.open(entry) as packed:
        xml = packed.read(MOST_XML_BYTES + 1)
    if len(xml) > MOST_XML_BYTES:
        raise UnreadableFile(f"The Word document unpacks to more than {MOST_XML_BYTES >> 20} MB.")
    xml = xml.replace(W_STRICT[1:-1].encode(), W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("The Word document's XML is damaged.") from error
    finally:
        raise_if_out_of_memory(parser.error_log)


def _words(part: etree._Element) -> Iterator[str]:
    """The words of a part in reading order, with the breaks their elements stand for."""
    cell_depth = 0
    boxes: list[etree._Element] = []  # text boxes hang in the middle of sentences and are read after the paragraph
    walk = etree.iterwalk(part, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in DROPPED or (tag == f"{W}r" and _is_hidden(element)) or _is_separator(element):
                walk.skip_subtree()
            elif tag == f"{W}tc":
                cell_depth += 1
            elif tag == f"{W}txbxContent" and element is not part:
                boxes.append(element)
                walk.skip_subtree()
            elif tag == f"{W}t":
                yield (element.text or "").replace("\n", " ")
            else:
                yield _character(element)
        elif tag == f"{W}p":
            yield " " if cell_depth else "\n"
            waiting, boxes = boxes, []
            for box in waiting:
                yield from _words(box)
                yield "\n"
        elif tag == f"{W}tc":
            cell_depth -= 1
            yield "\t"
        elif tag == f"{W}tr":
            yield "\n"


def _character(element: etree._Element) -> str:
    """The character an element stands for, "" for one that stands for none."""
    if element.tag == f"{W}sym":
        return _symbol(element.get(f"{W}char", ""))
    return CHARACTERS.get(element.tag, "")


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if SYMBOLS <= point <= SYMBOLS + 0xFF:
        return bytes([point - SYMBOLS]).decode("cp1252", "ignore")
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point < 0x110000 else ""


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    return any(child.tag in HIDING and child.get(f"{W}val", "1") not in OFF for child in properties)


def _is_separator(element: etree._Element) -> bool:
    """True for the notes Word keeps for the line above notes: they hold no words of the author."""
    return element.tag in {f"{W}footnote", f"{W}endnote"} and element.get(f"{W}type") is not None


def _links(body: etree._Element, relations: etree._Element | None) -> Iterator[Link]:
    if relations is None:
        return
    addresses = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for hyperlink in body.iter(f"{W}hyperlink"):
        address = addresses.get(hyperlink.get(R_ID), "")
        if address.startswith(("http://", "https://")):
            yield Link(address, "".join(_words(hyperlink)).strip())


def _property(properties: etree._Element | None, name: str) -> str | None:
    found = properties.find(f"{DC}{name}") if properties is not None else None
    return " ".join((found.text or "").split()) or None if found is not None else None
