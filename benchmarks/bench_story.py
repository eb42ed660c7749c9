"""CPU of one core for a whole story beside its sources: quotations and claims found, quotations compared, claims laid
beside what bears on them.

    python benchmarks/bench_story.py [--story FILE] [--folder DIR] [--sources 20] [--words 5000]

The story is FILE, repeated with its names changed until it has 1,000 words; the sources are the .txt files of DIR
(real transcripts), cut and repeated to the number of words, every word of a repeat in other company. Without them both
are made of generated sentences. Preparing a source is told apart: it happens once a capture, not once a story.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench_compare import generated_text
from factcheck.text import SourceText, compare, find_quotations, signals
from factcheck.text.claims import find_claims
from factcheck.text.evidence import EvidenceSource

GOAL = 0.3  # seconds
NAMES = ["Psaki", "Sherman", "Putin", "Ryabkov", "Geneva", "Ukraine", "Russia", "NATO", "CNN", "Kremlin"]
EVIDENCE_A_CLAIM = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--story", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--sources", type=int, default=20)
    parser.add_argument("--words", type=int, default=5_000, help="of a source")
    parser.add_argument("--smoke", action="store_true", help="two small sources")
    options = parser.parse_args()
    if options.smoke:
        options.sources, options.words = 2, 500
    chance = random.Random(7)
    story = grown(options.story.read_text() if options.story else made_story(chance), 1_000)
    texts = source_texts(options.folder, options.sources, options.words, chance)

    prepared, sources = timed(lambda: [prepare(text) for text in texts])
    rounds = [once(story, sources) for _ in range(3)]
    found, compared, claimed = (statistics.median(seconds[part] for seconds in rounds) for part in range(3))
    claims, quotations = len(find_claims(story)), len(find_quotations(story))
    print(f"{len(story.split())} words with {quotations} quotations and {claims} claims, {len(texts)} sources of")
    print(f"{options.words} words: quotations and claims found {1000 * found:.0f} ms, quotations compared")
    print(f"{1000 * compared:.0f} ms, claims laid beside passages {1000 * claimed:.0f} ms;")
    print(f"together {1000 * (found + compared + claimed):.0f} ms of CPU (goal {1000 * GOAL:.0f});")
    print(f"preparing a source takes {1000 * prepared / len(texts):.0f} ms")


def once(story: str, sources: list[tuple[SourceText, EvidenceSource]]) -> tuple[float, float, float]:
    signals._read.cache_clear()  # a story is new, and what is read of its passages too
    found, (quotations, claims) = timed(lambda: ((given := find_quotations(story)), find_claims(story, given)))
    compared, _ = timed(lambda: [compare(one.text, source) for one in quotations for source, _ in sources])
    claimed, _ = timed(lambda: [beside.find(one.text, EVIDENCE_A_CLAIM) for one in claims for _, beside in sources])
    return found, compared, claimed


def prepare(text: str) -> tuple[SourceText, EvidenceSource]:
    source = SourceText(text)
    beside = EvidenceSource(source)
    beside.find("nothing of this kind", 1)
    return source, beside


def timed(call: Callable[[], object]):  # type: ignore[no-untyped-def]
    began = time.process_time()
    answer = call()
    return time.process_time() - began, answer


def grown(text: str, words: int) -> str:
    """The text, and again with other names, up to the number of words."""
    pieces, length = [], 0
    for number in range(100):
        piece = text
        for name in NAMES if number else ():
            piece = piece.replace(name, f"{name}{'abcdefgh'[number % 8]}")
        pieces.append(piece)
        length += len(piece.split())
        if length >= words:
            break
    whole = "\n".join(pieces).split(" ")
    return " ".join(whole[: max(words, 1)])


def made_story(chance: random.Random) -> str:
    said = generated_text(400, chance)
    return f"Ann Roe said that {said.lower()}\n“{said}” she said.\n{generated_text(2_000, chance)}"


def source_texts(folder: Path | None, count: int, words: int, chance: random.Random) -> list[str]:
    files = sorted(folder.glob("*.txt")) if folder else []
    if not files:
        return [generated_text(words * 7, chance) for _ in range(count)]
    lines = [line for file in files for line in file.read_text().split("\n") if line.strip()]
    texts = []
    for _ in range(count):
        chosen: list[str] = []
        length = 0
        while length < words:
            chosen.append(chance.choice(lines))
            length += len(chosen[-1].split())
        texts.append("\n".join(chosen))
    return texts


if __name__ == "__main__":
    main()
