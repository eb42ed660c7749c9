"""One quotation and several sources."""

from factcheck.text import Match, SourceText, search

BRIDGE = "MS. ROE:  We will rebuild the old bridge by autumn.  The county pays for the road to the river.\n"
HARBOUR = "MR. DOE:  Nobody has counted the gulls since the lighthouse was sold.  A crane lifts forty tons.\n"
COPY = "MR. FOX:  We will rebuild the old bridge by autumn.\n"
SOURCES = {"bridge": SourceText(BRIDGE), "harbour": SourceText(HARBOUR), "copy": SourceText(COPY)}


def flags_of(words: str, speaker: str | None = None, claimed: str | None = None) -> tuple[str | None, Match, set[str]]:
    name, found = search(words, SOURCES, speaker, claimed)
    return name, found.match, {flag.flag.value for flag in found.flags}


def test_the_source_that_holds_the_words() -> None:
    assert flags_of("Nobody has counted the gulls since the lighthouse was sold.")[:2] == ("harbour", Match.EXACT)


def test_the_claimed_source_is_kept_where_it_holds_the_words() -> None:
    words = "We will rebuild the old bridge by autumn."
    name, match, flags = flags_of(words, claimed="copy")
    assert (name, match) == ("copy", Match.EXACT) and "other_source" not in flags


def test_words_found_elsewhere_say_so() -> None:
    name, match, flags = flags_of("Nobody has counted the gulls since the lighthouse was sold.", claimed="bridge")
    assert (name, match) == ("harbour", Match.EXACT) and "other_source" in flags


def test_an_altered_quotation_stays_with_its_claimed_source() -> None:
    """A look-alike elsewhere would hide the change."""
    sources = {
        "named": SourceText("We will rebuild ten old bridges over the river by autumn."),
        "other": SourceText("We will rebuild nine old bridges over the river by autumn."),
    }
    name, found = search("We will rebuild nine old bridges over the river by autumn.", sources, claimed="named")
    assert (name, found.match) == ("named", Match.ALTERED)


def test_the_credited_speaker_decides_between_equal_sources() -> None:
    words = "We will rebuild the old bridge by autumn."
    assert search(words, SOURCES, "Fox")[0] == "copy"
    assert search(words, SOURCES, "Roe")[0] == "bridge"


def test_absent_everywhere() -> None:
    assert flags_of("The senate adjourned without a vote on the treaty.", claimed="bridge")[:2] == (None, Match.ABSENT)
    assert flags_of("The senate adjourned without a vote on the treaty.", claimed="unknown")[:2] == (None, Match.ABSENT)
    assert search("The senate adjourned without a vote.", {})[0] is None
