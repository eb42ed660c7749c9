"""Speaker before the quotation: `NP said "…"`, a piece inside a clause, and the passive `called "…" by NP`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.attribution_noun import noun
from factcheck.text.cue_reading import TAKES_AS, FoundCue, before_verb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import QUOTE, WORD, Token
from factcheck.text.phrases import Phrase, checked, phrase_ending
from factcheck.text.scene import LEFT_REACH, Attribution, Scene
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite, is_finite_at

_COGNITION = frozenset("believe think hope fear expect feel".split())


def agent(scene: Scene) -> Attribution | None:
    """`described by NP as "…"` and `called "…" by NP`."""
    tokens, at = scene.tokens, scene.at
    if at + 2 < len(tokens) and tokens[at + 1].low == "by" and at and tokens[at - 1].low in CUES:
        speaker = subject_after(tokens, at + 2, len(tokens))
        return None if speaker is None else scene.found(speaker, Phrase(at - 1, at), "agent")
    for verb in range(at - 1, max(-1, at - 14), -1):
        found = read_cue(tokens, verb)
        if found is not None and found.mood == "finite" and not (verb + 1 < at and tokens[verb + 1].low == "by"):
            return None  # `Hall, criticised by Cole, said: "…"`
        cue = CUES.get(tokens[verb].low)
        if cue is not None and cue.form == "past" and tokens[verb + 1].low == "by":
            if any(_opens_saying(tokens, position) for position in range(verb + 2, at - 1)):
                return None  # `Cole was quoted by the BBC as saying: "…"`: Cole's words
            speaker = subject_after(tokens, verb + 2, at)
            return None if speaker is None else scene.found(speaker, Phrase(verb, verb + 1), "agent")
    return None


_PERCEIVING = frozenset(
    "hear hears heard hearing overhear overhears overheard see sees saw seen watch watches watched".split()
)
_PERCEIVED_REACH = 10  # tokens of "the guard at the gate wave and" between "saw" and "say"


def perceived(scene: Scene) -> Attribution | None:
    """The man in `Neighbours heard the man say, "…"` and `She saw the man wave and shout, "…"`."""
    tokens = scene.tokens
    verb = scene.at - 1
    if verb > 0 and tokens[verb].text in (",", ":"):
        verb -= 1
    cue = CUES.get(tokens[verb].low) if verb > 1 else None
    if cue is None or cue.form != "base" or not tokens[verb].is_lower:
        return None
    for seen in range(verb - 2, max(-1, verb - _PERCEIVED_REACH), -1):
        if tokens[seen].kind != WORD or (is_finite_at(tokens, seen) and tokens[seen].low not in _PERCEIVING):
            return None
        if tokens[seen].low in _PERCEIVING:
            end = verb - 2 if tokens[verb - 1].low == "and" else verb
            heard = Phrase(seen + 1, end)
            is_object = heard.end - heard.start == 1 and tokens[heard.start].low in ("him", "her", "them")
            is_one = is_object or checked(tokens, heard if heard.end > heard.start else None) is not None
            return scene.found(heard, Phrase(verb, verb + 1), "preceding") if is_one else None
    return None


def _opens_saying(tokens: Sequence[Token], at: int) -> bool:
    cue = CUES.get(tokens[at + 1].low)
    return tokens[at].low == "as" and cue is not None and cue.form == "ing"


# Cues only before "as" and a quotation: `sees it as its "weak spot"`.
_NAMING = frozenset(
    "see sees saw seen view views viewed regard regards regarded remember remembers remembered eulogize eulogizes "
    "eulogized eulogise eulogises eulogised".split()
)
_NAMING_REACH = 14  # tokens from the verb over its object to the quotation


def named_as(scene: Scene) -> Attribution | None:
    """`NP remembered him as a "…"`, `NP sees it as "…"`."""
    tokens, at = scene.tokens, scene.at
    link = at - 2 if tokens[at - 1].low in grammar.POSSESSIVES or tokens[at - 1].low in ("a", "an", "the") else at - 1
    if link < 2 or tokens[link].low != "as":
        return None
    for verb in range(link - 1, max(0, link - _NAMING_REACH), -1):
        if tokens[verb].kind != WORD:
            return None
        if tokens[verb].is_lower and tokens[verb].low in _NAMING:
            _, helpers = before_verb(tokens, verb, 0)
            if any(helper in grammar.BE_FORMS for helper in helpers):
                # `is seen as "weak"`, but `is seen by many as "weak"`
                agent_of = subject_after(tokens, verb + 2, link) if tokens[verb + 1].low == "by" else None
                return None if agent_of is None else scene.found(agent_of, Phrase(verb, verb + 1), "named_as")
            subject = subject_before(tokens, FoundCue(verb, CUES["describe"], "finite"))
            return None if subject is None else scene.found(subject, Phrase(verb, verb + 1), "named_as")
    return None


_DENIALS = frozenset("deny reject dispute refute dismiss rebut repeat echo".split())


def preceding(scene: Scene) -> Attribution | None:
    """`NP said (to X) (that)? [,:] "…"` and, for a piece inside the sentence, the nearest cue on its left."""
    tokens, at = scene.tokens, scene.at
    for verb in range(at - 1, max(-1, at - LEFT_REACH), -1):
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
        if found.cue.base in _DENIALS and (claim := noun(scene)) is not None:
            return claim  # `Cole denied Reed's claim that he "…"`: Reed's words
        subject = subject_before(tokens, found)
        if subject is None:
            continue
        if _is_embedded(tokens, found, subject, at):
            continue
        rule = "preceding" if _is_adjacent(tokens, found.at, at) else "mixed"
        return scene.found(subject, Phrase(found.at, found.at + 1), rule)
    return None


# Deeds done by words: a quotation that begins with one is the speaker's own (`The council "strongly condemned" it`).
_DEEDS = frozenset(
    "condemn deplore denounce reject deny welcome praise commend thank urge regret apologise apologize".split()
)


def own_verb(scene: Scene) -> Attribution | None:
    """`NP "strongly condemned" the attack`: the verb of saying stands inside the marks."""
    tokens, at = scene.tokens, scene.at
    stretch = scene.stretch
    opening = scene.text[stretch.start : min(stretch.end, stretch.start + _DEED_CHARACTERS)]
    words = opening.lower().split()[:_DEED_REACH]
    first = next((word for word in words if not word.endswith("ly")), "")
    cue = CUES.get(first.rstrip(".,"))
    is_deed = cue is not None and cue.base in _DEEDS and cue.form in ("past", "present")
    if not at or not is_deed or tokens[at - 1].kind != WORD:
        return None
    speaker = checked(tokens, phrase_ending(tokens, at, 0))
    return None if speaker is None else scene.found(speaker, None, "own_verb")


_DEED_CHARACTERS = 60  # more than three words take
_DEED_REACH = 3  # words: "strongly and unequivocally condemned" is rare


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
    if found.cue.kind == "weak" and _is_finding(tokens, found, at):
        return True
    if found.cue.kind == "weak":
        return tokens[at - 1].text in (",", ":") and not has_finite(tokens, found.at + 1, at)
    if found.cue.kind not in ("quote", "idiom"):
        return True
    if tokens[at - 1].low == "as" and found.cue.base in TAKES_AS:
        return at - found.at <= _AS_REACH  # `describes what could come of it as "exciting"`
    if tokens[found.at + 1].low in _ASKED and found.cue.base in ("question", "doubt"):
        return True  # `questioned what would be better than "…"`
    if found.cue.base in _ACTIONS and not (_is_adjacent(tokens, found.at, at) or _takes_piece(tokens, found, at)):
        return False
    if at - found.at - 1 > _CLOSE_REACH:
        return False
    return not has_finite(tokens, found.at + 1, at)


_ASKED = frozenset("what how why whether that if".split())


def _takes_piece(tokens: Sequence[Token], found: FoundCue, at: int) -> bool:
    """True for `spoke of "…"` and `ordered police to "…"`."""
    if found.cue.base in ("speak", "talk"):
        return at - found.at == 2 and tokens[at - 1].low in ("of", "about")
    return found.cue.base == "order" and tokens[at - 1].low == "to"


def _is_finding(tokens: Sequence[Token], found: FoundCue, at: int) -> bool:
    """True for `the report found "…"` and `the court decided that it was "…"`: papers and bodies speak so."""
    if found.cue.base not in ("find", "show", "decide", "conclude"):
        return False
    if found.at + 1 != at and tokens[found.at + 1].low != "that":
        return False
    subject = subject_before(tokens, found)
    words = () if subject is None else tokens[subject.start : subject.end]
    return any(token.is_lower and token.low in grammar.ORGANISATION_NOUNS for token in words)


def _is_adjacent(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """True if only the hearer, an adverb phrase and a comma or colon stand between verb and quotation."""
    if at - verb == 1:
        return True
    before = tokens[at - 1]
    if before.text in (",", ":") or before.low == "that":
        return not has_finite(tokens, verb + 1, at - 1)
    return False


def _says(tokens: Sequence[Token], verb: int) -> bool:
    found = read_cue(tokens, verb)
    is_report = found is not None and found.mood == "finite" and found.cue.kind in ("say", "tell", "that")
    if found is None or not is_report or found.cue.base in _COGNITION or found.cue.base in _FINDINGS:
        return False
    return tokens[verb + 1].text != ","  # `As Hall noted, a study concluded`


def _is_in_subordinate(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """True if the verb's clause opens with "while" or "if" and closes with the comma before the quotation."""
    if tokens[at - 1].text != ",":
        return False
    for before in range(verb - 1, max(-1, verb - _CLAUSE_REACH), -1):
        if tokens[before].text == ",":
            return False
        if tokens[before].low in _SUBORDINATING:
            return True
    return False


_CLAUSE_REACH = 15  # tokens from "while" to the verb of its clause
_SUBORDINATING = frozenset("while although though if whereas unless because".split())
_FINDINGS = frozenset("conclude find decide agree".split())


def _is_embedded(tokens: Sequence[Token], found: FoundCue, subject: Phrase, at: int) -> bool:
    """True for `he believes` inside `Smith said he believes …`: the outer verb reports the words.

    So it does before `Ottawa had concluded`, and where the inner verb stands in `while critics claim it,`.
    """
    if found.cue.base in _FINDINGS or _is_in_subordinate(tokens, found.at, at):
        return any(_says(tokens, verb) for verb in range(max(0, subject.start - LEFT_REACH), subject.start))
    is_pronoun = tokens[subject.start].low in grammar.SUBJECT_PRONOUNS or tokens[subject.start].low in ("who", "which")
    if not is_pronoun or (_is_adjacent(tokens, found.at, at) and found.cue.base not in _COGNITION):
        return False
    for verb in range(subject.start - 1, max(-1, subject.start - 4), -1):
        outer = read_cue(tokens, verb)
        if outer is not None and outer.cue.kind in ("say", "that", "tell"):
            return True
    return False
