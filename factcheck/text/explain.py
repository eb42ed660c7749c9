"""Sentences for people about a comparison. All wording of the words' part of the product is here.

Every sentence is built from an operation, a cut or a flag; none says more than those hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factcheck.text.edges import Cut
from factcheck.text.match import Comparison, FlagName, Match, Operation, OperationKind

_LONGEST_WORDS, _MOST_DIFFERENCES = 160, 12  # characters of one side, sentences in all: what a reader takes in; guesses
_LINKING_WORDS = 2  # agreeing words between two changes that are told as one
# Flags whose words an operation's sentence has told already.
_TOLD_BY_OPERATIONS = frozenset(
    {FlagName.NEGATION, FlagName.NUMBER, FlagName.NAME, FlagName.HEDGE, FlagName.TENSE, FlagName.PRONOUN}
)

_MATCHES = {
    Match.EXACT: "The record has these words, character for character.",
    Match.TYPOGRAPHIC: "The record has the same words; only marks, capitals or spelling differ.",
    Match.DISFLUENCY: "The record has the same words; only fillers or repeated words were left out.",
    Match.MARKED: "Every difference from the record is marked in the quotation by brackets or an ellipsis.",
    Match.ALTERED: "The record has other words at this place.",
    Match.SPLICED: "The quotation joins words from separate places without a mark.",
    Match.PARAPHRASE: "The record says something close to this in other words.",
    Match.ABSENT: "These words were not found.",
    Match.UNCHECKABLE: "These words could not be compared.",
}
_TOUCHES = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
    "hedge": "a qualification",
    "tense": "the tense",
    "pronoun": "a pronoun",
}
_HOLDS = {
    "negation": "a negation",
    "condition": "a condition",
    "hedge": "a qualification",
    "attribution": "an attribution",
}
_DIFFERENCES = {
    "case": "capitals differ",
    "marks": "marks differ",
    "spelling": "spelling differs",
    "contraction": "a contraction is written out or made",
    "number": "the same figure is written in another way",
    "date": "a day is written in another way",
    "abbreviation": "a name is written short or in full",
    "compound": "a compound is written in another way",
}

REASON_EMPTY_SOURCE = "The source has no words."
REASON_EMPTY_QUOTATION = "The quotation has no words."
REASON_TOO_LONG = "The text is too long to be a quotation."
REASON_TOO_SHORT = "The quotation is too short, or its words too common, to be told apart from others."
REASON_OTHER_SCRIPT = "The quotation and the source are in different scripts."
REASON_ABSENT = "No passage of the source carries these words."


def quoted(words: str) -> str:
    """The words between marks, white space collapsed, long ones cut in the middle."""
    words = " ".join(words.split()).strip(" ,;")
    if len(words) > _LONGEST_WORDS:
        # Cut between words; an endless word is cut where it must be.
        head, tail = words[:100].rpartition(" ")[0] or words[:100], words[-50:].partition(" ")[2] or words[-50:]
        words = f"{head} […] {tail}"
    return f"“{words}”"


def describe_match(match: Match) -> str:
    return _MATCHES[match]


def describe_operation(operation: Operation) -> str:
    """One sentence for one operation, "" for words that are the same."""
    return _ended(_say(operation))


def _say(operation: Operation) -> str:
    recorded, printed = quoted(operation.source_words), quoted(operation.quote_words)
    match operation.kind:
        case OperationKind.DROPPED if operation.reason == "separate_place":
            return "What follows stands at another place of the record."
        case OperationKind.DROPPED if operation.reason == "stage_direction":
            return f"Left out as no spoken words: {recorded}."
        case OperationKind.DROPPED if operation.reason == "narration":
            return f"Between the parts of the quotation the record itself says {recorded}."
        case OperationKind.DROPPED if operation.reason == "struck":
            return f"Not printed: {recorded}, which the record itself corrects."
        case OperationKind.DROPPED if operation.reason == "correction":
            return f"The record corrects this to {recorded}; the correction is not printed."
        case OperationKind.DROPPED if operation.reason:
            return f"Left out as a filler or repeated words: {recorded}."
        case OperationKind.MOVED:
            return "What follows stands earlier in the record: the order was changed."
        case OperationKind.OMITTED:
            sentence = (
                f"The ellipsis leaves out {recorded}"
                if operation.source_words.strip()
                else ("The ellipsis leaves out a long passage")
            )
        case OperationKind.BRACKETED if operation.reason == "bracket" and operation.source_words.strip():
            sentence = f"Brackets stand for {recorded}; printed: {printed}"
        case OperationKind.BRACKETED:
            return f"Marked by brackets: {printed}."
        case OperationKind.EQUIVALENT if operation.reason == "question":
            return f"Only one of record and print has a question mark here: {printed}"
        case OperationKind.EQUIVALENT if operation.reason == "comparison":
            return f"A filler reads as a comparison: the record has {recorded}; printed: {printed}"
        case OperationKind.EQUIVALENT if operation.reason == "clause":
            return f"A clause is put to another sentence: the record has {recorded}; printed: {printed}"
        case OperationKind.EQUIVALENT if operation.reason == "marks" and operation.touches:
            return f"A mark beside a negation differs: the record has {recorded}; printed: {printed}"
        case OperationKind.EQUIVALENT if operation.reason == "marks" or recorded == printed:
            return ""  # the class says it; a sentence for each comma would hide the rest
        case OperationKind.EQUIVALENT:
            difference = _DIFFERENCES.get(operation.reason, "written otherwise")
            sentence = f"The same words, {difference}: the record has {recorded}; printed: {printed}"
        case _:
            return ""
    return sentence


def _ended(sentence: str) -> str:
    """The sentence with one full stop: the mark inside closing quotation marks is enough."""
    if not sentence:
        return ""
    bare = sentence.removesuffix(".")
    return bare if bare.endswith((".”", "!”", "?”", "…”")) else f"{bare}."


def _touched(touches: tuple[str, ...]) -> str:
    named = [_TOUCHES[touch] for touch in touches if touch in _TOUCHES]
    return f" (this changes {_listed(named)})" if named else ""


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def describe_cut(before: Cut | None, after: Cut | None, asks: bool = False) -> str:
    """A sentence on what the recorded sentence holds beyond the quotation."""
    parts = []
    if before:
        parts.append(f"begins with {quoted(before.words)}")
    if after:
        parts.append(f"goes on: {quoted(after.words)}")
    holds = sorted({hold for cut in (before, after) if cut for hold in cut.holds}, key=list(_HOLDS).index)
    sentence = _ended(f"The recorded sentence {' and '.join(parts)}")
    if asks:
        sentence = f"{sentence} It is a question."
    return f"{sentence} The part not printed holds {_listed([_HOLDS[hold] for hold in holds])}." if holds else sentence


def describe_passage(recorded: str) -> str:
    """The record's own words around a short or changed quotation."""
    return _ended(f"The record: {quoted(recorded)}")


def describe_flag(flag: FlagName, words: str) -> str:
    """A sentence for a flag that no operation explains."""
    return _ended(_say_flag(flag, words))


def describe_own(speaker: str) -> str:
    """The sentence for words that the record itself reports, of `speaker` or, where it is "", of nobody named."""
    return _ended(f"The record reports these as the words of {speaker}" if speaker else "The record quotes these words")


def _say_flag(flag: FlagName, words: str) -> str:
    match flag:
        case FlagName.OTHER_SPEAKER:
            return f"In the record these are the words of {words}."
        case FlagName.OTHER_SOURCE:
            return f"The words stand in another source than the one named: {words}."
        case FlagName.SEVERAL_PLACES:
            return f"The same words stand at {words} places."
        case FlagName.NOT_DISTINCTIVE:
            return "The quotation is short; without its context it says little about where it comes from."
        case FlagName.QUOTED_IN_SOURCE:
            return "The speaker is quoting somebody else here."
        case FlagName.TRANSLATION:
            return "The record gives an interpreter's words."
        case FlagName.OMISSION_CROSSES_SPEAKER:
            return f"Within or between the printed words somebody else speaks: {words}."
        case FlagName.OMISSION_HOLDS_NEGATION:
            return f"The ellipsis leaves out a negation, condition or qualification: {quoted(words)}."
        case FlagName.OMISSION_LONG:
            return f"The ellipsis leaves out {words} words."
        case FlagName.BRACKET_REPLACES_CONTENT:
            return f"The brackets stand for other words than recorded: {quoted(words)}."
        case _:
            return f"This change concerns {_TOUCHES.get(flag.value, flag.value)}: {quoted(words)}."


def explain(comparison: Comparison, passage: str) -> tuple[str, ...]:
    """The sentences of a comparison: its class, each difference, each flag, the record around it (`passage`, or "")."""
    sentences = [describe_match(comparison.match)]
    told = [sentence for stretch in _stretches(comparison.operations) if (sentence := _describe_stretch(stretch))]
    sentences += told[:_MOST_DIFFERENCES]
    if len(told) > _MOST_DIFFERENCES:
        sentences.append(f"There are {len(told) - _MOST_DIFFERENCES} more differences.")
    sentences += [flag.sentence for flag in comparison.flags if flag.flag not in _TOLD_BY_OPERATIONS]
    if passage:
        sentences.append(describe_passage(passage))
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Operations told in one sentence, and the agreeing ones around them."""

    operations: tuple[Operation, ...]
    before: Operation | None = None
    after: Operation | None = None


def _stretches(operations: Sequence[Operation]) -> Iterator[_Stretch]:
    """Each operation by itself, but unmarked changes together with those a word or two away."""
    at = 0
    while at < len(operations):
        end = at + 1
        if _is_change(operations[at]):
            reach = end
            while reach < len(operations) and (_is_change(operations[reach]) or _is_link(operations[reach])):
                reach += 1
                if _is_change(operations[reach - 1]):
                    end = reach
        before = operations[at - 1] if at else None
        yield _Stretch(tuple(operations[at:end]), before, operations[end] if end < len(operations) else None)
        at = end


def _is_change(operation: Operation) -> bool:
    kinds = (OperationKind.DROPPED, OperationKind.INSERTED, OperationKind.REPLACED)
    return operation.kind in kinds and operation.reason in ("", "case", "join", "unit", "accent")


def _is_link(operation: Operation) -> bool:
    agrees = operation.kind in (OperationKind.SAME, OperationKind.EQUIVALENT)
    return agrees and len(operation.source_words.split()) <= _LINKING_WORDS


def _describe_stretch(stretch: _Stretch) -> str:
    return _ended(_say_stretch(stretch))


def _say_stretch(stretch: _Stretch) -> str:
    """What the record has and what is printed, with a word of what agrees where one side alone would be nothing."""
    operations = stretch.operations
    if operations[0].kind is OperationKind.EQUIVALENT and operations[0].reason == "contraction":
        return describe_operation(_with_stem(operations[0], stretch.before))
    if operations[0].kind is OperationKind.EQUIVALENT and operations[0].reason == "marks":
        return describe_operation(_with_following(operations[0], stretch.after))
    if not _is_change(operations[0]):
        return describe_operation(operations[0])
    recorded = "".join(operation.source_words for operation in operations)
    printed = "".join(operation.quote_words for operation in operations)
    if not recorded.strip() or not printed.strip() or len(operations) > 1:
        recorded = (
            f"{_last_word(stretch.before, 'source_words')} {recorded}{_first_word(stretch.after, 'source_words')}"
        )
        printed = f"{_last_word(stretch.before, 'quote_words')} {printed}{_first_word(stretch.after, 'quote_words')}"
    touches = tuple(touch for touch in _TOUCHES if any(touch in operation.touches for operation in operations))
    if not printed.strip():
        return f"The record has {quoted(recorded)}; nothing of it is printed{_touched(touches)}."
    if not recorded.strip():
        return f"Printed but not in the record: {quoted(printed)}{_touched(touches)}."
    return f"The record has {quoted(recorded)}; printed: {quoted(printed)}{_touched(touches)}."


def _with_stem(operation: Operation, before: Operation | None) -> Operation:
    """The operation with the word before it: "it's" and "it is" say more than "'s" and "is"."""
    recorded, printed = _last_word(before, "source_words"), _last_word(before, "quote_words")
    glue = "" if _is_tail(operation.source_words) else " "
    printed_glue = "" if _is_tail(operation.quote_words) else " "
    return replace(
        operation,
        source_words=f"{recorded}{glue}{operation.source_words}",
        quote_words=f"{printed}{printed_glue}{operation.quote_words}",
    )


def _with_following(operation: Operation, after: Operation | None) -> Operation:
    """The operation with the word behind it, so that a mark won or lost stands between words."""
    return replace(
        operation,
        source_words=f"{operation.source_words.rstrip()}{_first_word(after, 'source_words')}",
        quote_words=f"{operation.quote_words.rstrip()}{_first_word(after, 'quote_words')}",
    )


def _is_tail(words: str) -> bool:
    return words[:1] in ("'", "’") or words[1:2] in ("'", "’")


def _last_word(operation: Operation | None, side: Literal["source_words", "quote_words"]) -> str:
    words = getattr(operation, side).split() if operation and operation.kind in _AGREEING else []
    return words[-1] if words else ""


def _first_word(operation: Operation | None, side: Literal["source_words", "quote_words"]) -> str:
    words = getattr(operation, side).split() if operation and operation.kind in _AGREEING else []
    return f" {words[0]}" if words else ""


_AGREEING = frozenset({OperationKind.SAME, OperationKind.EQUIVALENT})
