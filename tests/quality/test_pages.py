"""Real news pages: article text beside gold, and tracked passages under noise and edits.

The pages are not part of this repository; see `shared_data` in tests/conftest.py.
"""

import gzip
import importlib.util
import json
import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from factcheck.fetch.changes import find_changes
from factcheck.fetch.decode import decode
from factcheck.fetch.document import Document
from factcheck.fetch.passage_changes import PassageOutcome
from factcheck.fetch.read import read_document

pytestmark = pytest.mark.slow

# Measured 2026-11-24 over all 91 pages: precision .940, recall .988 (four-word sequences); visible text recall .992.
LEAST_F1 = 0.960
LEAST_VISIBLE_RECALL = 0.990
CHANGED_PAGES = 10  # of the 91, evenly spread: the whole set takes minutes
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]? ")


@pytest.fixture(scope="module")
def pages(shared_data: Path) -> dict[str, Any]:
    return dict(json.loads((shared_data / "pages" / "ground-truth.json").read_text()))


@pytest.fixture(scope="module")
def pairs(shared_data: Path) -> ModuleType:
    """The generator of changed pages that comes with the data."""
    spec = importlib.util.spec_from_file_location("make_pairs", shared_data / "pages" / "make_pairs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def html_of(shared_data: Path, identity: str) -> bytes:
    return gzip.decompress((shared_data / "pages" / "html" / f"{identity}.html.gz").read_bytes())


def sequences(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[at : at + 4]) for at in range(len(words) - 3))


def shares(found: str, gold: str) -> tuple[float, float]:
    """Precision and recall of the found text in four-word sequences."""
    have, want = sequences(found), sequences(gold)
    common = sum((have & want).values())
    return common / max(1, sum(have.values())), common / max(1, sum(want.values()))


def test_article_text(shared_data: Path, pages: dict[str, Any]) -> None:
    precisions, recalls, visible = [], [], []
    for identity, page in pages.items():
        document = read_document(html_of(shared_data, identity), url=page["url"])
        precision, recall = shares(document.article_text, page["articleBody"])
        precisions.append(precision)
        recalls.append(recall)
        visible.append(shares(document.visible_text, page["articleBody"])[1])
    precision, recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    assert 2 * precision * recall / (precision + recall) >= LEAST_F1
    assert sum(visible) / len(pages) >= LEAST_VISIBLE_RECALL


def tracked_in(page: dict[str, Any], document: Document) -> list[str]:
    """Sentences of the gold text that stand in the document, as somebody might have quoted them."""
    sentences = [part.strip() for line in page["articleBody"].split("\n") for part in SENTENCE_END.split(line)]
    shown = " ".join(document.visible_text.split())
    return [sentence for sentence in sentences if len(sentence.split()) >= 8 and sentence in shown][:12]


def test_tracked_passages(shared_data: Path, pages: dict[str, Any], pairs: ModuleType) -> None:
    edited = seen = 0
    for identity in sorted(pages)[:: len(pages) // CHANGED_PAGES]:
        page = pages[identity]
        html = decode(html_of(shared_data, identity)).text.encode()
        before = read_document(pairs.base(html), url=page["url"])
        tracked = tracked_in(page, before)
        for kind in (*pairs.NOISE, *pairs.EDITS):
            changed = pairs.mutate(html, page["articleBody"], kind, identity)
            if changed is None:
                continue
            after = read_document(changed, url=page["url"])
            outcomes = {change.text: change.outcome for change in find_changes(before, after, tracked).tracked}
            if kind in pairs.NOISE:
                assert set(outcomes.values()) <= {PassageOutcome.PRESENT}, (identity, kind)
                continue
            shown = " ".join(after.visible_text.split())
            gone = [text for text in tracked if text not in shown]
            edited += len(gone)
            seen += sum(outcomes[text] in (PassageOutcome.CHANGED, PassageOutcome.MISSING) for text in gone)
    assert edited >= 10
    assert seen == edited
