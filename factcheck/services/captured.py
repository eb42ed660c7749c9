"""A capture made ready for work: as the document its reader made, and as texts in which words are looked for."""

from factcheck.fetch.document import Document
from factcheck.models import Capture, Layer
from factcheck.text import SourceText
from factcheck.text.turns import Turn


def document_of(capture: Capture) -> Document:
    """The capture as the document its reader made."""
    return Document(
        type=capture.content_type,
        reader=capture.reader,
        article_text=capture.text,
        visible_text=capture.visible_text or capture.text,
        title=capture.title or None,
        turns=_turns_of(capture),
        quality=capture.quality,
    )


def source_texts(capture: Capture) -> list[tuple[str, SourceText]]:
    """The texts of a capture to look in by their layer, main text first, each prepared once."""
    title = capture.title or capture.source.title or None
    texts = [(Layer.ARTICLE.value, SourceText(capture.text, turns=_turns_of(capture) or None, title=title))]
    if capture.visible_text:
        texts.append((Layer.VISIBLE.value, SourceText(capture.visible_text, title=title)))
    return texts


def _turns_of(capture: Capture) -> tuple[Turn, ...]:
    return tuple(Turn(t["speaker"], t["start"], t["end"], t["words_start"]) for t in capture.turns)
