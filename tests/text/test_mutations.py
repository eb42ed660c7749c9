"""Edits of whole sentences: whatever the sentence, some edits may never come out harmless and others always must.

Sixty sentences stand in one record; each edit is tried on every sentence that it fits, the edits by chance once a
round. FACTCHECK_MUTATED_ROUNDS sets the rounds; one takes some seconds.
"""

import os
import random
import re
from collections.abc import Callable, Iterator

import pytest

from factcheck.text import SourceText, compare

ROUNDS = int(os.environ.get("FACTCHECK_MUTATED_ROUNDS", "1"))

SENTENCES = """
We will not close the old harbor before the county has paid its share.
I don't think that the ferry should run in such a storm.
She has never asked the council for more than the law allows.
There is no money left in the fund for the school roof.
Nobody on the board wanted to sell the mill to the railway.
You can't build a tunnel there without asking the farmers first.
Neither the mayor nor the clerk had read the second letter.
They did nothing about the leaking pipes until the spring.
We hardly had time to warn the people along the river.
It isn't the price of bread that worries the bakers of this town.
The new line carries 14 trains a day, and each of them is full.
We planted 3,200 trees along the canal in less than two years.
About 60 percent of the houses still have the old wiring.
The repair of the dam will cost $45 million over seven years.
Twelve of the nineteen wells were dry by the end of July.
In 1987 the flood took half of the orchards below the abbey.
Our first winter here was the coldest in a hundred years.
They lost three boats and 21 men in one night.
The hospital needs four more nurses by the 5th of October.
Between 40 and 50 families moved away after the fire.
The museum may open its north wing in the autumn.
I believe that most of the teachers will stay with us.
Perhaps the committee could meet again before the harvest.
We hope to finish the survey by the middle of the week.
Some of the shops might close if the road is not repaired.
It seems to me that the figures are probably too low.
The judge would have allowed a longer hearing, I suppose.
Many of our neighbors expect a mild winter this year.
The engineers were almost certain about the left pillar.
He tried to explain the new rules to the fishermen.
Governor Hale signed the water bill in Salem on Tuesday.
Doctor Okafor told the senate about the fever in the camps.
The people of Norway sent us timber for the church.
My brother Daniel taught mathematics in Lisbon for ten years.
The United States and Canada share the water of that lake.
Because the bridge is narrow, the trucks have to wait at night.
When the bell rings, the children run down to the harbor.
If the rain stops, the market will be held on the green.
Although the roof leaks, the choir sings there every Sunday.
While the masons worked, the monks carried water up the hill.
The library was built with stone from the old prison.
Every child in the valley can read the names on that wall.
We are ready to open the gates, but the guards want more pay.
The wind was stronger than anything the captain had seen.
They keep the keys of the tower in a box under the altar.
You have to understand that the lake belongs to all of us.
He was the best carpenter in the village and the worst singer.
The price of coal rose again, so the poorer streets stayed dark.
Our farmers support the treaty because it protects their seed.
She opened the letter before the train had left the station.
The two sisters agreed to sell the vineyard to a cousin.
Where the path divides, an old oak marks the border of the parish.
It took the divers a week to find the anchor of the steamer.
The orchestra plays on the square, and the dancers come from far away.
A good baker knows by the smell when the bread is done.
These papers show what the company knew about the dust.
The clerk wrote down the words of the oath in a blue book.
On the second day the wind turned and the fleet came home.
Those who sold their land too early now regret it bitterly.
What we learned from the drought is how to share the wells.
""".strip().splitlines()

Edit = Callable[[str, random.Random], Iterator[str]]


def replacing(*pairs: tuple[str, str]) -> Edit:
    """The edit that puts one thing for another, at one place of the sentence at a time."""

    def edit(sentence: str, _: random.Random) -> Iterator[str]:
        for pattern, printed in pairs:
            for found in re.finditer(pattern, sentence):
                yield sentence[: found.start()] + found.expand(printed) + sentence[found.end() :]

    return edit


def dropping(sentence: str, chance: random.Random) -> Iterator[str]:
    words = sentence.split(" ")
    at = chance.randrange(1, len(words) - 1)
    yield " ".join(words[:at] + words[at + 1 :])


def inserting(sentence: str, chance: random.Random) -> Iterator[str]:
    words = sentence.split(" ")
    at = chance.randrange(1, len(words) - 1)
    for word in ("not", "rather", "seven", "never", "Denmark", "only"):
        if word not in words[at - 1 : at + 1]:
            yield " ".join([*words[:at], word, *words[at:]])


def swapping(sentence: str, chance: random.Random) -> Iterator[str]:
    words = sentence.split(" ")
    at = chance.randrange(1, len(words) - 2)
    if words[at].casefold() != words[at + 1].casefold() and words[at + 1].isalpha():
        yield " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])


def turning(sentence: str, chance: random.Random) -> Iterator[str]:
    words = sentence.rstrip(".").split(" ")
    at = chance.randrange(3, len(words) - 3)
    yield " ".join([*words[at:], *words[:at]]) + "."


def joining(sentence: str, chance: random.Random) -> Iterator[str]:
    other = chance.choice([each for each in SENTENCES if abs(SENTENCES.index(each) - SENTENCES.index(sentence)) > 3])
    yield f"{sentence} {other}"
    words, others = sentence.split(" "), other.split(" ")
    yield " ".join(words[: len(words) // 2] + others[len(others) // 2 :])


def hiding_under_an_ellipsis(sentence: str, chance: random.Random) -> Iterator[str]:
    """A proper omission, and behind it a word of the writer's own."""
    words = sentence.split(" ")
    at = chance.randrange(6, len(words) - 1)
    yield " ".join([*words[:3], "…", *words[5:at], "not", *words[at:]])
    yield " ".join([*words[:3], "[…]", *words[5:at], "zebra", *words[at + 1 :]])


_AUXILIARY = r"\b(will|has|is|are|was|were|can|may|could|would|had|did) (?!not)(?=[a-z])"
_APOSTROPHE_NOT = r"\b(do|is|did)n't"

CHANGES: dict[str, Edit] = {
    "not dropped": replacing((r" not\b", ""), (_APOSTROPHE_NOT, r"\1"), (r"can't", "can")),
    "negator dropped": replacing((r"\bnever ", ""), (r" no\b", ""), (r"\bhardly ", "")),
    "negator turned": replacing(
        (r"Nobody", "Somebody"), (r"Neither", "Either"), (r"\bnor\b", "or"), (r"\bwithout\b", "with"),
        (r"\bnothing\b", "something"), (r"\bnever\b", "always"), (r"\buntil\b", "unless"), (r" no\b", " some"),
    ),
    "negator added": replacing((_AUXILIARY, r"\1 not "), (_AUXILIARY, r"\1 never "), (r" (?:a|the|an) ", " no ")),
    "n't added": replacing((r"\b(has|is|are|was|were|could|would|had|did) (?!not)(?=[a-z])", r"\1n't ")),
    "prefix": replacing((r"\bcertain\b", "uncertain"), (r"\bready\b", "unready"), (r"\bagreed\b", "disagreed")),
    "digit": replacing((r"(?<=\d)\d(?=\D)", "9"), (r"\b\d", "8"), (r"(?<=\d)(?=[ .,])", "0")),
    "number word": replacing(
        (r"\b(?:three|four|seven|ten|two)\b", "six"), (r"Twelve", "Eleven"), (r"nineteen", "ninety"),
        (r"\bfirst\b", "third"), (r"\bsecond\b", "third"), (r"\bhalf\b", "a third"), (r"5th", "6th"),
    ),
    "scale": replacing((r"million", "billion"), (r" million", ""), (r" percent", ""), (r"\$", ""), (r"\$", "£")),
    "range": replacing((r"40 and 50", "40 and 60"), (r"Between 40 and 50", "Between 50 and 40")),
    "hedge dropped": replacing(
        (r"I (?:don't think|believe) that ", ""), (r"\b(?:About|Perhaps|almost|probably) ", ""), (r"Some of ", ""),
        (r"It seems to me that ", ""), (r"tried to explain", "explained"),
    ),
    "hardened": replacing((r"\b(?:may|might|could|would)\b", "will"), (r"\bcan\b", "must"), (r"hope to", "will")),
    "quantity": replacing((r"\b[Mm]any\b", "all"), (r"\b[Mm]ost\b", "all"), (r"\bSome\b", "All")),
    "article": replacing((r"\bthe ", ""), (r" a ", " the "), (r" the ", " a ")),
    "preposition": replacing((r" of ", " in "), (r" before ", " after "), (r" to ", " from "), (r" under ", " over ")),
    "pronoun": replacing((r"\bWe\b", "They"), (r"\bthey\b", "we"), (r"\bour\b", "their"), (r"\bHe\b", "She")),
    "tense": replacing((r"\bis\b", "was"), (r"\bwas\b", "is"), (r"\bhas\b", "had"), (r"\bwill\b", "would")),
    "plural": replacing((r"(?<=[a-z]{3})s(?= (?:of|in|to|and|are|will|were)\b)", "")),
    "conjunction": replacing((r"\band\b", "or"), (r"\bbut\b", "and"), (r"\bso\b", "but"), (r"Because", "Although")),
    "opposite": replacing((r"\bbest\b", "worst"), (r"\bworst\b", "best"), (r"\bopen\b", "close"), (r"more", "less")),
    "name": replacing((r"Norway", "Sweden"), (r"Lisbon", "Madrid"), (r"Tuesday", "Monday"), (r"Hale", "Hall")),
    "word dropped": dropping,
    "word inserted": inserting,
    "words swapped": swapping,
    "turned round": turning,
    "joined": joining,
    "under an ellipsis": hiding_under_an_ellipsis,
}  # fmt: skip


def capitals(sentence: str, _: random.Random) -> Iterator[str]:
    yield sentence.upper()


def fragment(sentence: str, _: random.Random) -> Iterator[str]:
    words = sentence.split(" ")
    yield " ".join(words[:6]) + " …"
    yield "… " + " ".join(words[-5:])


def omission(sentence: str, chance: random.Random) -> Iterator[str]:
    words = sentence.split(" ")
    for mark in ("…", "...", ". . .", "[...]", "[…]", "(...)"):
        at = chance.randrange(3, len(words) - 5)
        yield " ".join([*words[:at], mark, *words[at + 2 :]])


STYLE: dict[str, Edit] = {
    "as it stands": replacing((r"^", "")),
    "apostrophe": replacing((r"'", "’"), (r"'", "ʼ"), (r"'", "`")),
    "white space": replacing((r" ", "  "), (r" ", "\u00a0"), (r" ", "\n")),
    "soft hyphen": replacing((r"(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad"), (r"(?<=[a-z]{4})(?=[a-z]{4})", "-\n")),
    "end": replacing((r"\.$", ""), (r"\.$", ","), (r"\.$", "!"), (r"\.$", " —")),
    "first letter": replacing((r"^The", "the"), (r"^We", "we"), (r"^The", "[t]he")),
    "capitals": capitals,
    "contraction": replacing((r"don't", "do not"), (r"isn't", "is not"), (r"can't", "cannot"), (r" is the", "'s the")),
    "figure": replacing(
        (r"\b14\b", "fourteen"), (r"3,200", "3200"), (r" percent", "%"), (r" percent", " per cent"),
        (r"\$45 million", "45 million dollars"), (r"\$45 million", "$45,000,000"), (r"Twelve", "12"), (r"ten", "10"),
        (r"\bhundred", "100"), (r"second", "2nd"),
    ),
    "spelling": replacing((r"harbor", "harbour"), (r"neighbors", "neighbours"), (r"Governor", "Gov.")),
    "bracket": replacing((r"\b(?:They|He|She)\b", "[The clerks]"), (r"(?<=the )(?=[a-z])", "[so-called] ")),
    "omission": omission,
    "fragment": fragment,
}  # fmt: skip

FILLERS = (
    r", you know, ", r", uh, ", r" — um — ", r", I mean, ", r" \1 — \1 ", r" \1 — \1 — \1 ", r" — you know, ",
    r" (laughter) ", r" \1 — uh, \1 ",
)  # fmt: skip
# What is said between the same words, and is no filler.
ASIDES = (", unfortunately, ", " really ", " hardly ", ", they say, ", " (inaudible) ", ", if at all, ", " [not] ")
HARMLESS = ("exact", "typographic", "disfluency", "marked")


@pytest.fixture(scope="module")
def record() -> SourceText:
    return SourceText(" ".join(SENTENCES))


def rounds() -> Iterator[random.Random]:
    """A source of chance for each round, the same at every run."""
    yield from map(random.Random, range(ROUNDS))


@pytest.mark.parametrize("kind", CHANGES)
def test_a_changed_sentence_is_never_harmless(kind: str, record: SourceText) -> None:
    tried = 0
    for chance in rounds():
        for sentence in SENTENCES:
            for printed in CHANGES[kind](sentence, chance):
                if " ".join(printed.split()) in record.text:
                    continue  # cut short at an end, the words are still the recorded ones
                found = compare(printed, record)
                assert not found.match.is_harmless, printed
                tried += 1
    assert tried >= 2


@pytest.mark.parametrize("kind", STYLE)
def test_a_restyled_sentence_is_always_harmless(kind: str, record: SourceText) -> None:
    tried = 0
    for chance in rounds():
        for sentence in SENTENCES:
            for printed in STYLE[kind](sentence, chance):
                found = compare(printed, record)
                assert found.match.value in HARMLESS, printed
                tried += 1
    assert tried >= 2


_PLACES = re.compile(r" (of|in|to|the|a|with|from|by) (?=[a-z])")
SPOKEN_SENTENCES = [sentence for sentence in SENTENCES if _PLACES.search(sentence)]


def spoken(sentence: str, said: str, chance: random.Random) -> str:
    """The sentence with something said between two of its words; \\1 is the word before."""
    place = chance.choice(list(_PLACES.finditer(sentence)))
    if "\\1" in said:
        return sentence[: place.start()] + said.replace("\\1", place[1]) + sentence[place.end() :]
    return sentence[: place.end()].rstrip() + said + sentence[place.end() :]


@pytest.mark.parametrize("said", FILLERS)
def test_fillers_and_stammers_may_be_left_out(said: str) -> None:
    for chance in rounds():
        for sentence in SPOKEN_SENTENCES:
            recorded = spoken(sentence, said, chance)
            assert compare(sentence, SourceText(recorded)).match.value in HARMLESS, recorded


@pytest.mark.parametrize("said", ASIDES)
def test_words_that_say_something_may_not(said: str) -> None:
    for chance in rounds():
        for sentence in SPOKEN_SENTENCES:
            recorded = spoken(sentence, said, chance)
            assert not compare(sentence, SourceText(recorded)).match.is_harmless, recorded


def test_negations_and_figures_are_flagged(record: SourceText) -> None:
    kinds = {
        "negation": ("not dropped", "negator dropped", "negator turned", "negator added", "n't added", "prefix"),
        "number": ("digit", "number word", "scale"),
        "hedge": ("hardened", "quantity"),
        "name": ("name",),
    }
    for flag, edits in kinds.items():
        for printed in (each for kind in edits for s in SENTENCES for each in CHANGES[kind](s, random.Random(1))):
            assert flag in {raised.flag.value for raised in compare(printed, record).flags}, printed
