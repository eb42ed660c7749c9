"""`python -m factcheck.fetch get|read|changes`: see `commands`."""

import sys

from factcheck.fetch.commands import main

if __name__ == "__main__":
    sys.exit(main())
