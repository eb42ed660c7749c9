"""The report in a terminal: good at 80 columns, without colour, through a pipe and in narrow windows."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from factcheck.reports.claim_view import ClaimView, SignalView
from factcheck.reports.diff import Mark, Run
from factcheck.reports.quotation_view import ChangeView, QuotationView, RecordView
from factcheck.reports.view import UNSIGNED, ReportView, SourceView, make_view
from factcheck.reports.vocabulary import Label, Tone

# Lines longer than this are hard to follow, however wide the window. Measured in columns.
_WIDEST = 100
# The page shows more of them.
_MOST_CLAIMS = 8
_MOST_REASONS = 4
_MOST_EVIDENCE = 1
_STYLES: Mapping[Tone, str] = {Tone.OK: "green", Tone.WARN: "yellow", Tone.BAD: "red", Tone.NONE: "cyan"}
_OPENING_MARKS = ("“", '"', "„", "«", "‘")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """Print a `factcheck.story/1` dict. Never more than 100 columns; wraps to narrower windows."""
    parts = _Drawing(console).parts(make_view(report))
    if console.is_terminal:
        _print_parts(parts, console)
        return
    with console.capture() as captured:
        _print_parts(parts, console)
    # Pipes and files get no padding at the ends of lines.
    console.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def _print_parts(parts: Iterable[RenderableType], console: Console) -> None:
    width = min(console.width, _WIDEST)
    for part in parts:
        console.print(part, width=width, highlight=False)


class _Drawing:
    """Draws for one console: knows whether colour can be seen and which signs can be written."""

    def __init__(self, console: Console) -> None:
        self.has_colour = console.color_system is not None and not console.no_color
        self.is_unicode = console.encoding.lower().startswith("utf")
        self.encoding = console.encoding

    def parts(self, view: ReportView) -> Iterable[RenderableType]:
        yield self.head(view)
        for quotation in view.quotations:
            yield self.quotation(quotation)
        if view.claims:
            yield self.heading("Claims worth checking")
            yield from map(self.claim, view.claims[:_MOST_CLAIMS])
            if (left := len(view.claims) - _MOST_CLAIMS) > 0:
                yield self.listed("", self.text(f"and {left} more of less weight (--format html shows all)", "dim"))
        yield self.heading("What was searched")
        yield from map(self.source, view.sources)
        if not view.sources:
            yield self.indented(self.text("No source was given or found, so nothing could be compared."))
        yield self.heading("What to do next")
        for number, step in enumerate(view.next_steps, 1):
            yield self.listed(f"{number}.", self.text(step))
        yield Text()
        yield self.text(UNSIGNED, "dim")

    def head(self, view: ReportView) -> RenderableType:
        strip = Table.grid(padding=(0, 2))
        strip.add_column(justify="right", no_wrap=True)
        strip.add_column(no_wrap=True)
        strip.add_column(overflow="fold")
        for tally in view.tallies:
            style = _STYLES[tally.tone] if tally.count else "dim"
            strip.add_row(
                self.text(str(tally.count), f"bold {style}"),
                self.text(tally.words, style),
                self.text(", ".join(tally.parts), "dim"),
            )
        return Group(
            Text(),
            self.text(view.title, "bold"),
            self.text(" · ".join(view.facts), "dim"),
            Text(),
            Padding(strip, (0, 0, 0, 2)),
        )

    def quotation(self, quotation: QuotationView) -> RenderableType:
        label = quotation.label
        style = _STYLES[label.tone]
        parts: list[RenderableType] = [
            self.text(quotation.credit, "dim"),
            *([self.text(quotation.decision, "bold")] if quotation.decision else []),
            *self.words(quotation),
            *map(self.change, quotation.changes),
            *(self.flagged(flag.label, flag.sentence) for flag in quotation.flags),
            *(self.text(note) for note in quotation.notes),
        ]
        if quotation.record:
            parts.append(self.where(quotation.record))
        else:
            parts.append(self.text(label.meaning, "dim"))
        parts.extend(self.searched(quotation))
        title = self.text(f"{quotation.number}  ", "bold") + self.text(self.signed(label), f"bold {style}")
        return Group(Text(), self.rule(title, style), self.indented(Group(*parts)))

    def words(self, quotation: QuotationView) -> Iterable[RenderableType]:
        printed = self.row(quotation.diff.printed, "red")
        record = quotation.record
        if record is None:
            yield self.paired("Printed", printed)
            return
        if not quotation.is_verbatim:
            yield self.paired("Printed", printed)
        recorded = Text()
        if record.before:
            recorded += self.text(record.before, "dim")
        # An article's own mark stands there already.
        recorded += self.row(quotation.diff.recorded, "yellow", is_marked=record.before.endswith(_OPENING_MARKS))
        if record.after:
            recorded += self.text(record.after, "dim")
        yield self.paired("Record", recorded)

    def row(self, runs: Iterable[Run], style: str, *, is_marked: bool = False) -> Text:
        """A row of words, its changes marked by number and underline; by number and brackets without colour."""
        line = self.text("" if is_marked else "“")
        for run in runs:
            number = "" if run.number is None else self.number(run.number)
            words = " ".join(run.text.split()) if run.mark in {Mark.CHANGED, Mark.ADMITTED} else _spaced(run.text)
            if run.mark is Mark.PLAIN:
                line += self.text(words)
            elif run.mark is Mark.BREAK:
                line += self.text(words.rstrip() + number, f"bold {style}" if number else "dim") + self.text(" ")
            elif run.mark in {Mark.GAP, Mark.ADMITTED_GAP}:
                line += self.text(f"^{number}", f"bold {style if run.mark is Mark.GAP else 'cyan'}")
            elif self.has_colour:
                shade = style if run.mark is Mark.CHANGED or run.is_heavy else "cyan"
                line += self.text(words, f"bold underline {shade}") + self.text(number, f"bold {shade}")
            else:
                opening, closing = ("{", "}") if run.mark is Mark.CHANGED else ("<", ">")
                line += self.text(f"{opening}{words}{closing}{number}", "bold")
        return line if is_marked else line + self.text("”")

    def where(self, record: RecordView) -> Text:
        facts = [
            record.source,
            f"{record.speaker}, {record.speaker_check}" if record.speaker else "",
            record.tier,
        ]
        line = self.text("From ", "dim") + self.text(" · ".join(fact for fact in facts if fact), "dim")
        if record.link and self.has_colour:
            line += self.text(" · ", "dim") + self.text("open at these words", f"dim underline link {record.link}")
        return line

    def searched(self, quotation: QuotationView) -> Iterable[Text]:
        if quotation.looked_in and not quotation.record:
            yield self.text(f"Searched: {quotation.looked_in}", "dim")
        if quotation.could_not_look:
            yield self.text(f"Could not look: {quotation.could_not_look}", "yellow")

    def claim(self, claim: ClaimView) -> RenderableType:
        reasons = " · ".join((f"worth {claim.score} of 100", *claim.reasons[:_MOST_REASONS]))
        parts: list[RenderableType] = [
            self.text(claim.text),
            self.text(f"{claim.credit} · {reasons}", "dim"),
        ]
        if claim.decision:
            parts.append(self.text(claim.decision, "bold"))
        for piece in claim.evidence[:_MOST_EVIDENCE]:
            line = self.text(f"{piece.source}: ", "bold") + self.text(f"“{piece.words}”" if piece.words else "")
            for signal in piece.signals:
                line += self.text(f" · {signal.words}", _signal_style(signal))
            parts.append(line)
        for check in claim.checks:
            line = self.text(f"Checked by {check.publisher}: ", "bold") + self.text(f"“{check.rating}”")
            parts.append(line + self.text(f" · {check.reviewed_at} · {check.standing}: {check.claim}", "dim"))
        return self.listed(f"c{claim.number}", Group(*parts))

    def source(self, source: SourceView) -> RenderableType:
        outcome = source.label.words + (f": {source.reason}" if source.reason else "")
        lines = [
            self.text(source.name, "bold")
            + self.text(f" · {outcome}", "" if source.label.tone is Tone.OK else "yellow")
        ]
        facts = [source.title, *source.facts, f"sha256 {source.short_sha256}" if source.sha256 else "", source.page]
        if any(facts):
            lines.append(self.text(" · ".join(fact for fact in facts if fact), "dim"))
        return self.listed(self.sign(source.label), Group(*lines), _STYLES[source.label.tone])

    def change(self, change: ChangeView) -> RenderableType:
        line = self.text(change.sentence)
        for label in change.touches:
            line += self.text(f" · {self.sign(label)} {label.words.lower()}", f"bold {_STYLES[label.tone]}")
        return self.listed(str(change.number), line)

    def flagged(self, label: Label, sentence: str) -> RenderableType:
        line = self.text(f"{label.words}. ", f"bold {_STYLES[label.tone]}") + self.text(sentence)
        return self.listed(self.sign(label), line, _STYLES[label.tone])

    def heading(self, words: str) -> RenderableType:
        return Group(Text(), self.rule(self.text(words, "bold"), "dim"))

    def rule(self, title: Text, style: str) -> Rule:
        return Rule(title, align="left", style=style, characters="─" if self.is_unicode else "-")

    def paired(self, name: str, words: Text) -> RenderableType:
        table = Table.grid(padding=(0, 1))
        table.add_column(width=7, no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row(self.text(name, "dim"), words)
        return table

    def listed(self, sign: str, body: RenderableType, style: str = "dim") -> RenderableType:
        table = Table.grid(padding=(0, 1))
        table.add_column(width=3, no_wrap=True, justify="right")
        table.add_column(overflow="fold")
        table.add_row(self.text(sign, style), body)
        return table

    @staticmethod
    def indented(body: RenderableType) -> Padding:
        return Padding(body, (0, 0, 0, 3))

    def signed(self, label: Label) -> str:
        return f"{self.sign(label)} {label.words}"

    def sign(self, label: Label) -> str:
        return label.sign if self.is_unicode else label.plain_sign

    def number(self, number: int) -> str:
        return str(number).translate(_SUPERSCRIPTS) if self.is_unicode else f"[{number}]"

    def text(self, words: str, style: str = "") -> Text:
        """Words as they are, never read as markup; what the terminal's encoding cannot write becomes "?"."""
        if not self.is_unicode:
            words = words.encode(self.encoding, "replace").decode(self.encoding)
        # A style given to the Text itself would spread over whatever is added to it.
        return Text(overflow="fold").append(words, style)


def _signal_style(signal: SignalView) -> str:
    if not signal.is_conflict:
        return "green"
    return "red" if signal.is_figure else "yellow"


def _spaced(text: str) -> str:
    """The text with each run of white space as one space, ends kept."""
    lead, trail = text[:1].isspace(), text[-1:].isspace()
    core = " ".join(text.split())
    if not core:
        return " " if text else ""
    return f"{' ' if lead else ''}{core}{' ' if trail else ''}"
