"""The report as one HTML file: no script, no outside host, readable on a phone, in the dark and on paper."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from factcheck.reports.marked_story import cut_story, without_title
from factcheck.reports.view import UNSIGNED, make_view
from factcheck.reports.vocabulary import FLAG_LABELS, MATCH_LABELS, NOT_LOOKED
from factcheck.text.match import FlagName

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = _TEMPLATES / "reports" / "story.css"


@cache
def _engine() -> Engine:
    """An engine of its own: the page is the same whatever templates the desk installs."""
    return Engine(dirs=[str(_TEMPLATES)], libraries={}, autoescape=True)


def render_report(report: Mapping[str, Any]) -> str:
    """A self-contained page for a `factcheck.story/1` dict.

    Story and source text are escaped by the template engine; control characters and direction overrides are shown as
    signs. The only links are http or https ones.
    """
    view = make_view(report)
    story = report["story"]
    context = Context(
        {
            "report": view,
            "paragraphs": without_title(cut_story(story["text"], view.quotations, view.claims), view.title),
            "story_sha256": story.get("sha256") or "",
            "unsigned": UNSIGNED,
            "legend": [*MATCH_LABELS.values(), FLAG_LABELS[FlagName.OMISSION_HOLDS_NEGATION], NOT_LOOKED],
            "style": mark_safe(_STYLE.read_text(encoding="utf-8")),  # noqa: S308 - our own file
        },
        use_l10n=False,  # numbers name anchors here: no separators
    )
    page = _engine().get_template("reports/story.html").render(context)
    return "\n".join(line for line in page.split("\n") if line.strip()) + "\n"
