"""Warnings drawn from the operations of a comparison and from what surrounds its passage in the record."""

import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.text.edges import Cut, cuts, is_question, meant_keys, sentence_around
from factcheck.text.explain import describe_cut, describe_flag, describe_own
from factcheck.text.figures import counts_as_number, is_numeric
from factcheck.text.lexicon import (
    ATTRIBUTIONS,
    AUXILIARIES,
    BLURRING_WORDS,
    CLAUSE_OPENERS,
    CONDITION_PHRASES,
    FIGURE_HEDGES,
    FUNCTION_WORDS,
    GOVERNORS,
    HEDGES,
    STRONG_NEGATORS,
    TITLES,
)
from factcheck.text.match import Flag, FlagName, Operation, OperationKind, Severity, SpeakerCheck
from factcheck.text.own_quotations import OwnMarks
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.tokens import Token, tokenize

_TOUCHING = {
    name.value: name
    for name in (FlagName.NEGATION, FlagName.NUMBER, FlagName.NAME, FlagName.HEDGE, FlagName.TENSE, FlagName.PRONOUN)
}
_TOUCH_SEVERITY = {
    FlagName.NEGATION: Severity.CRITICAL,
    FlagName.NUMBER: Severity.CRITICAL,
    FlagName.NAME: Severity.CRITICAL,
    FlagName.HEDGE: Severity.HIGH,
}
# More recorded words than this under one ellipsis: a guess, about two long sentences.
LONG_OMISSION_WORDS = 50
# A quotation with less content than this fits many places.
_DISTINCTIVE_CONTENT_WORDS = 3
_PRINTING = frozenset({OperationKind.SAME, OperationKind.EQUIVALENT, OperationKind.REPLACED})
_SUBJECTS = frozenset("i we he she they".split())
_FEW_WORDS = 3  # of so few left-out words each stands beside what is printed
_CLAUSE_WORDS = 4  # fewer printed words out of a question state nothing
_ASIDE_MARKS = tuple(",;:—–-)")
_STOPS = (".", "!", "?")
_SENTENCE_END = re.compile(r"[.!?]\s")
_BE_BEFORE = re.compile(r"\b(?:am|is|are|was|were|be|been)\s*$", re.IGNORECASE)
_TO_AFTER = re.compile(r"\s*to\b", re.IGNORECASE)
_INTERPRETED = ("as interpreted", "(through interpreter", "(via interpreter")
_REACH_CHARACTERS = 2_000


def change_flags(operations: Iterable[Operation]) -> Iterator[Flag]:
    """One flag for each class that an unmarked or bracketed change touches, with the words of all such operations."""
    words: dict[FlagName, list[str]] = {}
    for operation in operations:
        if operation.kind is OperationKind.OMITTED or _writes_out(operation):
            continue
        for touch in operation.touches:
            if touch in _TOUCHING:
                changed = " ".join(f"{operation.source_words} / {operation.quote_words}".split()).strip(" /")
                words.setdefault(_TOUCHING[touch], []).append(changed)
    for flag, changes in words.items():
        joined = "; ".join(changes)
        yield Flag(flag, joined, _TOUCH_SEVERITY.get(flag, Severity.MEDIUM), describe_flag(flag, joined))


def omission_flags(operations: Iterable[Operation], source: SourceText) -> Iterator[Flag]:
    """What the quotation's own ellipses leave out: a negation, another speaker, a long stretch."""
    for operation in operations:
        if operation.kind is not OperationKind.OMITTED:
            continue
        tokens = tokenize(operation.source_words)
        if _governs(operation, tokens, source.text):
            yield _flag(FlagName.OMISSION_HOLDS_NEGATION, " ".join(operation.source_words.split()), Severity.HIGH)
        if head := _cut_subject(operation, tokens, source):
            yield Flag(FlagName.CUT_MID_SENTENCE, head.words, Severity.HIGH, describe_cut(head, None))
        if cut := _cut_figure(operation, tokens, source):
            yield _flag(FlagName.NUMBER, cut, Severity.CRITICAL)
        if len(tokens) > LONG_OMISSION_WORDS:
            yield _flag(FlagName.OMISSION_LONG, str(len(tokens)), Severity.MEDIUM)
        elif operation.reason == "long_omission":
            yield _flag(FlagName.OMISSION_LONG, "very many", Severity.HIGH)


def _governs(operation: Operation, tokens: Sequence[Token], text: str) -> bool:
    """True where what is left out decides whether the printed words hold: a negation anywhere, and in the sentences of
    the printed words a refusal, an exception or a condition, or a guess right beside them."""
    if any(token.key in STRONG_NEGATORS for token in tokens):
        return True
    parts = _SENTENCE_END.split(operation.source_words)
    before = text[max(0, operation.source_start - 4) : operation.source_start]
    begins = not before.rstrip().endswith(_STOPS)
    ends = not operation.source_words.rstrip().endswith(_STOPS)
    for part in (*parts[: int(begins)], *parts[len(parts) - int(ends) :]):
        keys = [token.key for token in tokenize(part)]
        if any(key in GOVERNORS for key in keys) or any(
            phrase == tuple(keys[at : at + len(phrase)]) for phrase in CONDITION_PHRASES for at in range(len(keys))
        ):
            return True
    if _BE_BEFORE.search(text, max(0, operation.source_start - 8), operation.source_start) and _TO_AFTER.match(
        text, operation.source_end
    ):
        return True  # "We were … to sign": about, or forced
    nearest = tokens if len(tokens) <= _FEW_WORDS else (tokens[0], tokens[-1])
    return any(key in BLURRING_WORDS for key in meant_keys(nearest, operation.source_words)) or (
        begins and ends and len(parts) == 1 and _subordinates(operation, tokens)
    )


def _cut_subject(operation: Operation, tokens: Sequence[Token], source: SourceText) -> Cut | None:
    """The unprinted head of a clause whose rest an ellipsis hangs on another subject, None where there is none.

    "They will steal it. We will guard it" is not "They will … guard it".
    """
    words = operation.source_words.rstrip()
    if not tokens or tokens[-1].end != len(words) or tokens[-1].key not in AUXILIARIES | _SUBJECTS:
        return None
    breaks = [found.end() for found in _SENTENCE_END.finditer(words)]
    start = breaks[-1] if breaks else next((token.start for token in tokens[-2:] if token.key in _SUBJECTS), None)
    sentence = sentence_around(source, Span(operation.source_start, operation.source_start))
    if start is None or sentence.start >= operation.source_start:
        return None
    head = next((token.key for token in tokens if token.start >= start), "")
    if head == source.key_of(source.word_at(sentence.start)):
        return None
    return Cut(Span(operation.source_start + start, operation.source_start + len(words)), words[start:], ())


def _cut_figure(operation: Operation, tokens: Sequence[Token], source: SourceText) -> str:
    """The recorded figure of which an ellipsis leaves out the sign, the bound, the scale or the unit; "" for none."""
    if not tokens:
        return ""
    first = source.word_at(operation.source_start)
    low, high = first - 1, first + len(tokens)
    if high < len(source) and counts_as_number(source.key_of(high)) and not source.ends_clause(high - 1):
        last = tokens[-1].key
        if last == "minus" or is_numeric(last) or last in FIGURE_HEDGES:
            return source.text[source.start_of(high - 1) : source.end_of(high)]
    if low >= 0 and counts_as_number(source.key_of(low)) and not source.ends_clause(low) and is_numeric(tokens[0].key):
        return source.text[source.start_of(low) : source.end_of(first)]
    return ""


def _subordinates(operation: Operation, tokens: Sequence[Token]) -> bool:
    """True where the left-out words make the printed ones part of another clause or name: "He … left" for "He said she
    left", "the bridges" for "one of the bridges".

    An aside between marks ("the bridge, which he built, fell") does not.
    """
    if not tokens or operation.source_words.rstrip()[-1:] in _ASIDE_MARKS:
        return False
    keys = [token.key for token in tokens]
    return keys[-1] in ("to", "of") or any(key in CLAUSE_OPENERS or key in ATTRIBUTIONS for key in keys)


def crossing_flags(source: SourceText, operations: Sequence[Operation]) -> Iterator[Flag]:
    """A flag where the printed words are those of several speakers, or where another one speaks between them."""
    printed = printed_turns(source, operations)
    if not printed:
        return
    own = source.turns[printed[0]].speaker
    between: list[int] = []
    for operation in operations:
        if operation.kind is OperationKind.OMITTED:
            between += turns_between(source, operation.source_start, operation.source_end)
    others = [
        source.turns[turn].speaker
        for turn in sorted({*printed, *between})
        if _bare(source.turns[turn].speaker) != _bare(own)
    ]
    if others:
        yield _flag(FlagName.OMISSION_CROSSES_SPEAKER, others[0], Severity.HIGH)


def _bare(label: str) -> str:
    """A label without its marks: transcripts write "MS. PSAKI" and "MS PSAKI"."""
    return "".join(filter(str.isalnum, label)).casefold()


def printed_turns(source: SourceText, operations: Iterable[Operation]) -> list[int]:
    """Indices of the turns that hold recorded words which the quotation prints, ascending within each operation."""
    found: list[int] = []
    for operation in operations:
        if operation.kind in _PRINTING and operation.source_words.strip():
            end = operation.source_start + len(operation.source_words.rstrip())
            found += turns_between(source, operation.source_start, end)
    return list(dict.fromkeys(found))


def turns_between(source: SourceText, start: int, end: int) -> list[int]:
    """Indices of the turns whose words, not their label alone, lie between two offsets."""
    first = source.turn_index_at(start)
    last = source.turn_index_at(max(start, end - 1))
    if first is None or last is None:
        return [turn for turn in (first, last) if turn is not None]
    return [turn for turn in range(first, last + 1) if source.turns[turn].words_start < end]


def bracket_flags(operations: Sequence[Operation]) -> Iterator[Flag]:
    """Brackets that stand for recorded content, or that put in a negation, a number or a qualification of their own."""
    for index, operation in enumerate(operations):
        is_bracket = operation.kind is OperationKind.BRACKETED and operation.reason == "bracket"
        # An ellipsis may stand beside a bracket: "We … [never] sign".
        is_both = operation.kind is OperationKind.OMITTED and "[" in operation.quote_words
        if not (is_bracket or is_both):
            continue
        printed = tokenize(operation.quote_words)
        recorded = tokenize(operation.source_words) if is_bracket else []
        replaced = [
            token.key for token in recorded if token.key not in FUNCTION_WORDS or token.key in GOVERNORS | HEDGES
        ]
        if not any(token.key in AUXILIARIES for token in printed):
            # "[the committee] have a chance" for "they will have a chance": the verb went with the pronoun.
            replaced += [token.key for token in recorded if token.key in AUXILIARIES and token.key not in HEDGES]
        put_in = set(meant_keys(printed, operation.quote_words)) - {token.key for token in recorded}
        alters = any(key in GOVERNORS or key in HEDGES or counts_as_number(key) for key in put_in)
        if alters and not _is_expansion(printed, recorded):
            alters = not all(counts_as_number(key) for key in put_in & _countables(put_in)) or bool(replaced)
        lost = [key for key in replaced if key not in {token.key for token in printed}]
        makes_word = is_bracket and _is_inside_word(operations, index)
        if (lost and not _is_expansion(printed, recorded)) or alters or makes_word:
            words = f"{operation.source_words} / {operation.quote_words}".strip(" /")
            yield _flag(FlagName.BRACKET_REPLACES_CONTENT, " ".join(words.split()), Severity.HIGH)


def _is_inside_word(operations: Sequence[Operation], index: int) -> bool:
    """True for a bracket that makes another word of its neighbour: "with[out]", "[dis]agree", "can['t]"."""
    words = operations[index].quote_words
    before = operations[index - 1].quote_words if index else ""
    after = operations[index + 1].quote_words if index + 1 < len(operations) else ""
    return (words[:1] == "[" and before[-1:].isalnum()) or (words[-1:] == "]" and after[:1].isalnum())


def _countables(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if counts_as_number(key)}


def _writes_out(operation: Operation) -> bool:
    """True for a bracket that writes out the recorded abbreviation."""
    is_bracket = operation.kind is OperationKind.BRACKETED
    return is_bracket and _abbreviates(tokenize(operation.quote_words), tokenize(operation.source_words))


def _abbreviates(printed: Sequence[Token], recorded: Sequence[Token]) -> bool:
    for short, long in ((recorded, printed), (printed, recorded)):
        key = short[0].key.replace(".", "") if len(short) == 1 else ""
        initials = "".join(token.key[0] for token in long if token.key not in FUNCTION_WORDS)
        # "CDC" stands for the Centers for Disease Control and Prevention.
        if len(key) > 1 and (key == initials or (len(key) > 2 and key == initials[:-1])):
            return True
    return False


def _is_expansion(printed: Sequence[Token], recorded: Sequence[Token]) -> bool:
    """True where one side abbreviates the other ("CDC" and "Centers for Disease Control") or the bracket only names a
    title's bearer ("the President" and "Biden" is not: that is a reading)."""
    if _abbreviates(printed, recorded):
        return True
    keys = {token.key for token in printed}
    return all(token.key in keys or (token.key in TITLES and token.key in keys) for token in recorded)


def surrounding_flags(
    source: SourceText, spans: Sequence[Span], quotation: str, own: OwnMarks | None = None
) -> Iterator[Flag]:
    """A recorded sentence cut short, words that the record quotes, an interpreter.

    `own`: whom the record itself credits with the words, where it reports them; what its writer says around the marks
    of the credited speaker is nothing that was cut from the speech.
    """
    first, last = spans[0], spans[-1]
    is_own = own is not None and own.check is SpeakerCheck.SAME
    before, after = cuts(source, first, own.first if own and is_own else None)
    if is_own or last != first:
        _, after = cuts(source, last, own.last if own and is_own else None)
    if before or after:
        asks = bool(before) and "?" not in quotation and is_question(source, last)
        yield _cut_flag(before, after, quotation, asks and len(quotation.split()) >= _CLAUSE_WORDS)
    if own is not None:
        yield _own_flag(own)
    elif is_quoted(source, first):
        yield _flag(FlagName.QUOTED_IN_SOURCE, source.text[first.start : first.end], Severity.MEDIUM)
    if _is_interpreted(source, first):
        yield _flag(FlagName.TRANSLATION, "", Severity.LOW)


def _own_flag(own: OwnMarks) -> Flag:
    """Who is quoted: nothing to look at where it is the credited speaker."""
    severity = Severity.LOW if own.check is SpeakerCheck.SAME else Severity.MEDIUM
    return Flag(FlagName.QUOTED_IN_SOURCE, own.speaker, severity, describe_own(own.speaker))


def _cut_flag(before: Cut | None, after: Cut | None, quotation: str, asks: bool) -> Flag:
    """`asks`: the recorded sentence is a question, and what is printed of it reads as a statement."""
    holds = [hold for cut in (before, after) if cut for hold in cut.holds]
    is_fragment = bool(before) and not quotation.lstrip("\"'“‘[(").startswith(("…", "..."))
    severity = Severity.HIGH if holds or asks else Severity.MEDIUM if is_fragment and after else Severity.LOW
    words = " / ".join(cut.words for cut in (before, after) if cut)
    return Flag(FlagName.CUT_MID_SENTENCE, words, severity, describe_cut(before, after, asks))


def is_quoted(source: SourceText, span: Span) -> bool:
    """True where an opening mark before the passage, in its paragraph, is not closed before it."""
    text = source.text
    paragraph = max(text.rfind("\n", 0, span.start) + 1, span.start - _REACH_CHARACTERS)
    before = text[paragraph : span.start]
    if before.count("“") > before.count("”"):
        return True
    return before.count('"') % 2 == 1 and '"' in text[span.start : span.end + 200].partition("\n")[0]


def _is_interpreted(source: SourceText, span: Span) -> bool:
    turn = source.turn_index_at(span.start)
    if turn is None:
        return False
    held = source.turns[turn]
    return any(mark in source.text[held.start : held.words_start + 60].lower() for mark in _INTERPRETED)


def is_distinctive(keys: Sequence[str]) -> bool:
    """True for a quotation with enough words of its own to point to one place."""
    content = [key for key in keys if key not in FUNCTION_WORDS]
    return len(content) >= _DISTINCTIVE_CONTENT_WORDS or (len(content) == 2 and len(keys) >= 5) or len(keys) >= 8


def place_flags(keys: Sequence[str], occurrences: int, quotation: str) -> Iterator[Flag]:
    if not is_distinctive(keys):
        yield _flag(FlagName.NOT_DISTINCTIVE, quotation, Severity.MEDIUM)
    if occurrences > 1:
        yield _flag(FlagName.SEVERAL_PLACES, str(occurrences), Severity.MEDIUM)


def speaker_flag(check: SpeakerCheck, recorded: str | None) -> Iterator[Flag]:
    if check is SpeakerCheck.OTHER and recorded:
        yield _flag(FlagName.OTHER_SPEAKER, recorded, Severity.HIGH)


def source_flag(found: str) -> Flag:
    """The flag for words found in another source than the one the article names."""
    return _flag(FlagName.OTHER_SOURCE, found, Severity.HIGH)


def _flag(flag: FlagName, words: str, severity: Severity) -> Flag:
    return Flag(flag, words, severity, describe_flag(flag, words))
