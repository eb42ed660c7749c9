"""Changed steps grown over a whole figure: "50,000,000" printed for "50 million" is one figure, written otherwise."""

from dataclasses import replace

from factcheck.text.equivalence import equivalence, is_figure_word
from factcheck.text.lexicon import PARTS_OF_WHOLE
from factcheck.text.match import OperationKind
from factcheck.text.steps import CHANGES, Step, StepMaker


def merge_figures(steps: list[Step], maker: StepMaker) -> list[Step]:
    """The steps with changes grown over the rest of their figure, where that makes the figures equal.

    "50,000,000" printed for "50 million" is one equivalent figure, not a replaced "50" beside a dropped "million".
    """
    merged = list(steps)
    index = 0
    while index < len(merged):
        step = merged[index]
        if step.kind in CHANGES and step.gap is None and (grown := _grown(merged, index, maker)):
            low, high, whole = grown
            merged[low:high] = whole
            index = low
        index += 1
    return merged


def _grown(steps: list[Step], index: int, maker: StepMaker) -> tuple[int, int, list[Step]] | None:
    """The steps that replace `steps[low:high]`, where the change at `index` is one figure written in two ways."""
    step = steps[index]
    keys = [token.key for token in maker.quote_tokens(step.q_low, step.q_high)]
    keys += [token.key for token in maker.source.tokens(step.s_low, step.s_high)]
    if not keys or not all(
        is_figure_word(key) or key in ("and", "to", "through", "a") or key in PARTS_OF_WHOLE for key in keys
    ):
        return None
    low, q_low, s_low = _reach(steps, index, -1, maker)
    high, q_high, s_high = _reach(steps, index, 1, maker)
    quote = maker.quote_tokens(q_low, q_high)
    source = maker.source.tokens(s_low, s_high)
    reason = equivalence(quote, source, maker.reading.text, maker.source.text)
    if reason is None:
        return None
    whole = [Step(OperationKind.EQUIVALENT, q_low, q_high, s_low, s_high, reason, jumps=steps[low].jumps)]
    first, last = steps[low], steps[high]
    if first.q_low < q_low:
        whole.insert(0, replace(first, q_high=q_low, s_high=s_low))
        whole[1] = replace(whole[1], jumps=False)
    if q_high < last.q_high:
        whole.append(replace(last, q_low=q_high, s_low=s_high, jumps=False))
    return low, high + 1, whole


# A figure has at most this many words beside the changed ones: "one hundred twenty-five million dollars".
_FIGURE_REACH = 6


def _reach(steps: list[Step], index: int, way: int, maker: StepMaker) -> tuple[int, int, int]:
    """How far the figure around `steps[index]` goes in one direction: step index, quotation index, source index."""
    step = steps[index]
    q, s = (step.q_low, step.s_low) if way < 0 else (step.q_high, step.s_high)
    at, taken = index, 0
    while taken < _FIGURE_REACH and 0 <= at + way < len(steps) and not steps[max(at, at + way)].jumps:
        neighbour = steps[at + way]
        if neighbour.kind in CHANGES and neighbour.gap is None:
            keys = [token.key for token in maker.quote_tokens(neighbour.q_low, neighbour.q_high)]
            keys += [token.key for token in maker.source.tokens(neighbour.s_low, neighbour.s_high)]
            if len(keys) > _FIGURE_REACH or not all(is_figure_word(key) or key == "and" for key in keys):
                break
            at += way
            q, s = (neighbour.q_low, neighbour.s_low) if way < 0 else (neighbour.q_high, neighbour.s_high)
            taken += 1
            continue
        if neighbour.kind is not OperationKind.SAME:
            break
        moved = 0
        while taken < _FIGURE_REACH and moved < neighbour.q_high - neighbour.q_low:
            place = q - 1 if way < 0 else q
            if not is_figure_word(maker.reading.keys[place]):
                break
            q, s, moved, taken = q + way, s + way, moved + 1, taken + 1
        if moved:
            at += way
        if moved < neighbour.q_high - neighbour.q_low:
            break
    return at, q, s
