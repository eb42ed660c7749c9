import pytest

from factcheck.reports.links import link_to_words, web_address

PAGE = "https://council.example/hearing"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We need power.", "#:~:text=We%20need%20power."),
        ("well-known, really & truly", "#:~:text=well%2Dknown%2C%20really%20%26%20truly"),
        (
            "one two three four five six seven eight nine",
            "#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        ("it’s", "#:~:text=it%E2%80%99s"),
        ("", ""),
    ],
    ids=["short", "syntax_escaped", "long_names_both_ends", "not_ascii", "no_words"],
)
def test_link_to_words(words: str, expected: str) -> None:
    assert link_to_words(PAGE, words) == PAGE + expected


def test_a_fragment_of_the_address_is_kept() -> None:
    assert link_to_words(f"{PAGE}#turn-4", "Yes") == f"{PAGE}#turn-4:~:text=Yes"


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//council.example/x", "hearing.txt",
        "https://", "https://a.example/\"onclick=x", "https://a.example/ b", "java\nscript:x", "http://[::1",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) == ""
    assert link_to_words(url, "words") == ""
