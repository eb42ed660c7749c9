"""Time, memory and recall of comparing, beside rapidfuzz, on one long source and the same quotations.

Times are CPU seconds of one core, so that a busy machine does not blur them.

    python benchmarks/bench_compare.py [--characters N] [--quotations N] [--folder DIR]

The source is built from the .txt files of DIR (real transcripts), repeated with every word of a repeat marked so that
each sentence stands once; without DIR from generated sentences. Quotations are sentences of it, each changed in one of
several ways. Recall: the located span overlaps the true one by 0.8.
"""

import argparse
import random
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from factcheck.text import SourceText, compare

_SENTENCE = re.compile(r"(?<=[.?!] )[A-Z][^.?!\n]{40,240}[.?!](?=\s)")
_STEMS = ("ba", "co", "di", "fu", "gra", "he", "ki", "lo", "mi", "ne", "pa", "ro", "sta", "tu", "ve")


@dataclass(frozen=True)
class Quoted:
    kind: str
    words: str
    start: int
    end: int


def generated_text(characters: int, chance: random.Random) -> str:
    """Sentences of made-up words, the common ones common as in English (weights 1/rank)."""
    words = [f"{one}{two}{three}" for one in _STEMS for two in _STEMS for three in _STEMS]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    sentences = []
    size = 0
    while size < characters:
        sentence = " ".join(chance.choices(words, weights, k=chance.randint(8, 30))).capitalize() + "."
        sentences.append(sentence)
        size += len(sentence) + 1
    return " ".join(sentences)[:characters]


def source_text(folder: Path | None, characters: int, chance: random.Random) -> str:
    if folder is None:
        return generated_text(characters, chance)
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    copies = [text]
    while sum(map(len, copies)) < characters:
        mark = chr(ord("a") + len(copies) - 1)
        # Long words of a repeat differ from those of the first round; common words stay, as in any longer source.
        copies.append(re.sub(r"\b([a-z]{6,})\b", rf"\1{mark}", text))
    return "\n\n".join(copies)[:characters]


def changed(sentence: str, kind: str, chance: random.Random) -> str:
    words = " ".join(sentence.split()).split(" ")
    at = chance.randrange(1, len(words) - 1)
    if kind == "word":
        words[at] = "zebra"
    elif kind == "dropped":
        del words[at]
    elif kind == "inserted":
        words.insert(at, "zebra")
    elif kind == "ellipsis" and len(words) > 9:
        words[3:6] = ["…"]
    elif kind == "reordered":
        words = [*words[at:], *words[:at]]
    return " ".join(words)


def quotations(text: str, count: int, chance: random.Random) -> list[Quoted]:
    found = [match.span() for match in _SENTENCE.finditer(text) if text.count(match.group()) == 1]
    kinds = ("exact", "word", "dropped", "inserted", "ellipsis", "reordered")
    return [
        Quoted(kind, changed(text[start:end], kind, chance), start, end)
        for number in range(count)
        for kind in [kinds[number % len(kinds)]]
        for start, end in [chance.choice(found)]
    ]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


Locate = Callable[[str], tuple[int, int] | None]


def measure(name: str, locate: Locate, quoted: list[Quoted]) -> list[float]:
    times: list[float] = []
    hits: dict[str, list[bool]] = {}
    for quotation in quoted:
        start = time.process_time()
        span = locate(quotation.words)
        times.append(1000 * (time.process_time() - start))
        truth = (quotation.start, quotation.end)
        hits.setdefault(quotation.kind, []).append(span is not None and overlap(span, truth) >= 0.8)
    times.sort()
    recall = "  ".join(f"{kind} {statistics.mean(found):.2f}" for kind, found in hits.items())
    share = statistics.mean(hit for found in hits.values() for hit in found)
    p95 = times[int(0.95 * (len(times) - 1))]
    print(
        f"{name:10} {len(quoted):5} quotations   median {statistics.median(times):8.2f} ms   p95 {p95:8.2f} ms"
        f"   worst {times[-1]:8.2f} ms   recall {share:.3f}   ({recall})"
    )
    return times


def worst_cases(text: str, characters: int) -> None:
    words = text.split()
    long = words[100 : 100 + min(5_000, len(words) // 4)]
    altered = [word if number % 50 else "zebra" for number, word in enumerate(long)]
    one_line = SourceText(" ".join(words))
    cases = [
        ("one word repeated", "word " * 20, SourceText("word " * (characters // 5))),
        ("only marks", " ".join(words[200:220]), SourceText('"' * characters)),
        (f"{len(long):,} words, exact", " ".join(long), one_line),
        (f"{len(long):,} words, altered", " ".join(altered), one_line),
        ("a source of one line", " ".join([*words[200:210], "zebra", *words[211:230]]), one_line),
    ]
    for name, quotation, source in cases:
        start = time.process_time()
        found = compare(quotation, source)
        print(f"  {name:24} {1000 * (time.process_time() - start):8.1f} ms   {found.match.value}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--quotations", type=int, default=600)
    parser.add_argument("--rapidfuzz", type=int, default=60, help="quotations for rapidfuzz, which is slow")
    parser.add_argument("--folder", type=Path, help="folder of .txt transcripts")
    parser.add_argument("--smoke", action="store_true", help="small and quick, for CI")
    arguments = parser.parse_args()
    if arguments.smoke:
        arguments.characters, arguments.quotations, arguments.rapidfuzz = 100_000, 60, 6
    chance = random.Random(7)
    text = source_text(arguments.folder, arguments.characters, chance)
    quoted = quotations(text, arguments.quotations, chance)

    start = time.process_time()
    source = SourceText(text)
    seconds = time.process_time() - start
    tracemalloc.start()
    SourceText(text[: len(text) // 10])
    held = SourceText(text)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    print(
        f"source     {len(text):,} characters, {len(held):,} words: prepared in {seconds:.2f} s, {memory:.1f} MB held"
    )

    def ours(words: str) -> tuple[int, int] | None:
        spans = compare(words, source).spans
        return (min(span.start for span in spans), max(span.end for span in spans)) if spans else None

    def rapidfuzz(words: str) -> tuple[int, int] | None:
        found = fuzz.partial_ratio_alignment(words, text)
        return (found.dest_start, found.dest_end) if found else None

    times = measure("compare", ours, quoted)
    others = measure("rapidfuzz", rapidfuzz, quoted[: arguments.rapidfuzz])
    print(f"ratio      {statistics.median(others) / statistics.median(times):.0f} x rapidfuzz, by the medians")
    print("worst cases")
    worst_cases(text, arguments.characters // 2)


if __name__ == "__main__":
    main()
