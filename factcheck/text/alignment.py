"""Word alignment: which words of a quotation stand where in a window of the source.

Words are single characters of a string (see `source.SourceText`), so that the longest common subsequence comes from
rapidfuzz's bit-parallel code. What it aligns by chance far from the rest is cut off again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from factcheck.text.lexicon import FUNCTION_WORDS

FUNCTION_WEIGHT = 0.25  # a guess that holds on all dev sets between 0.1 and 0.4
CONTENT_WEIGHT = 1.0
# Cost of each word left out between two aligned runs, and its cap: what it takes to keep a run of chance words away.
_GAP_COST = 0.12
_MOST_GAP_COST = 4.0
# Edge words are looked for whole within this reach: "the", dropped by the scan, is not sought over half a page.
_EDGE_WORDS, _EDGE_REACH = 6, 12
_NEW_BLOCK_COST = 0.01  # of two equal chains, the one with fewer breaks


@dataclass(frozen=True, slots=True)
class Block:
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


def weigh(key: str) -> float:
    """How much a word says about where a quotation comes from; independent of the source, so that scores compare."""
    return FUNCTION_WEIGHT if key in FUNCTION_WORDS else CONTENT_WEIGHT


def align(quote_codes: str, source_codes: str, quote_from: int, source_from: int, weights: Sequence[float]) -> list[Block]:
    """The best chain of agreeing runs, in order on both sides; empty where nothing agrees.

    `weights` are those of the whole quotation, indexed as the blocks are: from `quote_from`.
    """
    forward = _best_chain(_matching(quote_codes, source_codes), weights, quote_from)
    if not forward:
        return []
    # A longest common subsequence takes the first of equal words. Read from the end of the passage it takes the last
    # ones, so that words repeated before the passage do not stretch it.
    end = forward[-1].source_end
    backward = _best_chain(_matching_from_end(quote_codes, source_codes[:end]), weights, quote_from)
    chain = max((forward, backward), key=lambda blocks: _chain_value(blocks, weights, quote_from))
    chain = _reattached(quote_codes, source_codes, chain)
    return [Block(block.quote + quote_from, block.source + source_from, block.size) for block in chain]


def _matching(quote_codes: str, source_codes: str) -> list[Block]:
    matched = LCSseq.editops(quote_codes, source_codes).as_matching_blocks()
    return [Block(block.a, block.b, block.size) for block in matched if block.size]


def _matching_from_end(quote_codes: str, source_codes: str) -> list[Block]:
    quote, source = len(quote_codes), len(source_codes)
    blocks = _matching(quote_codes[::-1], source_codes[::-1])
    return [Block(quote - block.quote_end, source - block.source_end, block.size) for block in reversed(blocks)]


def _chain_value(blocks: Sequence[Block], weights: Sequence[float], quote_from: int) -> float:
    """For choosing between two chains of one window: gaps cost little here, what is carried counts."""
    value = sum(_value(block, weights, quote_from) for block in blocks)
    return value - sum(_cost(before, after) for before, after in zip(blocks, blocks[1:], strict=False)) / 4


def _reattached(quote_codes: str, source_codes: str, blocks: list[Block]) -> list[Block]:
    """The chain with the quotation's first and last words put back where they stand whole, a few words away.

    "I, you know, think": a single common word is not worth its gap to the scan, but here it closes the quotation.
    """
    first, last = blocks[0], blocks[-1]
    chain = list(blocks)
    if 0 < first.quote <= _EDGE_WORDS:
        low = max(0, first.source - _EDGE_REACH)
        at = source_codes.rfind(quote_codes[: first.quote], low, first.source)
        if at >= 0:
            chain.insert(0, Block(0, at, first.quote))
    left = len(quote_codes) - last.quote_end
    if 0 < left <= _EDGE_WORDS:
        at = source_codes.find(quote_codes[last.quote_end :], last.source_end, last.source_end + _EDGE_REACH)
        if at >= 0:
            chain.append(Block(last.quote_end, at, left))
    return chain


def _value(block: Block, weights: Sequence[float], quote_from: int) -> float:
    return sum(weights[block.quote + quote_from : block.quote_end + quote_from])


def _cost(before: Block, after: Block) -> float:
    wide = max(after.source - before.source_end, after.quote - before.quote_end)
    return _NEW_BLOCK_COST + min(_MOST_GAP_COST, _GAP_COST * wide)


def _best_chain(blocks: list[Block], weights: Sequence[float], quote_from: int) -> list[Block]:
    """The consecutive blocks with the greatest weight less the cost of the gaps between them (Kadane's scan)."""
    best = current = 0.0
    best_range, start = (0, 0), 0
    for index, block in enumerate(blocks):
        value = _value(block, weights, quote_from)
        cost = _cost(blocks[index - 1], block) if index else 0.0
        if current > cost:
            current += value - cost
        else:
            current, start = value, index
        if current > best:
            best, best_range = current, (start, index + 1)
    return blocks[slice(*best_range)]
