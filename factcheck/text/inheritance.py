"""Speakers of quotations that stand alone, taken from the words before them where that is safe.

A sentence that is only a quotation belongs to the speaker just named. Across a paragraph break this holds once: after a
second unattributed paragraph, after a question or its answer, the speaker is left open. Pieces in a sentence without a
cue go on with the speaker of the sentence before them in the same paragraph.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.text import grammar
from factcheck.text.cue_reading import read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Sentence
from factcheck.text.indirect import MAX_CUES
from factcheck.text.marks import Marked
from factcheck.text.phrases import Phrase, can_speak, main_subject
from factcheck.text.scene import Attribution
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite


@dataclass(slots=True)
class _Memory:
    """Who spoke last: by an explicit rule or reported speech (`last`), or was only the subject (`subject`)."""

    last: Attribution | None = None
    last_block: int = -2
    is_explicit: bool = False
    is_question: bool = False
    is_unclosed: bool = False
    subject: Attribution | None = None
    subject_number: int = -2
    last_number: int = -2  # the sentence that names or continues `last`
    is_answer: bool = False  # `last` answers somebody's question: who goes on next paragraph is open


def is_floating(sentence: Sentence) -> bool:
    """True for a sentence of quotations and signs alone."""
    return all(token.kind in (QUOTE, PUNCT) for token in sentence.tokens) and bool(sentence.quotes)


def inherit(
    text: str,
    sentences: Sequence[Sentence],
    marked: Sequence[Marked],
    attributions: dict[int, Attribution],
    *,
    is_english: bool = True,
) -> dict[int, Attribution]:
    """The attributions with those added that floating quotations take over, by index of the marked stretch.

    In other languages only what goes on in its paragraph is taken over: who else was speaking cannot be read there.
    """
    complete = dict(attributions)
    memory = _Memory()
    for number, sentence in enumerate(sentences):
        own = [attributions[token.quote] for token in sentence.tokens if token.quote in attributions]
        if own:
            _remember(memory, own[-1], sentence.block, text, sentence, marked)
            memory.last_number = number
            continue
        if not is_floating(sentence):
            if is_english and not _go_on(memory, sentence, number, complete):
                _note_reported(memory, sentence, number)
            continue
        source = _source(memory, sentence, sentences, number, attributions)
        if source is None or not (is_english or source.rule == "continued"):
            continue
        for at in sentence.quotes:
            complete[sentence.tokens[at].quote] = source
        memory.is_explicit = memory.last_block == sentence.block and memory.is_explicit
        memory.last, memory.last_block = source, sentence.block
    return complete


def _remember(
    memory: _Memory, attribution: Attribution, block: int, text: str, sentence: Sentence, marked: Sequence[Marked]
) -> None:
    memory.is_answer = memory.is_question and memory.last_block != block
    memory.last, memory.last_block, memory.is_explicit = attribution, block, True
    final = marked[sentence.tokens[sentence.quotes[-1]].quote]
    memory.is_unclosed = not final.is_closed
    memory.is_question = "?" in text[max(final.start, final.end - 2) : final.end]


def _source(
    memory: _Memory,
    sentence: Sentence,
    sentences: Sequence[Sentence],
    number: int,
    attributions: dict[int, Attribution],
) -> Attribution | None:
    named = _name_line(sentences, number) if sentence.starts_paragraph else None
    if named is not None:
        return named
    if memory.last is not None and memory.last_block == sentence.block:
        return _taken(memory.last, "continued")
    is_next = memory.subject_number == number - 1 and sentences[number - 1].block == sentence.block
    if memory.subject is not None and is_next:
        return _taken(memory.subject, "subject_before")
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    if following is not None and following.block == sentence.block and following.tokens[0].kind == QUOTE:
        after = attributions.get(following.tokens[0].quote)
        if after is not None and after.rule in ("inverted", "following"):
            return _taken(after, "continued")
    if memory.last is None or memory.is_question or memory.is_answer or not memory.is_explicit:
        return None
    # An unclosed quotation says that the speaker goes on, if need be after a caption.
    reach = 2 if memory.is_unclosed else 1
    if memory.last_block < sentence.block - reach:
        return None
    return _taken(memory.last, "carried") if sentence.starts_paragraph else None


# A credit line is short: "Ann Cole, head of the mill's union in Dayton".
_LONGEST_NAME_LINE = 14


def _name_line(sentences: Sequence[Sentence], number: int) -> Attribution | None:
    """The name that alone follows a pull quote in its paragraph: `"…" Ann Cole, head nurse`."""
    if number + 1 >= len(sentences) or sentences[number + 1].block != sentences[number].block:
        return None
    line = sentences[number + 1]
    is_last = number + 2 >= len(sentences) or sentences[number + 2].block != line.block
    tokens = line.tokens
    if not is_last or line.quotes or len(tokens) > _LONGEST_NAME_LINE or has_finite(tokens, 0, len(tokens)):
        return None
    if len(tokens) < 2 or not (tokens[0].is_capital and tokens[1].is_capital):
        return None
    speaker = subject_after(tokens, 0, len(tokens))
    return None if speaker is None else Attribution(line, speaker, None, "name_line")


def _go_on(memory: _Memory, sentence: Sentence, number: int, complete: dict[int, Attribution]) -> bool:
    """Give pieces of a sentence without a cue to the speaker of the one before: `Cole agrees. Yet "it may fail."`

    True if there were pieces to give.
    """
    tokens = sentence.tokens
    is_next = memory.last_number == number - 1 and memory.last_block == sentence.block
    if memory.last is None or not sentence.quotes or not is_next:
        return False
    if any(tokens[at].low in CUES or tokens[at].text == ":" for at in range(len(tokens))):
        return False
    subject = main_subject(tokens, 0, len(tokens))
    if subject is not None and tokens[subject.end - 1].low in grammar.ORGANISATION_NOUNS:
        return False  # `The sign has "…"`: words of its own
    for at in sentence.quotes:
        complete[tokens[at].quote] = _taken(memory.last, "goes_on")
    memory.last_number = number
    return True


def _taken(attribution: Attribution, rule: str) -> Attribution:
    return Attribution(attribution.sentence, attribution.speaker, None, rule)


def _note_reported(memory: _Memory, sentence: Sentence, number: int) -> None:
    """Remember the speaker of reported speech, else the person a sentence is about."""
    tokens = sentence.tokens
    tried = 0
    for at, token in enumerate(tokens):
        if tried > MAX_CUES:
            break
        if token.low not in CUES:
            continue
        found = read_cue(tokens, at)
        tried += found is not None
        if found is None or found.mood != "finite" or found.cue.kind not in ("say", "that", "tell"):
            continue
        subject = subject_before(tokens, found)
        if subject is not None and tokens[subject.start].low not in ("who", "which", "it"):
            memory.last = Attribution(sentence, subject, None, "reported")
            memory.last_block, memory.is_explicit, memory.is_question = sentence.block, True, False
            memory.last_number = number
            return
    subject = main_subject(tokens, 0, len(tokens))
    if subject is None or not can_speak(tokens, subject) or not _is_person(sentence, subject):
        return
    memory.subject, memory.subject_number = Attribution(sentence, subject, None, "subject_before"), number


def _is_person(sentence: Sentence, phrase: Phrase) -> bool:
    words = [token for token in sentence.tokens[phrase.start : phrase.end] if token.kind == WORD]
    if words[0].low in ("he", "she"):
        return True
    people = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS
    if any(word.low in people or word.low.rstrip(".") in grammar.HONORIFICS for word in words):
        return True
    names = [word for word in words if word.is_capital]
    if len(words) == 1 and words[0].low.endswith("s"):
        return False  # "Prices" at the head of a sentence
    return len(names) == len(words) and 1 <= len(names) <= 3 and words[0].low not in grammar.DETERMINERS
