"""Time, memory and recall of comparing, beside rapidfuzz and edlib, on one long source and the same quotations.

Times are CPU seconds of one core, so that a busy machine does not blur them; the three take turns, so that a change
of the machine's speed meets all of them.

    python benchmarks/bench_compare.py [--characters N] [--quotations N] [--folder DIR] [--sources N]

The source is built from the .txt files of DIR (real transcripts), repeated with every word of a repeat marked so that
each sentence stands once; without DIR from generated sentences. Quotations are sentences of it, each changed in one of
several ways. Recall: the located span overlaps the true one by 0.8. Then one story's quotations against many sources,
and the worst cases, each with its bound; the exit status is 1 where one takes longer.
"""

import argparse
import random
import re
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import edlib
from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factcheck.text import Corpus, SourceText, compare, find_quotations, search

_SENTENCE = re.compile(r"(?<=[.?!] )[A-Z][^.?!\n]{40,240}[.?!](?=\s)")
_TURN = 30  # quotations until the next tool's turn: a story's, so that each finds its own data in the processor's cache
_Result = TypeVar("_Result")
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


def locators(text: str, source: SourceText) -> dict[str, Locate]:
    """Ours and the public libraries, each as a function from words to the span where it finds them."""
    ascii_text = folded(text)

    def ours(words: str) -> tuple[int, int] | None:
        spans = compare(words, source).spans
        return (min(span.start for span in spans), max(span.end for span in spans)) if spans else None

    def by_rapidfuzz(words: str) -> tuple[int, int] | None:
        found = fuzz.partial_ratio_alignment(words, text)
        return (found.dest_start, found.dest_end) if found else None

    def by_edlib(words: str) -> tuple[int, int] | None:
        places = edlib.align(folded(words), ascii_text, mode="HW", task="locations")["locations"]
        return (places[0][0] or 0, places[0][1] + 1) if places else None

    return {"compare": ours, "rapidfuzz": by_rapidfuzz, "edlib": by_edlib}


def folded(text: str) -> str:
    """ASCII of the same length: edlib knows no more than 256 letters."""
    return text.encode("ascii", "replace").decode("ascii")


def measure(tools: dict[str, Locate], quoted: list[Quoted]) -> dict[str, float]:
    """The median milliseconds of each tool; its line is printed."""
    times: dict[str, list[float]] = {name: [] for name in tools}
    hits: dict[str, dict[str, list[bool]]] = {name: {} for name in tools}
    for first in range(0, len(quoted), _TURN):
        for name, locate in tools.items():
            for quotation in quoted[first : first + _TURN]:
                span, milliseconds = timed(partial(locate, quotation.words))
                times[name].append(milliseconds)
                is_found = span is not None and overlap(span, (quotation.start, quotation.end)) >= 0.8
                hits[name].setdefault(quotation.kind, []).append(is_found)
    for name in tools:
        recall = "  ".join(f"{kind} {statistics.mean(found):.2f}" for kind, found in hits[name].items())
        share = statistics.mean(hit for found in hits[name].values() for hit in found)
        print(f"{name:10} {len(quoted):5} quotations   {spread(times[name])}   recall {share:.3f}   ({recall})")
    return {name: statistics.median(taken) for name, taken in times.items()}


def timed(act: Callable[[], _Result]) -> tuple[_Result, float]:
    """What the act returns, and its CPU milliseconds."""
    start = time.process_time()
    result = act()
    return result, 1000 * (time.process_time() - start)


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):8.2f} ms   p95 {p95:8.2f} ms   worst {ordered[-1]:8.2f} ms"


def transcripts(text: str, count: int, characters: int, chance: random.Random) -> dict[str, str]:
    """`count` texts of sentences of the one given; where these do not suffice, of halves of two joined, which is harder
    than any archive: each half then stands in many texts."""
    whole = [found.group() for found in _SENTENCE.finditer(text)]
    chance.shuffle(whole)
    made: dict[str, str] = {}
    for number in range(count):
        sentences: list[str] = []
        while sum(map(len, sentences)) < characters:
            sentences.append(whole.pop() if whole else joined(text, chance))
        made[f"transcript-{number:04}"] = " ".join(sentences)
    return made


def joined(text: str, chance: random.Random) -> str:
    """The words of two places of the text as one sentence."""
    places = [text.find(" ", chance.randrange(len(text) - 200)) for _ in range(2)]
    halves = [" ".join(text[at : at + chance.randint(30, 90)].replace(".", " ").split()) for at in places]
    return f"{' '.join(halves).capitalize()}."


def many_sources(text: str, sizes: list[int], characters: int, chance: random.Random) -> None:
    """One story's 40 quotations against several numbers of sources: preparing, memory, milliseconds a quotation."""
    texts = transcripts(text, max(sizes), characters, chance)
    kinds = ("exact", "word", "dropped", "inserted")
    for size in sizes:
        names = list(texts)[:size]
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        corpus = Corpus({name: SourceText(texts[name]) for name in names})
        seconds = time.process_time() - started
        memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident) / 1024  # in kilobytes, on Linux
        times, right = [], []
        for number in range(40):
            name = chance.choice(names)
            words = changed(chance.choice(_SENTENCE.findall(f" {texts[name]} ")), kinds[number % len(kinds)], chance)
            (found, _), milliseconds = timed(partial(search, words, corpus))
            times.append(milliseconds)
            right.append(found == name)
        print(
            f"{size:5} sources of {characters:,} characters: prepared in {seconds:.1f} s,"
            f" {memory:.0f} MB more resident   {spread(times)}   right source {statistics.mean(right):.2f}"
        )


@dataclass(frozen=True)
class WorstCase:
    """`bound`: CPU milliseconds at full size. The goals are 250 for comparing, 2,000 for finding in 1 MB."""

    name: str
    bound: float
    act: Callable[[], object]


def worst_cases(text: str, characters: int) -> list[WorstCase]:
    words = text.split()
    long = words[100 : 100 + min(5_000, len(words) // 4)]
    altered = [word if number % 50 else "zebra" for number, word in enumerate(long)]
    longest = " ".join(words)[: min(100_000, characters // 2)].rpartition(" ")[0]
    one_line = SourceText(" ".join(words))
    unstopped = SourceText(" ".join(re.findall("[a-z]+", text.lower())))
    marks, repeated = SourceText('"' * (characters // 2)), SourceText("word " * (characters // 10))
    small = " ".join([*words[200:210], "zebra", *words[211:230]])
    dialogue = '"A," he said. ' * (characters // 28)

    def case(name: str, quotation: str, source: SourceText, bound: float = 250) -> WorstCase:
        return WorstCase(name, bound, lambda: compare(quotation, source).match.value)

    return [
        case("one word repeated", "word " * 20, repeated),
        case("a source of marks only", small, marks),
        case("a source of one line", small, one_line),
        case("a source without sentence ends", small, unstopped),
        case("stop words only", "of the and that it is to be in a " * 4, one_line),
        case(f"{len(long):,} words, exact", " ".join(long), one_line),
        case(f"{len(long):,} words, altered", " ".join(altered), one_line),
        case(f"{len(longest):,} characters, exact", longest, one_line, 1_000),
        case(f"{len(longest):,} characters, nowhere", longest[::-1], one_line, 5_000),
        WorstCase(
            f"finding in {characters // 2:,} marks", 2_000, lambda: len(find_quotations('"' * (characters // 2)))
        ),
        # Each has a speaker and a cue, and costs a tenth of a millisecond on a quiet machine, whatever their number.
        WorstCase(f"finding {characters // 28:,} quotations", 20_000, lambda: len(find_quotations(dialogue))),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--quotations", type=int, default=600)
    parser.add_argument("--others", type=int, default=60, help="quotations for rapidfuzz and edlib, which are slow")
    parser.add_argument("--folder", type=Path, help="folder of .txt transcripts")
    parser.add_argument("--sources", type=int, default=1_000, help="sources searched at once")
    parser.add_argument("--smoke", action="store_true", help="small and quick, for CI")
    arguments = parser.parse_args()
    if arguments.smoke:
        arguments.characters, arguments.quotations, arguments.others, arguments.sources = 100_000, 60, 6, 30
    chance = random.Random(7)
    text = source_text(arguments.folder, arguments.characters, chance)
    quoted = quotations(text, arguments.quotations, chance)

    source, milliseconds = timed(lambda: SourceText(text))
    tracemalloc.start()
    held = SourceText(text)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    print(
        f"source     {len(text):,} characters, {len(held):,} words: prepared in {milliseconds / 1000:.2f} s,"
        f" {memory:.1f} MB held"
    )
    tools = locators(text, source)
    measure({"compare": tools["compare"]}, quoted)
    medians = measure(tools, quoted[: arguments.others])
    for name in ("rapidfuzz", "edlib"):
        print(f"ratio      {medians[name] / medians['compare']:.0f} x {name}, by the medians of the same quotations")
    print("many sources")
    many_sources(text, [20, arguments.sources], 30_000, chance)
    print("worst cases")
    over = 0
    for case in worst_cases(text, arguments.characters):
        answer, milliseconds = timed(case.act)
        over += milliseconds > case.bound
        mark = "OVER ITS BOUND" if milliseconds > case.bound else ""
        print(f"  {case.name:34} {milliseconds:9.1f} ms of {case.bound:6,.0f}   {answer}   {mark}".rstrip())
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
