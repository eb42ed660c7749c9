"""Markdown: the words as a reader of the page would see them; marks and link addresses taken out.

A reader of words, not a renderer: the common marks of CommonMark and GitHub's tables and strike-through, line by line.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from factcheck.fetch.decode import decode
from factcheck.fetch.document import Document, Link
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.metadata import iso_date
from factcheck.fetch.readers.name_layouts import SURE
from factcheck.fetch.readers.speakers import as_name, chosen_labels, turns_in
from factcheck.text.turns import find_turns

FRONT_MATTER_LINES = 60
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]{0,10}#{0,6}$")
UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]{0,10}$")
RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]{0,3}){3,40}$")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
QUOTE_MARK = re.compile(r"^(?: {0,3}> ?){1,10}")
BULLET = re.compile(r"^[ \t]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
TABLE_RULE = re.compile(r"^[ \t|:-]{3,500}$")
# With nothing behind the address but a title in marks: "[MS. ROE]: We will" is none, and "[^1]: We will" is a note.
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\]\n]{1,200})\]:[ \t]{0,5}<?(\S{1,2000}?)>?(?:[ \t]{1,5}[\"'(].{0,200}[\"')])?[ \t]{0,5}$"
)
IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
LINK = re.compile(
    r"\[([^\[\]\n]{1,1000})\]\([ \t]{0,3}<?([^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500})?)>?[^()\n]{0,300}\)"
)
REFERENCE = re.compile(r"\[([^\[\]\n]{1,1000})\]\[([^\[\]\n]{0,200})\]")
SHORTCUT = re.compile(r"\[([^\[\]\n]{1,200})\](?![\[(:])")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:?")
STRUCK = re.compile(
    r"~~(?=\S)[^~\n]{1,2000}~~|(?<![\w~])~(?=[^\s~])[^~\n]{1,2000}(?<!\s)~(?![\w~])|"
    r"<(del|s|strike)>[^<\n]{0,2000}</\1>",
    re.IGNORECASE,
)
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
# A block of HTML that no page shows; within it, Markdown is not read.
HIDDEN_BLOCK = re.compile(
    r"<(div|p|section|span|aside|details)\b[^<>\n]{0,300}?(?:\shidden\b|display\s{0,3}:\s{0,3}none)[^<>\n]{0,300}>"
    r"[^<]{0,20000}</\1>",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br[ \t]{0,3}/?>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)|(?<=\S)(\*{1,3})(?!\w)|(?<!\w)(_{1,3})(?=\S)|(?<=[^\s_])(_{1,3})(?!\w)"
)
EMPHASIS_INSIDE = re.compile(r"(\*{1,3})([^\W\d_][\w'’-]{0,60})\1(?=\w)")  # "*un*believable"; not "5*3*2"
BARE_ADDRESS = re.compile(r"(?<![\w/(\[\"'<])(?:https?://|www\.)[^\s<>()\[\]\"“”]{3,2000}(?<![.,;:!?'’])")
BOLD_LABEL = re.compile(r"(?:\*\*|__)(?:([^*_:\n]{1,80}):(?:\*\*|__)|([^*_:\n]{1,80})(?:\*\*|__):)")
CODE = re.compile(r"`{1,3}([^`\n]{1,2000})`{1,3}")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")

BREAK_MARK = "\\"
BREAKS = ("  ", BREAK_MARK)
SPACES = re.compile(r"[ \t]{2,}")
MOST_LINES = 2_000  # of a paragraph in which speakers are looked for
SET_ASIDE = 0xE000  # escaped marks wait in the private use area while the others are taken out
SET_ASIDE_CHARACTER = re.compile(r"[\ue021-\ue07e]")


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The words, a line for each paragraph, heading, list item and table row, and the links."""
    decoded = decode(raw_bytes, hints.content_type)
    markup = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    fields, markup = _front_matter(markup)
    markup = HIDDEN_BLOCK.sub("", _without_comments(markup))
    lines = markup.split("\n")
    definitions = {match[1].lower(): match[2] for line in lines if (match := DEFINITION.match(line))}
    links: dict[str, Link] = {}
    heading: list[str] = []
    blocks = list(_blocks(lines, heading))
    texts = [_inline(block, definitions, links) for block in blocks]
    text = "\n".join(texts)
    labels = chosen_labels(_candidates(blocks, texts))
    title = fields.get("title") or (_inline(heading[0], {}, {}) if heading else None)
    return Document(
        type=hints.kind,
        reader="markdown/1",
        article_text=text,
        visible_text=text,
        title=title,
        published_at=iso_date(fields.get("date", "")),
        language=fields.get("lang") or fields.get("language"),
        author=fields.get("author"),
        turns=turns_in(text, labels) if labels else (),
        links=tuple(links.values()),
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
    )


def _without_comments(markup: str) -> str:
    """The text without `<!-- -->`. By hand: a pattern would search on for an end at every beginning without one."""
    kept = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start)) >= 0:
        kept.append(markup[at:start])
        at = end + 3
    return "".join(kept) + markup[at:]


def _front_matter(markup: str) -> tuple[dict[str, str], str]:
    """The simple `key: value` fields of a YAML block at the top, and the text after it."""
    lines = markup.lstrip("\ufeff").split("\n")
    if lines[0].strip() != "---":
        return {}, markup
    for end, line in enumerate(lines[1:FRONT_MATTER_LINES], start=1):
        if line.strip() in {"---", "..."}:
            pairs = (entry.partition(":") for entry in lines[1:end] if ":" in entry)
            fields = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
            return {key: value for key, value in fields.items() if value}, "\n".join(lines[end + 1 :])
    return {}, markup


def _blocks(lines: list[str], heading: list[str]) -> Iterator[str]:
    """The blocks of the page, each on one line, inline marks still in them. The first heading goes to `heading`."""
    paragraph: list[str] = []
    is_code = is_table = False
    for line in lines:
        is_table = is_table and "|" in line
        if FENCE.match(line):
            is_code = not is_code
            yield from _flushed(paragraph)
        elif is_code:
            yield line
        elif paragraph and UNDERLINE.match(line):
            heading.append(" ".join(paragraph))
            yield from _flushed(paragraph)
        elif not line.strip() or RULE.match(line) or DEFINITION.match(line):
            yield from _flushed(paragraph)
        elif match := HEADING.match(line):
            yield from _flushed(paragraph)
            heading.append(match[1])
            yield match[1]
        elif "|" in line and TABLE_RULE.match(line):
            is_table = True
            head = paragraph.pop() if paragraph and "|" in paragraph[-1] else ""
            yield from _flushed(paragraph)
            if head:
                yield _row(head)
        elif is_table or line.strip().startswith("|"):
            yield from _flushed(paragraph)
            yield _row(line)
        else:
            line = QUOTE_MARK.sub("", line)
            if BULLET.match(line):
                yield from _flushed(paragraph)
                line = BULLET.sub("", line)
            elif not line.strip():
                yield from _flushed(paragraph)
            paragraph.append(f"{line.strip().removesuffix(BREAK_MARK)}\n" if line.endswith(BREAKS) else line.strip())
    yield from _flushed(paragraph)


def _row(line: str) -> str:
    return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))


def _candidates(blocks: list[str], texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Names in bold before a colon, which names nobody by accident, as `speakers.chosen_labels` wants them."""
    for block, text in zip(blocks, texts, strict=True):
        label = BOLD_LABEL.match(block)
        if label and (name := as_name(label[1] or label[2])):
            yield SURE, name, text[len(name) :]


def _flushed(paragraph: list[str]) -> Iterator[str]:
    # Lines that speakers open stay lines, though a page would run them together.
    is_talk = 1 < len(paragraph) <= MOST_LINES and len(find_turns("\n".join(paragraph))) > 1
    text = ("\n" if is_talk else " ").join(line for line in paragraph if line).replace("\n ", "\n").strip()
    paragraph.clear()
    if text:
        yield text


def _shortcut(match: re.Match[str], definitions: dict[str, str], linked: Callable[[str, str], str]) -> str:
    """The words of "[words]" where the page says elsewhere what address they lead to; the brackets stay elsewhere."""
    address = definitions.get(match[1].lower())
    return match[0] if address is None else linked(match[1], address)


def _inline(block: str, definitions: dict[str, str], links: dict[str, Link]) -> str:
    """The block's words; the links found are added to `links` by address."""

    def linked(words: str, address: str) -> str:
        if address.startswith(("http://", "https://")):
            links.setdefault(address, Link(address, _inline(words, {}, {})))
        return words

    block = ESCAPE.sub(lambda match: chr(SET_ASIDE + ord(match[1])), block)
    block = IMAGE.sub("", block)
    block = FOOTNOTE.sub("", block)
    block = STRUCK.sub("", block)
    block = WIKI_LINK.sub(r"\1", block)
    block = LINK.sub(lambda match: linked(match[1], match[2]), block)
    block = REFERENCE.sub(lambda match: linked(match[1], definitions.get((match[2] or match[1]).lower(), "")), block)
    block = SHORTCUT.sub(lambda match: _shortcut(match, definitions, linked), block)
    block = AUTOLINK.sub(lambda match: linked("", match[1]), block)
    block = BARE_ADDRESS.sub(lambda match: linked("", match[0]), block)
    block = TAG.sub("", BREAK.sub("\n", block))
    block = CODE.sub(r"\1", block)
    block = EMPHASIS.sub("", EMPHASIS_INSIDE.sub(r"\2", block))
    block = SPACES.sub(" ", unescape(block)).removesuffix("\\").strip()
    return SET_ASIDE_CHARACTER.sub(lambda match: chr(ord(match[0]) - SET_ASIDE), block)
