"""Who is credited with a quotation: named rules in order, the first that fits wins.

Each rule looks at one sentence, its quotations folded, and either names a speaker and a cue or says nothing. What no
rule explains may inherit the speaker of the words before it (`inheritance.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from factcheck.text import grammar
from factcheck.text.cue_reading import TAKES_AS, FoundCue, is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Sentence, Token
from factcheck.text.marks import Marked
from factcheck.text.phrases import Phrase, can_speak, main_subject, phrase_ending
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite, is_finite_at, is_past


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token positions of speaker and cue in `sentence`, and the rule that found them; an inherited one has no cue."""

    sentence: Sentence
    speaker: Phrase
    cue: Phrase | None
    rule: str


@dataclass(slots=True)
class Scene:
    """A quotation at token `at` in its sentence, with what earlier quotations of the sentence were given."""

    text: str
    sentence: Sentence
    at: int
    marked: Sequence[Marked]
    by_cue: dict[int, Attribution] = field(default_factory=dict)  # of earlier quotations, by position of the cue

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @property
    def stretch(self) -> Marked:
        return self.marked[self.tokens[self.at].quote]

    def found(self, speaker: Phrase, cue: Phrase | None, rule: str) -> Attribution:
        return Attribution(self.sentence, speaker, cue, rule)


# Inside these bounds a rule looks for a cue; both are far above what news sentences need.
_LEFT_REACH = 60
_RIGHT_REACH = 45
_MAX_ROLE_WORDS = 6  # "said assistant deputy public works director Ann Cole" has five
_OPEN_ENDS = frozenset(",?!—–-…")
_COGNITION = frozenset("believe think hope fear expect feel".split())


def last_sign(scene: Scene) -> str:
    """Last sign inside the marks, nested closing marks and spaces aside."""
    stretch, at = scene.stretch, scene.stretch.end - 1
    while at > stretch.start and (scene.text[at].isspace() or scene.text[at] in "'’”"):
        at -= 1
    return scene.text[at] if at >= stretch.start else ""


def is_first(scene: Scene) -> bool:
    """True if nothing but a lead word or a sign stands before the quotation in its sentence."""
    return all(token.kind == PUNCT or token.low in grammar.LEAD_WORDS for token in scene.tokens[: scene.at])


def _ends_open(scene: Scene) -> bool:
    """True if the sentence must go on after the quotation: comma inside or outside, "?", "!", a dash.

    Not where a cue stands directly before it: `When Tom said "yes", Ann said "no"`.
    """
    before = scene.at - 1
    if before >= 0 and scene.tokens[before].text in (",", ":"):
        before -= 1
    if before >= 0 and (found := read_cue(scene.tokens, before)) is not None and found.mood == "finite":
        return False
    following = scene.at + 1
    if following >= len(scene.tokens):
        return False
    if scene.tokens[following].text in (",", "—", "–", "--", "-"):
        return True
    return last_sign(scene) in _OPEN_ENDS or (is_first(scene) and last_sign(scene) != ".")


def _after_comma(scene: Scene) -> int:
    tokens, at = scene.tokens, scene.at + 1
    while at < len(tokens) and tokens[at].text in (",", *_DASHES):
        at += 1
    if at < len(tokens) and tokens[at - 1].text in _DASHES:
        return _after_aside(tokens, at)
    return at


_DASHES = ("—", "–", "--", "-")
_ASIDE_REACH = 14


def _after_aside(tokens: Sequence[Token], start: int) -> int:
    """Position after `and a costly one --` where a cue follows the second dash, else `start`."""
    for at in range(start, min(len(tokens) - 1, start + _ASIDE_REACH)):
        if tokens[at].kind == QUOTE:
            break
        if tokens[at].text in _DASHES:
            return at + 1 if tokens[at + 1].is_lower and tokens[at + 1].low in CUES else start
    return start


_NO_SUBJECT = frozenset("that this such no but and so when while as in on at after before if".split())
_PHRASE_OPENERS = (
    grammar.DETERMINERS
    | grammar.POSSESSIVES
    | grammar.SUBJECT_PRONOUNS
    | grammar.INDEFINITE_SPEAKERS
    | grammar.ROLE_NOUNS
    | grammar.MALE_NOUNS
    | grammar.FEMALE_NOUNS
    | frozenset("former senior local state federal another campaign company government".split())
) - _NO_SUBJECT
_CLOSED_WORDS = (
    grammar.PREPOSITIONS
    | grammar.SUBORDINATORS
    | grammar.COORDINATORS
    | grammar.AUXILIARIES
    | grammar.ADVERBS
    | frozenset(("to", "which", "who", "not"))
)


def _opens_phrase(tokens: Sequence[Token], at: int) -> bool:
    """True if a noun phrase can begin here."""
    if at >= len(tokens) or tokens[at].kind != WORD:
        return False
    token = tokens[at]
    if token.text[0] == "@":
        return True
    if token.text[0].isdigit():
        return "-" in token.text  # `wrote 43-year-old Martin Taylor`
    if token.is_capital:
        return token.low not in _NO_SUBJECT
    return token.low in _PHRASE_OPENERS or token.low.rstrip("s") in grammar.ROLE_NOUNS


def _may_open_phrase(tokens: Sequence[Token], at: int) -> bool:
    """True for a bare noun (`study author Ann Cole said`): no function word and no verb."""
    if at >= len(tokens) or not tokens[at].is_lower or is_finite_at(tokens, at):
        return False
    return tokens[at].low not in _CLOSED_WORDS and not tokens[at].low.endswith("ing")


def _opens_with_role(tokens: Sequence[Token], at: int) -> bool:
    """True for bare nouns before a full name: `said city spokesman Tom Reed`."""
    if not _may_open_phrase(tokens, at):
        return False
    stop = at
    while stop - at < _MAX_ROLE_WORDS and stop < len(tokens) and _is_role_word(tokens[stop]):
        stop += 1
    return stop > at and stop + 1 < len(tokens) and tokens[stop].is_capital and tokens[stop + 1].is_capital


def _is_role_word(token: Token) -> bool:
    """True for a word that may stand in a role ("works" in "public works director"): no function word, no cue."""
    return token.is_lower and token.low not in _CLOSED_WORDS and token.low not in CUES and not is_adverb(token)


def inverted(scene: Scene) -> Attribution | None:
    """`"…," said NP`."""
    tokens = scene.tokens
    at = _after_comma(scene)
    while at < len(tokens) and (is_adverb(tokens[at]) or tokens[at].low in ("has", "had")):
        at += 1
    if not _ends_open(scene) or at + 1 >= len(tokens) or not tokens[at].is_lower:
        return None
    cue = CUES.get(tokens[at].low)
    if not _opens_phrase(tokens, at + 1) and (cue is None or not _opens_with_role(tokens, at + 1)):
        return None
    if cue is None:
        if tokens[at].low in grammar.AUXILIARIES or at - scene.at > 2 or not _reads_as_verb(scene, at):
            return None
    elif cue.form == "ing":
        return None
    subject = subject_after(tokens, at + 1, len(tokens))
    if subject is None or (cue is not None and cue.form == "base" and not _is_plural(tokens, subject)):
        return None
    return scene.found(subject, Phrase(at, at + 1), "inverted")


def _reads_as_verb(scene: Scene, at: int) -> bool:
    """True for an unlisted past form, and for "beams" in `"…," beams Mrs. Cole`."""
    low = scene.tokens[at].low
    if is_past(low):
        return True
    is_noun = low in _PHRASE_OPENERS or low[:-1] in _PHRASE_OPENERS
    return last_sign(scene) in ",?!" and low.endswith("s") and not low.endswith(("ss", "us", "'s")) and not is_noun


def _is_plural(tokens: Sequence[Token], subject: Phrase) -> bool:
    words = [token.low for token in tokens[subject.start : subject.end]]
    return "and" in words or any(word.endswith("s") or word in grammar.INDEFINITE_SPEAKERS for word in words[:4])


def following(scene: Scene) -> Attribution | None:
    """`"…," NP, aside, said`, also with a verb the lexicon does not know (`he shrugged`)."""
    tokens = scene.tokens
    start = _after_comma(scene)
    if not _ends_open(scene):
        return None
    while start < len(tokens) and (is_adverb(tokens[start]) or tokens[start].low in ("then", "as")):
        start += 1
    if start + 1 < len(tokens) and tokens[start].low in ("is", "was") and tokens[start + 1].low in ("how", "what"):
        start += 2  # `"A disaster," is how Mr. Pell describes it`
    if not _opens_phrase(tokens, start) and not (last_sign(scene) == "," and _may_open_phrase(tokens, start)):
        return None
    stop = _stop_right(tokens, start)
    for verb in range(start + 1, stop):
        found = read_cue(tokens, verb, start)
        if found is None or found.mood == "infinitive":
            continue
        subject = subject_before(tokens, found, start)
        if subject is not None and subject.start != start:
            if not _has_comma(scene):
                return None  # `"The deal hurt" the family, Starner said`: the sentence goes on after the piece
            subject = _subject_from(tokens, start, verb, subject)
        if subject is None or not can_speak(tokens, subject):
            return _unlisted(scene, start, verb)
        return scene.found(subject, Phrase(found.at, found.at + 1), "following")
    return _unlisted(scene, start, stop)


def _stop_right(tokens: Sequence[Token], start: int) -> int:
    stop = start
    while stop < len(tokens) and stop - start < _RIGHT_REACH:
        if tokens[stop].kind == QUOTE or (tokens[stop].kind == PUNCT and tokens[stop].text in ";:.?!"):
            break
        stop += 1
    return stop


def _is_interrupted(tokens: Sequence[Token], start: int, verb: int) -> bool:
    return any(
        token.low in ("who", "which", "that", "whose") or token.text in (",", "—", "–") for token in tokens[start:verb]
    )


def _subject_from(tokens: Sequence[Token], start: int, verb: int, found: Phrase) -> Phrase | None:
    """The subject that begins at `start` where asides part it from its verb."""
    titles = tokens[start : found.start]
    if tokens[start].is_lower and all(token.text == "," or _is_title_word(token) for token in titles):
        return Phrase(start, found.end)  # `chairman, chief executive and president Ann Cole said`
    return main_subject(tokens, start, verb) if _is_interrupted(tokens, start, verb) else None


def _is_title_word(token: Token) -> bool:
    low = token.low.rstrip(".")
    return low == "and" or low in grammar.ROLE_NOUNS or low in grammar.HONORIFICS or low in ("co-founder", "founder")


def _has_comma(scene: Scene) -> bool:
    """True if a comma, a question or a break ends the quotation, inside or outside the marks."""
    return last_sign(scene) in ",?!—" or scene.tokens[scene.at + 1].text == ","


_UNLISTED_REACH = 8


def _unlisted(scene: Scene, start: int, stop: int) -> Attribution | None:
    tokens = scene.tokens
    if not _has_comma(scene):
        return None
    for verb in range(start + 1, min(stop, start + _UNLISTED_REACH)):
        token = tokens[verb]
        if not token.is_lower or not is_finite_at(tokens, verb) or token.low in grammar.AUXILIARIES:
            continue
        subject = phrase_ending(tokens, verb, start)
        if subject is None or subject.start != start or not can_speak(tokens, subject):
            return None
        return scene.found(subject, Phrase(verb, verb + 1), "following")
    return None


def according_after(scene: Scene) -> Attribution | None:
    """`"…", according to NP` directly after the quotation."""
    at = _after_comma(scene)
    return _according_at(scene, at, "according_to")


def _according_at(scene: Scene, at: int, rule: str) -> Attribution | None:
    tokens = scene.tokens
    cue = _crediting(tokens, at)
    if cue is None:
        return None
    if tokens[cue.end].low in ("him", "her", "them"):
        return scene.found(Phrase(cue.end, cue.end + 1), cue, rule)
    speaker = subject_after(tokens, cue.end, len(tokens))
    return None if speaker is None else scene.found(speaker, cue, rule)


def _crediting(tokens: Sequence[Token], at: int) -> Phrase | None:
    """`according to` or `in the words of` at `at`, with something after it."""
    low = tokens[at].low if at < len(tokens) else ""
    if low == "according":
        words: tuple[str, ...] = ("according", "to")
    elif low == "in":
        words = ("in", "the", "words", "of")
    else:
        return None
    end = at + len(words)
    if end >= len(tokens) or any(tokens[at + number].low != word for number, word in enumerate(words)):
        return None
    return Phrase(at, end)


def agent(scene: Scene) -> Attribution | None:
    """`described by NP as "…"` and `called "…" by NP`."""
    tokens, at = scene.tokens, scene.at
    if at + 2 < len(tokens) and tokens[at + 1].low == "by" and at and tokens[at - 1].low in CUES:
        speaker = subject_after(tokens, at + 2, len(tokens))
        return None if speaker is None else scene.found(speaker, Phrase(at - 1, at), "agent")
    for verb in range(at - 2, max(-1, at - 14), -1):
        found = read_cue(tokens, verb)
        if found is not None and found.mood == "finite" and tokens[verb + 1].low != "by":
            return None  # `Hall, criticised by Cole, said: "…"`
        cue = CUES.get(tokens[verb].low)
        if cue is not None and cue.form == "past" and tokens[verb + 1].low == "by":
            speaker = subject_after(tokens, verb + 2, at)
            return None if speaker is None else scene.found(speaker, Phrase(verb, verb + 1), "agent")
    return None


def preceding(scene: Scene) -> Attribution | None:
    """`NP said (to X) (that)? [,:] "…"` and, for a piece inside the sentence, the nearest cue on its left."""
    tokens, at = scene.tokens, scene.at
    for verb in range(at - 1, max(-1, at - _LEFT_REACH), -1):
        if verb in scene.by_cue:
            given = scene.by_cue[verb]
            return scene.found(given.speaker, given.cue, "split" if _quote_before(tokens, verb) else given.rule)
        if tokens[verb].text == ";":
            return None
        found = read_cue(tokens, verb)
        if found is None or not _governs(tokens, found, at):
            continue
        if tokens[at - 1].low in _WORDINGS or (found.cue.form == "ing" and tokens[verb - 1].low in _WORDINGS):
            return None  # `with the slogan "…"`, `signs reading "…"`
        subject = subject_before(tokens, found)
        if subject is None:
            continue
        if _is_embedded(tokens, found, subject, at):
            continue
        rule = "preceding" if _is_adjacent(tokens, found.at, at) else "mixed"
        return scene.found(subject, Phrase(found.at, found.at + 1), rule)
    return None


def _quote_before(tokens: Sequence[Token], at: int) -> bool:
    return any(token.kind == QUOTE for token in tokens[:at])


_CLOSE_REACH = 12
_AS_REACH = 30
# Cues that without a comma or colon have an object of their own: "began the intro to 'Roads'".
_ACTIONS = frozenset(
    "begin continue finish sign sing speak talk post order interrupt laugh smile sigh nod vent".split()
)
# What stands before a wording that nobody is credited with: a sign, a slogan.
_WORDINGS = frozenset("slogan motto tagline headline hashtag banner placard sign signs banners placards".split())


def _governs(tokens: Sequence[Token], found: FoundCue, at: int) -> bool:
    """True if the quotation can be what the verb reports. `called it "…"` must be near, `said … "…"` may be far."""
    if found.cue.kind == "weak":
        return tokens[at - 1].text in (",", ":") and not has_finite(tokens, found.at + 1, at)
    if found.cue.kind not in ("quote", "idiom"):
        return True
    if tokens[at - 1].low == "as" and found.cue.base in TAKES_AS:
        return at - found.at <= _AS_REACH  # `describes what could come of it as "exciting"`
    if found.cue.base in _ACTIONS and not _is_adjacent(tokens, found.at, at):
        return False
    if at - found.at - 1 > _CLOSE_REACH:
        return False
    return not has_finite(tokens, found.at + 1, at)


def _is_adjacent(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """True if only the hearer, an adverb phrase and a comma or colon stand between verb and quotation."""
    if at - verb == 1:
        return True
    before = tokens[at - 1]
    if before.text in (",", ":") or before.low == "that":
        return not has_finite(tokens, verb + 1, at - 1)
    return False


def _is_embedded(tokens: Sequence[Token], found: FoundCue, subject: Phrase, at: int) -> bool:
    """True for `he believes` inside `Smith said he believes …`: the outer verb reports the words."""
    is_pronoun = tokens[subject.start].low in grammar.SUBJECT_PRONOUNS or tokens[subject.start].low in ("who", "which")
    if not is_pronoun or (_is_adjacent(tokens, found.at, at) and found.cue.base not in _COGNITION):
        return False
    for verb in range(subject.start - 1, max(-1, subject.start - 4), -1):
        outer = read_cue(tokens, verb)
        if outer is not None and outer.cue.kind in ("say", "that", "tell"):
            return True
    return False


def according_before(scene: Scene) -> Attribution | None:
    """`According to NP, … "…"`."""
    tokens = scene.tokens
    for at in range(scene.at - 2, max(-1, scene.at - _LEFT_REACH), -1):
        attribution = _according_at(scene, at, "according_to")
        if attribution is not None:
            return attribution
        if tokens[at].text == ";":
            return None
    return None


def colon(scene: Scene) -> Attribution | None:
    """`NP: "…"` (interview label) and `NP pushed back: "…"`."""
    tokens, at = scene.tokens, scene.at
    if at < 2 or tokens[at - 1].text != ":":
        return None
    words = tokens[: at - 1]
    opening = CUES.get(tokens[0].low)
    if opening is not None and opening.form in ("present", "past") and len(words) > 1 and _opens_phrase(tokens, 1):
        # `Says Robert Half, a consultant: "…"`
        speaker = subject_after(tokens, 1, at - 1)
        return None if speaker is None else scene.found(speaker, Phrase(0, 1), "colon")
    if not has_finite(tokens, 0, at - 1):
        label = Phrase(0, at - 1)
        is_label = (
            len(words) <= 12
            and (words[0].is_capital or words[0].low in grammar.DETERMINERS)
            and can_speak(tokens, label)
        )
        return scene.found(label, None, "label") if is_label and _names_person(tokens, label) else None
    subject = main_subject(tokens, 0, at - 1)
    if subject is None or not can_speak(tokens, subject) or not _names_person(tokens, subject):
        return None
    return scene.found(subject, None, "colon")


def _names_person(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for a pronoun, a role or a capitalised name: somebody, rather than "the reason"."""
    words = [token for token in tokens[phrase.start : phrase.end] if token.kind == WORD]
    if words[0].low in grammar.SUBJECT_PRONOUNS and words[0].low != "it":
        return True
    people = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS
    if any(word.low in people or word.low.rstrip(".") in grammar.HONORIFICS for word in words):
        return True
    return any(
        word.is_capital and word.low not in grammar.DETERMINERS and word.low not in grammar.LEAD_WORDS for word in words
    )


def closing(scene: Scene) -> Attribution | None:
    """`… "a piece" …, NP said.` at the end of the sentence."""
    tokens = scene.tokens
    for verb in range(scene.at + 2, min(len(tokens), scene.at + _LEFT_REACH)):
        if tokens[verb].text == ";":
            return None
        attribution = _according_at(scene, verb, "closing")
        if attribution is not None:
            return attribution
        found = read_cue(tokens, verb, scene.at + 1)
        if found is not None and (speaker := _inverted_last(tokens, found)) is not None:
            return scene.found(speaker, Phrase(verb, verb + 1), "closing")
        if (
            found is None
            or found.mood != "finite"
            or found.cue.kind in ("quote", "ask", "weak", "idiom")
            or not _is_tail(tokens, verb)
        ):
            continue
        subject = subject_before(tokens, found, scene.at + 1)
        if subject is None or subject.start == 0:
            continue
        before = tokens[subject.start - 1]
        if before.text == "," or (before.kind == QUOTE and subject.start - 1 > scene.at):
            return scene.found(subject, Phrase(verb, verb + 1), "closing")
    return None


def _inverted_last(tokens: Sequence[Token], found: FoundCue) -> Phrase | None:
    """The speaker in `… "a piece" …, said NP.`"""
    is_inverted = found.mood == "finite" and found.cue.kind in ("say", "that") and tokens[found.at - 1].text == ","
    if not is_inverted or not _opens_phrase(tokens, found.at + 1):
        return None
    speaker = subject_after(tokens, found.at + 1, len(tokens))
    if speaker is None or has_finite(tokens, speaker.start, speaker.end):
        return None
    after = tokens[speaker.end] if speaker.end < len(tokens) else None
    return speaker if after is None or after.kind == PUNCT or after.low in _TAIL_OPENERS or after.low == "who" else None


_TAIL_OPENERS = frozenset(
    "in on at to after during before last this yesterday today adding when while as by from via".split()
)


def _is_tail(tokens: Sequence[Token], verb: int) -> bool:
    """True if nothing the verb could report follows it."""
    if verb + 1 >= len(tokens):
        return True
    after = tokens[verb + 1]
    if after.kind == PUNCT:
        return after.text != ":"
    if CUES[tokens[verb].low].kind == "tell":
        return not any(token.low == "that" for token in tokens[verb:])
    return after.low in _TAIL_OPENERS or after.low in grammar.WEEKDAYS or is_adverb(after)


def dash(scene: Scene) -> Attribution | None:
    """`"…" — NP`, the line under a pull quote."""
    tokens, at = scene.tokens, scene.at + 1
    if at + 1 >= len(tokens) or tokens[at].text not in ("—", "–", "-", "--", "―") or not _opens_phrase(tokens, at + 1):
        return None
    if not is_first(scene) or has_finite(tokens, at + 1, len(tokens)):
        return None
    speaker = subject_after(tokens, at + 1, len(tokens))
    return None if speaker is None else scene.found(speaker, None, "dash")


Rule = Callable[[Scene], Attribution | None]
RULES: tuple[Rule, ...] = (
    inverted,
    following,
    according_after,
    agent,
    preceding,
    according_before,
    colon,
    closing,
    dash,
)


def attribute_sentence(text: str, sentence: Sentence, marked: Sequence[Marked]) -> dict[int, Attribution]:
    """Attributions of the quotations of one sentence, by index of the marked stretch."""
    found: dict[int, Attribution] = {}
    if not any(token.kind == WORD for token in sentence.tokens):
        return found
    by_cue: dict[int, Attribution] = {}
    for at in sentence.quotes:
        scene = Scene(text, sentence, at, marked, by_cue)
        attribution = next((given for given in (rule(scene) for rule in RULES) if given is not None), None)
        if attribution is None:
            continue
        found[sentence.tokens[at].quote] = attribution
        if attribution.cue is not None:
            by_cue[attribution.cue.start] = attribution
    return found
