"""A made-up hearing, long enough to fill pages, and its lines as a printer would break them."""

import textwrap

HEARING = (
    "The committee met in the morning and heard from the witnesses who had come a long way to speak. They said "
    "that the river had been rising for eleven days, and no one in the valley had been told of it by the agency "
    "before the water reached the first houses by the mill. The agency answered that it had sent three warnings "
    "by telephone and one by letter. None of these had been received, the witnesses replied, and the bridge was "
    "closed when they came to it. Nobody wished to blame the young clerk who kept the gauge, since she had "
    "written down every figure that was read to her and had asked twice for somebody to come and look. The "
    "engineer who built the dam above the town was asked when he first knew of the crack in its western wall. He "
    "said that he had known of it for four years, that he had reported it to the minister in person, and that he "
    "had been told to wait until the election was over. There was some noise in the room after that answer, and "
    "the chair asked the public to be quiet or to leave. A farmer from the lower valley then spoke about his "
    "animals, of which he had lost forty in a single night, and about the neighbours who had helped him to bury "
    "them when the roads were still under water. We will never trust a promise again, he said, unless it is "
    "written down and signed by a person whom we can find afterwards. The minister will be heard on Thursday, "
    "with the two officials who were on duty that weekend. The committee wants to know why the sirens were "
    "silent, who decided to open the lower gates before dawn, and what became of the letter that the mayor says "
    "he sent. It will also visit the valley in the spring, when the new houses are to be finished and the school "
    "opens its doors"
)
# Sentences of the hearing from its beginning, middle and end; they cross lines, and columns and pages of most layouts.
SENTENCES = [
    "no one in the valley had been told of it by the agency before the water reached the first houses by the mill",
    "None of these had been received, the witnesses replied, and the bridge was closed when they came to it",
    "she had written down every figure that was read to her and had asked twice for somebody to come and look",
    "he had known of it for four years, that he had reported it to the minister in person",
    "of which he had lost forty in a single night, and about the neighbours who had helped him to bury them",
    "We will never trust a promise again, he said, unless it is written down and signed by a person whom we can find",
    "why the sirens were silent, who decided to open the lower gates before dawn, and what became of the letter",
]


def lines_of(width: int, text: str = HEARING) -> list[str]:
    """The text in lines of at most so many characters."""
    return textwrap.wrap(text, width)


def broken_lines_of(width: int, text: str = HEARING) -> list[str]:
    """The text in lines filled to the last letter, words broken with hyphens."""
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif room >= 4 and len(word) - room >= 3 and word.isalpha():
            lines[-1] += f" {word[: room - 1]}-"
            lines.append(word[room - 1 :])
        else:
            lines.append(word)
    return lines
