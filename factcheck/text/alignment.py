"""Word alignment: which words of a quotation stand where in a window of the source.

Words are single characters of a string (see `source.SourceText`), so that the longest common subsequence comes from
rapidfuzz's bit-parallel code. What it aligns by chance far from the rest is cut off again.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from factcheck.text.figures import is_numeric
from factcheck.text.lexicon import FUNCTION_WORDS

FUNCTION_WEIGHT = 0.25  # a guess; from 0.1 to 0.4 nothing changes in the scores
CONTENT_WEIGHT = 1.0
# Figures are what changes most often and may be written in several ways; the words around them stay. A guess.
FIGURE_WEIGHT = 0.4
# Cost of each word left out between two aligned runs, and its cap: what it takes to keep a run of chance words away.
# Guesses.
_GAP_COST = 0.12
_MOST_GAP_COST = 4.0
# Words left out over a sentence's end are a likelier sign of another place than words left out inside one; the few at
# the end itself ("So," before the next sentence) are not. Guesses.
_SENTENCE_COST, _WORDS_AT_SENTENCE_END = 1.0, 2
_EDGE_WORDS = 6  # a guess
_SENTENCE_OPENING = 3  # so many words that stand again nearer to the rest are taken there, even with a word between
_NEW_BLOCK_COST = 0.01  # of two equal chains, the one with fewer breaks


class Block(NamedTuple):
    """`size` words that agree: quotation words from `quote`, source words from `source`."""

    quote: int
    source: int
    size: int

    @property
    def quote_end(self) -> int:
        return self.quote + self.size

    @property
    def source_end(self) -> int:
        return self.source + self.size


@lru_cache(maxsize=1 << 15)
def weigh(key: str) -> float:
    """How much a word says about where a quotation comes from; independent of the source, so that scores compare."""
    if is_numeric(key):
        return FIGURE_WEIGHT
    return FUNCTION_WEIGHT if key in FUNCTION_WORDS else CONTENT_WEIGHT


def align(
    quote_codes: str, source_codes: str, weights: Sequence[float], breaks: Callable[[int, int], bool]
) -> list[Block]:
    """The best chain of agreeing runs, in order on both sides; empty where nothing agrees.

    `weights`: of each quotation word; `breaks(low, high)`: whether a sentence ends after one of the words low..high
    of the source window. Blocks are counted from the start of both strings.
    """
    cost = _Costs(weights, breaks)
    matched = _matching(quote_codes, source_codes)
    forward = _best_chain(matched, cost)
    if not forward:
        return []
    # A longest common subsequence takes the first of equal words. Read from the end of the passage it takes the last
    # ones, so that words repeated before the passage do not stretch it. What matched behind the passage may be its
    # end, where its first words were taken from an earlier sentence.
    ends = {forward[-1].source_end, matched[-1].source_end}
    backward = [_best_chain(_matching_from_end(quote_codes, source_codes[:end]), cost) for end in sorted(ends)]
    best = max((forward, *backward), key=cost.chain_value)
    chain = _closed_up(source_codes, _compacted(source_codes, best))
    return _with_edges(quote_codes, source_codes, chain, breaks)


class _Costs:
    """What agreeing words are worth and what the gaps between them cost."""

    def __init__(self, weights: Sequence[float], breaks: Callable[[int, int], bool]) -> None:
        self.weights, self.breaks = weights, breaks

    def value(self, block: Block) -> float:
        return sum(self.weights[block.quote : block.quote_end])

    def gap(self, before: Block, after: Block) -> float:
        dropped = after.source - before.source_end
        wide = max(dropped, after.quote - before.quote_end)
        cost = _NEW_BLOCK_COST + min(_MOST_GAP_COST, _GAP_COST * wide)
        if dropped > _WORDS_AT_SENTENCE_END and self.breaks(before.source_end - 1, after.source):
            cost += _SENTENCE_COST
        return cost

    def chain_value(self, blocks: Sequence[Block]) -> float:
        """For choosing between two chains of one window: gaps cost little here, what is carried counts."""
        gaps = sum(self.gap(before, after) for before, after in pairwise(blocks))
        return sum(map(self.value, blocks)) - gaps / 4


def _compacted(source_codes: str, blocks: list[Block]) -> list[Block]:
    """The chain with the first block moved up to the second where the same words stand again nearer to that one.

    "We learned of the [old plan. We learned of the] new plan": the passage is the second sentence, not both.
    """
    while len(blocks) > 1 and blocks[0].source_end < blocks[1].source:
        first, second = blocks[:2]
        at = source_codes.rfind(source_codes[first.source : first.source_end], first.source + 1, second.source)
        touches = first.quote_end == second.quote and at + first.size == second.source
        if at < 0 or not (touches or first.size >= _SENTENCE_OPENING):
            break
        moved = Block(first.quote, at, first.size)
        if not touches:
            return [moved, *blocks[1:]]
        blocks = [Block(first.quote, at, first.size + second.size), *blocks[2:]]
    return blocks


def _closed_up(source_codes: str, blocks: list[Block]) -> list[Block]:
    """The chain with the last block moved down to the one before it where the same words stand nearer to that one."""
    if len(blocks) < 2 or blocks[-1].size < _SENTENCE_OPENING:
        return blocks
    before, last = blocks[-2:]
    at = source_codes.find(source_codes[last.source : last.source_end], before.source_end, last.source_end - 1)
    return [*blocks[:-1], Block(last.quote, at, last.size)] if at >= 0 else blocks


def _with_edges(
    quote_codes: str, source_codes: str, blocks: list[Block], breaks: Callable[[int, int], bool]
) -> list[Block]:
    """The chain with what agrees of the quotation's first and last words a few words away, inside the sentence.

    "I, you know, think": a single common word is not worth its gap to the scan, but here it closes the quotation.
    """
    first, last = blocks[0], blocks[-1]
    chain = list(blocks)
    if 0 < first.quote <= _EDGE_WORDS:
        low = max(0, first.source - _reach(first.quote))
        while breaks(low, first.source):
            low += 1
        near = _matching_from_end(quote_codes[: first.quote], source_codes[low : first.source])
        chain[:0] = [Block(block.quote, block.source + low, block.size) for block in near]
    left = len(quote_codes) - last.quote_end
    if 0 < left <= _EDGE_WORDS:
        high = min(len(source_codes), last.source_end + _reach(left))
        while breaks(last.source_end - 1, high - 1):
            high -= 1
        near = _matching(quote_codes[last.quote_end :], source_codes[last.source_end : high])
        chain += [Block(block.quote + last.quote_end, block.source + last.source_end, block.size) for block in near]
    return chain


def _reach(words: int) -> int:
    return 3 * words + 2


def _matching(quote_codes: str, source_codes: str) -> list[Block]:
    matched = LCSseq.editops(quote_codes, source_codes).as_matching_blocks()
    return [Block(block.a, block.b, block.size) for block in matched if block.size]


def _matching_from_end(quote_codes: str, source_codes: str) -> list[Block]:
    quote, source = len(quote_codes), len(source_codes)
    blocks = _matching(quote_codes[::-1], source_codes[::-1])
    return [Block(quote - block.quote_end, source - block.source_end, block.size) for block in reversed(blocks)]


def _best_chain(blocks: list[Block], costs: _Costs) -> list[Block]:
    """The consecutive blocks with the greatest weight less the cost of the gaps between them (Kadane's scan)."""
    best = current = 0.0
    best_range, start = (0, 0), 0
    for index, block in enumerate(blocks):
        cost = costs.gap(blocks[index - 1], block) if index else 0.0
        if current > cost:
            current += costs.value(block) - cost
        else:
            current, start = costs.value(block), index
        if current > best:
            best, best_range = current, (start, index + 1)
    return blocks[slice(*best_range)]
