"""Many sources searched at once: the same answers as comparing with every one of them."""

import random

import pytest

from factcheck.text import Comparison, Corpus, Match, SourceText, compare, search
from factcheck.text.match import SpeakerCheck

SYLLABLES = ("ba", "co", "di", "fu", "gra", "he", "ki", "lo", "mi", "ne", "pa", "ro", "sta", "tu", "ve")
WORDS = [f"{one}{two}{three}" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES]
COMMON = "the of and to a in that is we it for on with as are this be have not will they".split()


def sentence(chance: random.Random) -> list[str]:
    """Half of the words are common English ones, the others rare."""
    return [chance.choice(COMMON if chance.random() < 0.5 else WORDS) for _ in range(chance.randint(8, 25))]


def changed(words: list[str], chance: random.Random) -> str:
    words = list(words)
    at = chance.randrange(1, len(words) - 1)
    match chance.randrange(5):
        case 0:
            words[at] = "zebra"
        case 1:
            del words[at]
        case 2:
            words[3:6] = ["…"]
        case 3:
            words = [*words[at:], *words[:at]]
    return " ".join(words)


def exhaustive(quotation: str, sources: dict[str, SourceText]) -> tuple[str | None, Comparison | None]:
    """The best of the comparisons with every source, the first by name of equal ones."""
    order = (SpeakerCheck.SAME, SpeakerCheck.UNKNOWN, SpeakerCheck.OTHER)
    found = {name: compare(quotation, source) for name, source in sorted(sources.items())}
    ranks = {
        name: (one.match.rank, order.index(one.speaker_check), -one.coverage)
        for name, one in found.items()
        if one.spans
    }
    best = min(ranks, key=ranks.__getitem__, default=None)
    return best, found[best] if best else None


@pytest.fixture(scope="module")
def spoken() -> dict[str, list[list[str]]]:
    chance = random.Random(4)
    stock = [sentence(chance) for _ in range(10)]  # said in more than one speech
    return {
        f"speech-{number:02}": [chance.choice(stock) if chance.random() < 0.05 else sentence(chance) for _ in range(60)]
        for number in range(40)
    }


@pytest.fixture(scope="module")
def speeches(spoken: dict[str, list[list[str]]]) -> dict[str, SourceText]:
    return {
        name: SourceText(" ".join(" ".join(words).capitalize() + "." for words in sentences))
        for name, sentences in spoken.items()
    }


@pytest.mark.parametrize("seed", range(6))
def test_the_same_as_comparing_with_every_source(
    seed: int, spoken: dict[str, list[list[str]]], speeches: dict[str, SourceText]
) -> None:
    chance = random.Random(seed)
    sources = {name: speeches[name] for name in chance.sample(sorted(speeches), chance.randint(2, 12))}
    corpus = Corpus(sources)
    for _ in range(25):
        # Of sources left out of the subset as well: there is then mostly nothing to find.
        quotation = changed(chance.choice(spoken[chance.choice(sorted(speeches))]), chance)
        name, found = search(quotation, corpus)
        best, comparison = exhaustive(quotation, sources)
        assert (name, found if name else None) == (best, comparison), quotation


def test_order_of_the_sources_does_not_matter(speeches: dict[str, SourceText]) -> None:
    there, back = Corpus(speeches), Corpus(dict(reversed(speeches.items())))
    quotation = speeches["speech-07"].text[:90]
    assert list(there) == list(back) == sorted(speeches)
    assert search(quotation, there) == search(quotation, back)


def test_no_word_sequence_reaches_from_one_source_into_the_next() -> None:
    corpus = Corpus({"a": SourceText("Nobody has counted the gulls"), "b": SourceText("since the lighthouse was sold")})
    assert search("counted the gulls since the lighthouse was", corpus)[1].match is not Match.EXACT


def test_words_in_every_source_are_the_credited_speakers() -> None:
    words = "We will rebuild the old bridge by autumn."
    corpus = Corpus({name: SourceText(f"{name}:  {words}\n") for name in ("MR. DOE", "MR. FOX", "MS. ROE")})
    assert search(words, corpus, "Fox")[0] == "MR. FOX"
    assert search(words, corpus)[0] == "MR. DOE"


@pytest.mark.parametrize(
    "words", ["", "…", "[sic]", "Yes, of course.", "привет всем вам здесь", "zebra zebra zebra zebra"]
)
def test_nothing_to_find(words: str, speeches: dict[str, SourceText]) -> None:
    name, found = search(words, Corpus(speeches))
    assert name is None and found.match in (Match.ABSENT, Match.UNCHECKABLE)
    assert search(words, speeches) == (name, found)


def test_no_sources() -> None:
    assert search("Nobody has counted the gulls.", Corpus({}))[0] is None
    assert search("Nobody has counted the gulls.", Corpus({"empty": SourceText("")}))[0] is None
