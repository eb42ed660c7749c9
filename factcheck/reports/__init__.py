"""What a checked story looks like to people: the terminal report and the self-contained HTML report.

Pure functions from the report dict (`factcheck.story/1`) to output: no database, clock or network.
"""
