"""What must hold for any two texts, tried on generated ones: tiling, offsets, repeatability, no exception."""

import os
import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.text import Comparison, Match, SourceText, compare
from factcheck.text.match import OperationKind
from factcheck.text.tokens import tokenize
from factcheck.text.turns import find_turns

# The full round of 10,000 takes half a minute of one core; it is run with this variable before a release.
FUZZED_TEXTS = int(os.environ.get("FACTCHECK_FUZZED_TEXTS", "1000"))

WORDS = (
    "we will not rebuild the old bridge by autumn never ten 10 $5 50 million don't can't I think about … ... [we]"
    " [not] — - (Laughter.) Q MS. PSAKI: THE PRESIDENT: May US us 1.5 % very, very, you know, well, \n\n . ? “ ” \" '"
    " [13] 日本 é 🙂 to 20 of and it's is a-\nb U.S. [I]t vote[s] half"
).split(" ")

near_words = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
any_text = st.text(max_size=120)
texts = st.one_of(near_words, any_text, st.tuples(near_words, any_text, near_words).map("".join))


def check(printed: str, recorded: str) -> Comparison:
    source = SourceText(recorded)
    found = compare(printed, source)
    assert found == compare(printed, SourceText(recorded)), "equal input, equal output"
    if found.match in (Match.ABSENT, Match.UNCHECKABLE):
        assert found.spans == () and found.operations == () and found.reason
        return found
    check_tiling(found, printed, recorded)
    if found.match is Match.EXACT:
        (span,) = found.spans
        assert recorded[span.start : span.end].split() == printed.split()
    return found


def check_tiling(found: Comparison, printed: str, recorded: str) -> None:
    """Quote ranges tile the quotation, source ranges tile the spans, and every range holds the words it names."""
    assert found.operations[0].quote_start == 0
    assert found.operations[-1].quote_end == len(printed)
    for before, after in pairwise(found.operations):
        assert before.quote_end == after.quote_start
    rest = list(found.operations)
    for span in found.spans:
        assert 0 <= span.start < span.end <= len(recorded)
        at = span.start
        while rest and rest[0].source_start == at and (at < span.end or rest[0].source_end == at):
            at = rest.pop(0).source_end
            if at == span.end and not (rest and rest[0].source_start == at == rest[0].source_end):
                break
        assert at == span.end
    assert not rest
    for operation in found.operations:
        assert printed[operation.quote_start : operation.quote_end] == operation.quote_words
        assert recorded[operation.source_start : operation.source_end] == operation.source_words
        if operation.kind is OperationKind.SAME:
            assert operation.quote_words.split() == operation.source_words.split()


@settings(max_examples=400, deadline=None)
@given(texts, texts)
@example("“", "“")
@example("[", "...")
@example("we will [not] rebuild", "we will rebuild")
@example("Q", "Q  \nQ  ")
def test_any_two_texts(printed: str, recorded: str) -> None:
    check(printed, recorded)


@settings(max_examples=300, deadline=None)
@given(near_words, st.integers(min_value=0, max_value=10_000))
def test_a_changed_copy_of_a_text(recorded: str, seed: int) -> None:
    """Words dropped, doubled, moved or put in: whatever the class, the mapping must hold."""
    chance = random.Random(seed)
    words = recorded.split(" ")
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(words) + 1)
        words[at : at + chance.randint(0, 3)] = chance.choices(WORDS, k=chance.randint(0, 2))
    check(" ".join(words), recorded)


@pytest.mark.slow
@settings(max_examples=FUZZED_TEXTS, deadline=None)
@given(texts, texts, texts, st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=40))
def test_many_fuzzed_texts(before: str, shared: str, after: str, low: int, high: int) -> None:
    """The quotation and the source share a middle, cut anywhere: most of these are located and so really tiled."""
    check(shared[low:] + after, before + shared[: max(low, len(shared) - high)] + after)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_token_is_a_slice_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) and token.key for token in tokens)
    assert all(before.end <= after.start for before, after in pairwise(tokens))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_turns_are_in_order_and_inside_the_text(text: str) -> None:
    turns = find_turns(text)
    assert all(0 <= turn.start <= turn.words_start <= turn.end <= len(text) for turn in turns)
    assert all(before.end == after.start for before, after in pairwise(turns))
