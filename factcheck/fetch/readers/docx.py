"""Word documents (DOCX): the words as they stand, walked from the file's XML (ECMA-376, part 1, WordprocessingML).

Tracked insertions are read, tracked deletions and struck words are not; tables, text boxes, foot- and endnotes are;
page headers and footers, which repeat, are not.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from factcheck.fetch.document import Document, Link
from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.page import raise_if_out_of_memory
from factcheck.fetch.readers.speakers import Label, as_name, chosen_labels, turns_in
from factcheck.text.turns import find_turns

MOST_XML_BYTES = 40 << 20  # of one part, unpacked: some 10 MB of words with their marks
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DC = "{http://purl.org/dc/elements/1.1/}"

DROPPED = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "rt")]
    + [f"{MC}Fallback"]
)
TEXTS = frozenset({f"{W}t", f"{M}t"})
HIDING = frozenset({f"{W}strike", f"{W}dstrike", f"{W}vanish"})
OFF = frozenset({"0", "false", "off"})
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
PICTURE_FONT = re.compile(r"Wingdings|Webdings|ZapfDingbats|Zapf Dingbats", re.IGNORECASE)  # arrows, boxes, smiles
PAGE_END = "\f"
AROUND_PAGE_END = re.compile(r"[ \t]{0,100}\f[ \t\f]{0,100}")
SYMBOLS = 0xF000  # Word keeps characters of symbol fonts at F000 + code


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The document's words, a line for each paragraph or table row, notes at the end."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw_bytes)) as archive:
            main = _main_part(archive)
            body = _part(archive, main)
            if body is None:
                raise UnreadableFile("The file is a ZIP archive without a Word document in it.")
            folder, name = posixpath.split(main)
            relations = _part(archive, f"{folder}/_rels/{name}.rels")
            parts = _related(relations, folder)
            notes = [_part(archive, parts.get(kind, f"{folder}/{kind}.xml")) for kind in ("footnotes", "endnotes")]
            styles = _part(archive, parts.get("styles", f"{folder}/styles.xml"))
            properties = _part(archive, "docProps/core.xml")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("The Word file is damaged or locked with a password.") from error
    struck = _struck_styles(styles)
    lines = "\n".join("".join(_words(part, struck)) for part in (body, *notes) if part is not None).split("\n")
    text = "\n".join(AROUND_PAGE_END.sub(" ", line).strip() for line in lines if line.strip())
    labels = _labels(body)
    turns = turns_in(text, labels) if labels else ()
    return Document(
        type=hints.kind,
        reader="docx/1",
        article_text=text,
        visible_text=text,
        title=_property(properties, "title"),
        author=_property(properties, "creator"),
        turns=turns if len(turns) > len(find_turns(text)) else (),
        links=tuple(_links(body, relations)),
        problem=None if text.strip() else "The Word document holds no words.",
        quality=1.0 if text.strip() else 0.0,
    )


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds the document: some programs call it "word/document2.xml"."""
    return _related(_part(archive, "_rels/.rels"), "").get("officeDocument", "word/document.xml")


def _related(relations: etree._Element | None, folder: str) -> dict[str, str]:
    """The names of the parts that one part refers to, by the last word of their relationship's type."""
    found: dict[str, str] = {}
    for relation in relations if relations is not None else ():
        kind, target = str(relation.get("Type", "")).rpartition("/")[2], relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target:
            found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return found


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


def _words(part: etree._Element, struck: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words of a part in reading order, with the breaks their elements stand for. `struck` are styles by name."""
    cell_depth = 0
    boxes: list[etree._Element] = []  # text boxes hang in the middle of sentences and are read after the paragraph
    walk = etree.iterwalk(part, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in DROPPED or _is_unsaid(element, struck):
                walk.skip_subtree()
            elif tag == f"{W}tc":
                cell_depth += 1
            elif tag == f"{W}txbxContent" and element is not part:
                boxes.append(element)
                walk.skip_subtree()
            elif tag in TEXTS:
                yield (element.text or "").replace("\n", " ")
            else:
                yield _character(element)
        elif tag == f"{W}p":
            is_joined = element.find(f"{W}pPr/{W}rPr/{W}del") is not None  # its end was deleted: the next one goes on
            yield "" if is_joined else " " if cell_depth else "\n"
            waiting, boxes = boxes, []
            for box in waiting:
                yield from _words(box, struck)
                yield "\n"
        elif tag == f"{W}tc":
            cell_depth -= 1
            yield "\t"
        elif tag == f"{W}tr":
            yield "\n"


def _character(element: etree._Element) -> str:
    """The character an element stands for, "" for one that stands for none."""
    if element.tag == f"{W}sym":
        return _symbol(element.get(f"{W}char", ""), element.get(f"{W}font", ""))
    if element.tag == f"{W}br":
        # A page ends in the middle of a sentence; a line does not, or it would not be broken by hand.
        return PAGE_END if element.get(f"{W}type") in {"page", "column"} else "\n"
    return CHARACTERS.get(element.tag, "")


def _symbol(code: str, font: str) -> str:
    if PICTURE_FONT.match(font):
        return ""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if SYMBOLS <= point <= SYMBOLS + 0xFF:
        return bytes([point - SYMBOLS]).decode("cp1252", "ignore")
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point < 0x110000 else ""


def _is_unsaid(element: etree._Element, struck: frozenset[str]) -> bool:
    """True for words struck out or hidden, the line above notes, deleted rows, and "Click here to enter text"."""
    if element.tag == f"{W}r":
        return _is_hidden(element, struck)
    is_placeholder = bool(element.tag == f"{W}sdt") and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    return is_placeholder or _is_separator(element) or _is_deleted_row(element)


def _is_hidden(run: etree._Element, struck: frozenset[str]) -> bool:
    properties = run.find(f"{W}rPr")
    own = _hiding(properties)
    if own:
        return any(own.values())
    style = properties.find(f"{W}rStyle") if properties is not None else None
    if style is not None and style.get(f"{W}val") in struck:
        return True
    paragraph = run.getparent()
    style = paragraph.find(f"{W}pPr/{W}pStyle") if struck and paragraph is not None else None
    return style is not None and style.get(f"{W}val") in struck


def _hiding(properties: etree._Element | None) -> dict[str, bool]:
    """What the properties of a run say of striking out and hiding: on or off, by the element's name."""
    if properties is None:
        return {}
    return {child.tag: child.get(f"{W}val", "1") not in OFF for child in properties if child.tag in HIDING}


def _is_deleted_row(element: etree._Element) -> bool:
    return bool(element.tag == f"{W}tr") and element.find(f"{W}trPr/{W}del") is not None


def _struck_styles(styles: etree._Element | None) -> frozenset[str]:
    """The styles of characters and paragraphs that strike out or hide words, also by the style they are based on."""
    hides: dict[str, bool] = {}
    bases: dict[str, str] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name, base = style.get(f"{W}styleId", ""), style.find(f"{W}basedOn")
        own = _hiding(style.find(f"{W}rPr"))
        if own:
            hides[name] = any(own.values())
        elif base is not None:
            bases[name] = base.get(f"{W}val", "")
    for name in bases:
        at, seen = name, {name}
        while at in bases and (at := bases[at]) not in seen:
            seen.add(at)
        if hides.get(at):
            hides[name] = True
    return frozenset(name for name, is_hiding in hides.items() if is_hiding)


def _labels(body: etree._Element) -> list[Label]:
    """The names of speakers in bold at the beginning of paragraphs, on lines of their own, or in first cells."""
    found: list[tuple[str, str, int]] = []
    words: list[str] = []
    for paragraph in body.iter(f"{W}p"):
        bold, text = _bold_beginning(paragraph), "".join(_words(paragraph)).strip()
        cell = paragraph.getparent()
        is_first_cell = cell is not None and cell.tag == f"{W}tc" and cell.getprevious() is None
        if is_first_cell and cell is not None and cell.getnext() is not None:
            found.append(("cell", text, len(words) + 1))
        elif bold:
            words.append(bold)
            text = text[len(bold) :]
            found.append(("bold", bold, len(words)))
        words.append(text)
    return chosen_labels(
        (layout, name, " ".join(words[behind : behind + 2]))
        for layout, written, behind in found
        if (name := as_name(written))
    )


def _bold_beginning(paragraph: etree._Element) -> str:
    """The words in bold with which a paragraph begins, "" where it begins with others."""
    bold = []
    for run in paragraph.iter(f"{W}r"):
        mark = run.find(f"{W}rPr/{W}b")
        if mark is None or mark.get(f"{W}val", "1") in OFF:
            break
        bold.append("".join(_words(run)))
    return "".join(bold).strip()


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
