"""`python -m factcheck.text SUBCOMMAND`: finding and comparing without a database, JSON Lines in and out."""

import argparse
import sys

from factcheck.text import commands_compare, commands_find


def main(words: list[str] | None = None) -> int:
    """Exit status: 0 when every line was answered, 2 for bad usage."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.text", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="SUBCOMMAND")
    commands_find.add_parser(subparsers)
    commands_compare.add_parser(subparsers)
    arguments = parser.parse_args(words)
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
