"""Sentences for people: how long words are shown."""

from factcheck.text import explain


def test_long_words_are_cut_between_words() -> None:
    shown = explain.quoted("The council voted to keep the bridge open. " * 6)

    head, tail = shown.strip("“”").split(" […] ")
    assert head.split()[-1] in "The council voted to keep the bridge open.".split()
    assert tail.split()[0] in "The council voted to keep the bridge open.".split()


def test_an_endless_word_is_cut_all_the_same() -> None:
    assert len(explain.quoted("a" * 1_000)) < 200
