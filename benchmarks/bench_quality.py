"""Measures the quality of comparing and of finding on labelled data, and shows the worst document beside the mean.

    python benchmarks/bench_quality.py           everything
    python benchmarks/bench_quality.py --smoke   a few cases and stories, for CI

Misquotes are read from `$FACTCHECK_SHARED_DATA/misquotes` (cases.jsonl, sources/), stories with marked quotations from
`$FACTCHECK_SHARED_DATA/quotes/dev.jsonl`.
"""

import argparse
import json
import os
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factcheck.text import Comparison, Match, find_quotations, search
from factcheck.text.commands_compare import load_sources
from factcheck.text.match import SpeakerCheck

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]

RIGHT_CLASSES = {
    "verbatim": {Match.EXACT},
    "typographic": {Match.TYPOGRAPHIC},
    "case_ends": {Match.TYPOGRAPHIC, Match.EXACT},
    "filler_removed": {Match.DISFLUENCY},
    "bracketed": {Match.MARKED},
    "ellipsis": {Match.MARKED},
    "word_substituted": {Match.ALTERED},
    "negation_changed": {Match.ALTERED},
    "number_changed": {Match.ALTERED},
    "hedge_dropped": {Match.ALTERED},
    "truncated_meaning": {Match.EXACT, Match.TYPOGRAPHIC},
    "spliced": {Match.SPLICED},
    "wrong_speaker": {Match.EXACT, Match.TYPOGRAPHIC},
    "other_source": {Match.EXACT, Match.TYPOGRAPHIC},
    "absent": {Match.ABSENT},
}
CALLED_FLAGS = {
    "negation_changed": "negation",
    "number_changed": "number",
    "hedge_dropped": "hedge",
    "truncated_meaning": "cut_mid_sentence",
    "wrong_speaker": "other_speaker",
    "other_source": "other_source",
}
OVERLAP = 0.8  # shared characters of all that either span holds: from there on two spans are the same place


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="small and quick")
    smoke = parser.parse_args().smoke
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA") or ROOT.parent / "shared" / "data")
    misquotes, stories = folder / "misquotes" / "cases.jsonl", folder / "quotes" / "dev.jsonl"
    for path in (misquotes, stories):
        if not path.is_file():
            print(f"bench_quality: no {path.name} found; set FACTCHECK_SHARED_DATA to the measuring data.")
    if misquotes.is_file():
        measure_comparing(rows_of(misquotes)[: 45 if smoke else None], misquotes.parent / "sources")
    if stories.is_file():
        measure_finding(rows_of(stories)[: 3 if smoke else None])
    return 0


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# Comparing


@dataclass(frozen=True)
class Judged:
    """One misquote and what came out. `is_flagged`: the flag that its label calls for, if any, is there."""

    label: str
    file: str
    match: Match
    is_located: bool
    is_flagged: bool

    @property
    def is_right(self) -> bool:
        return self.is_located and self.is_flagged and self.match in RIGHT_CLASSES[self.label]


def measure_comparing(cases: list[Row], folder: Path) -> None:
    sources = load_sources(folder)
    judged = []
    for case in cases:
        claimed = (case.get("claimed_source") or "").rpartition("/")[2] or None
        judged.append(judge(case, *search(case["quote"], sources, case.get("speaker"), claimed)))
    files = {one.file for one in judged if one.file}
    print(f"comparing: {len(judged)} misquotes over {len(files)} transcripts\n")
    print_confusion(judged)
    shares = {
        file: statistics.mean(one.is_right for one in judged if one.file == file) for file in sorted(files)
    }  # absent quotations have no transcript
    print_worst("right (place, class and flag), by transcript", shares)


def judge(case: Row, name: str | None, found: Comparison) -> Judged:
    file = (case["source"] or "").rpartition("/")[2]
    called = CALLED_FLAGS.get(case["label"])
    flags = {flag.flag.value for flag in found.flags}
    if found.speaker_check is SpeakerCheck.OTHER:
        flags.add("other_speaker")
    return Judged(
        case["label"], file, found.match, is_located(case, file, name, found), called is None or called in flags
    )


def is_located(case: Row, file: str, name: str | None, found: Comparison) -> bool:
    """The spans cover the true passage, or of a splice each of its parts; "absent" where there is none."""
    if not file:
        return found.match in (Match.ABSENT, Match.UNCHECKABLE)
    covered = {at for span in found.spans for at in range(span.start, span.end)}
    starts, ends = (case[side] if isinstance(case[side], list) else [case[side]] for side in ("start", "end"))
    parts = [set(range(start, end)) for start, end in zip(starts, ends, strict=True)]
    if name != file or not covered:
        return False
    if len(parts) == 1:
        return len(covered & parts[0]) >= OVERLAP * len(covered | parts[0])
    return all(len(covered & part) >= OVERLAP * len(part) for part in parts)


def print_confusion(judged: Sequence[Judged]) -> None:
    """A Markdown table: a row for each label, a column for each class that was given."""
    classes = [match for match in Match if any(one.match is match for one in judged)]
    print(f"| label | cases | {' | '.join(match.value for match in classes)} | located | flagged |")
    print(f"| --- {'| ---: ' * (len(classes) + 3)}|")
    for label in RIGHT_CLASSES:
        row = [one for one in judged if one.label == label]
        if not row:
            continue
        given = Counter(one.match for one in row)
        counts = [f"**{given[m]}**" if given[m] and m in RIGHT_CLASSES[label] else str(given[m] or "") for m in classes]
        flagged = f"{statistics.mean(one.is_flagged for one in row):.3f}" if label in CALLED_FLAGS else ""
        located = f"{statistics.mean(one.is_located for one in row):.3f}"
        print(f"| {label} | {len(row)} | {' | '.join(counts)} | {located} | {flagged} |")
    macro = statistics.mean(
        statistics.mean(one.match in RIGHT_CLASSES[label] for one in judged if one.label == label)
        for label in {one.label for one in judged}
    )
    print(f"\n  right class, mean over the labels: {macro:.4f}")


def print_worst(name: str, shares: dict[str, float]) -> None:
    worst = min(shares, key=shares.__getitem__)
    print(f"  {name}: mean {statistics.mean(shares.values()):.3f}   worst {shares[worst]:.3f} ({worst})")


# Finding


@dataclass(frozen=True)
class Counts:
    """Of one story and one kind of quotation; `same` spans overlap by OVERLAP, `whole` have the right speaker too."""

    marked: int = 0
    found: int = 0
    same: int = 0
    whole: int = 0
    named: int = 0
    named_right: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, field) + getattr(other, field) for field in self.__dataclass_fields__))

    @property
    def span_f1(self) -> float:
        return f1(self.same, self.found, self.marked)

    @property
    def end_to_end_f1(self) -> float:
        return f1(self.whole, self.found, self.marked)

    @property
    def speakers(self) -> float:
        return self.named_right / self.named if self.named else 1.0


def f1(right: int, found: int, marked: int) -> float:
    return 2 * right / (found + marked) if found + marked else 1.0


def measure_finding(stories: list[Row]) -> None:
    print(f"\nfinding: {len(stories)} stories, spans that overlap by {OVERLAP}")
    for group, types in (("quoted", {"direct", "mixed"}), ("indirect", {"indirect"})):
        counts = {story["id"]: count(story, types) for story in stories}
        total = sum(counts.values(), Counts())
        print(
            f"  {group:9} {total.marked} marked, {total.found} found: span F1 {total.span_f1:.3f}"
            f"   speaker {total.speakers:.3f}   end to end F1 {total.end_to_end_f1:.3f}"
        )
        held = {story: one for story, one in counts.items() if one.marked or one.found}
        print_worst(f"  {group}, span F1 by story", {story: one.span_f1 for story, one in held.items()})
        print_worst(f"  {group}, speaker by story", {story: one.speakers for story, one in held.items()})
        print_worst(f"  {group}, end to end F1 by story", {story: one.end_to_end_f1 for story, one in held.items()})


def count(story: Row, types: set[str]) -> Counts:
    text = story["text"]
    marked = [one for one in story["quotes"] if one["type"] in types]
    found = [one.as_json() for one in find_quotations(text) if one.as_json()["type"] in types]
    pairs = paired(text, marked, found)
    taken = {id(theirs) for _, theirs in pairs}
    ignored = [range(start, end) for start, end in story.get("ignore") or []]
    left = [one for one in found if id(one) not in taken and not lies_in(one, ignored)]
    agree = [(ours, is_same_speaker(ours["speaker"], theirs["speaker"])) for ours, theirs in pairs]
    named = [right for ours, right in agree if ours["speaker"]]
    whole = sum(right for _, right in agree)
    return Counts(len(marked), len(pairs) + len(left), len(pairs), whole, len(named), sum(named))


def paired(text: str, marked: Iterable[Row], found: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Marked and found quotations of the same place, one to one, the closest first."""
    close = [
        (share, number, ours, theirs)
        for number, ours in enumerate(marked)
        for theirs in found
        if (share := shared(words_span(text, ours), words_span(text, theirs))) >= OVERLAP
    ]
    pairs: list[tuple[Row, Row]] = []
    used: set[int] = set()
    for _, _, ours, theirs in sorted(close, key=lambda pair: (-pair[0], pair[1])):
        if not used & {id(ours), id(theirs)}:
            used |= {id(ours), id(theirs)}
            pairs.append((ours, theirs))
    return pairs


def words_span(text: str, quotation: Row) -> tuple[int, int]:
    """From the first to the last letter or figure: marks at the ends are a matter of taste."""
    words = [*re.finditer(r"\w+", text[quotation["start"] : quotation["end"]])]
    start = quotation["start"]
    return (start + words[0].start(), start + words[-1].end()) if words else (start, start)


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def lies_in(quotation: Row, regions: Iterable[range]) -> bool:
    size = quotation["end"] - quotation["start"]
    return any(min(quotation["end"], r.stop) - max(quotation["start"], r.start) > size / 2 for r in regions)


def is_same_speaker(marked: Row | None, found: Row | None) -> bool:
    """True for mentions that overlap or share the last capitalised word before a comma; None only fits None."""
    if not marked or not found:
        return not marked and not found
    if min(marked["end"], found["end"]) > max(marked["start"], found["start"]):
        return True
    names = defaultdict(set)
    for side, mention in (("marked", marked), ("found", found)):
        for part in mention["text"].split(",")[:2]:
            names[side].update(re.findall(r"\b[A-Z][\w'’-]+", part)[-1:])
    return bool(names["marked"] & names["found"])


if __name__ == "__main__":
    sys.exit(main())
