"""Whether a story may go out as far as its quotations are concerned: the rule behind `check_story`'s exit status, for a
system that asks before it publishes. Said of the machine's comparisons; what people decided stands beside it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from factcheck.models import Quotation, Stage, Story
from factcheck.text.match import Match, Severity, needs_person

MOST_WAIT = 25  # seconds; below the half minute after which proxies and servers give up
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 1.0
_DONE = (Stage.READY, Stage.FAILED)


class Verdict(StrEnum):
    CLEAR = "clear"
    NEEDS_PERSON = "needs_person"
    FAILED = "failed"
    PENDING = "pending"


class ExitStatus(IntEnum):
    """As of `manage.py check_story`."""

    CLEAR = 0
    NEEDS_PERSON = 1
    BAD_INPUT = 2


_STATUS_OF = {
    Verdict.CLEAR: ExitStatus.CLEAR,
    Verdict.NEEDS_PERSON: ExitStatus.NEEDS_PERSON,
    Verdict.FAILED: ExitStatus.BAD_INPUT,
}


@dataclass(frozen=True, slots=True)
class Gate:
    """`quotations` are those that need a person, in the order of the story; `problem` says why a story failed."""

    verdict: Verdict
    quotations: tuple[Quotation, ...] = ()
    problem: str = ""

    @property
    def exit_status(self) -> int | None:
        """None while the story is still worked on."""
        return _STATUS_OF.get(self.verdict)


def gate_of(story: Story, *, wait_seconds: float = 0) -> Gate:
    """What can be said of the story, after at most `wait_seconds` (of MOST_WAIT) for the work on it to end."""
    stage = _stage_after(story, min(wait_seconds, MOST_WAIT))
    story = Story.objects.only("stage", "problem", "text").get(pk=story.pk)
    if stage == Stage.FAILED:
        return Gate(Verdict.FAILED, problem=story.problem)
    if stage != Stage.READY:
        return Gate(Verdict.PENDING)
    quotations = story.quotations.select_related("best_comparison", "story").order_by("number")
    held = tuple(quotation for quotation in quotations if is_held(quotation))
    return Gate(Verdict.NEEDS_PERSON if held else Verdict.CLEAR, held)


def is_held(quotation: Quotation) -> bool:
    """True for a quotation that is not the recorded words, or has something high about it."""
    best = quotation.best_comparison
    return best is None or needs_person(Match(best.match), Severity(best.severity))


def _stage_after(story: Story, seconds: float) -> str:
    ends_at, pause = time.monotonic() + seconds, _FIRST_PAUSE
    while True:
        stage: str = Story.objects.values_list("stage", flat=True).get(pk=story.pk)
        left = ends_at - time.monotonic()
        if stage in _DONE or left <= 0:
            return stage
        time.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE)
