"""The version of this program, as every record of its work names it. A test holds pyproject.toml to the same."""

VERSION = "0.1.0"
SOFTWARE = f"factcheck {VERSION}"
