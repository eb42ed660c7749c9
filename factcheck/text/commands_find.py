"""The subcommands `quotations`, `claims` and `worthiness` of `python -m factcheck.text`."""

import argparse
import sys

from factcheck.text.claims import find_claims, score_worthiness
from factcheck.text.jsonlines import Row, answer_lines, text_of
from factcheck.text.quotations import find_quotations


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three subcommands; each sets `run`, called with the arguments, returning the exit status."""
    quotations = subparsers.add_parser("quotations", help='quotations of stories: {"id","text"} a line')
    quotations.set_defaults(run=lambda arguments: answer_lines(sys.stdin.buffer, sys.stdout, quotations_row))
    claims = subparsers.add_parser("claims", help='checkable statements of stories: {"id","text"} a line')
    claims.set_defaults(run=lambda arguments: answer_lines(sys.stdin.buffer, sys.stdout, claims_row))
    worthiness = subparsers.add_parser("worthiness", help='how much a sentence wants checking: {"id","text"} a line')
    worthiness.set_defaults(run=lambda arguments: answer_lines(sys.stdin.buffer, sys.stdout, worthiness_row))


def quotations_row(row: Row) -> Row:
    return {"id": row.get("id"), "quotes": [quotation.as_json() for quotation in find_quotations(text_of(row, "text"))]}


def claims_row(row: Row) -> Row:
    return {"id": row.get("id"), "claims": [claim.as_json() for claim in find_claims(text_of(row, "text"))]}


def worthiness_row(row: Row) -> Row:
    score, reasons = score_worthiness(text_of(row, "text"))
    return {"id": row.get("id"), "score": round(score, 4), "reasons": [reason.as_json() for reason in reasons]}
