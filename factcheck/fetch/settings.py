"""Limits and allowances of a fetch. The caller passes them in; nothing here reads the environment."""

from dataclasses import dataclass

from factcheck.release import VERSION

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What a fetch may do.

    `allowed_hosts` holds "host" or "host:port" entries an operator exempts from the address and port policy (test and
    intranet hosts); link-local, multicast and cloud metadata addresses stay refused even then. `deadline_seconds`
    covers the whole exchange, redirects and robots.txt included, but not the time spent waiting for a turn at the host.
    `gap_seconds` is the least time between two visits of one host; a longer Crawl-delay of its robots.txt wins.
    `ca_file` replaces the public certificate authorities, for an intranet with its own.
    """

    contact_url: str = ""
    product: str = f"Factcheck/{VERSION}"
    allowed_hosts: tuple[str, ...] = ()
    allowed_ports: tuple[int, ...] = (80, 443)
    deadline_seconds: float = 20.0
    connect_seconds: float = 5.0
    wire_limit: int = 8 * MEGABYTE
    decoded_limit: int = 16 * MEGABYTE
    max_redirects: int = 5
    obeys_robots: bool = True
    gap_seconds: float = 2.0
    accept_language: str = "en, *;q=0.5"
    ca_file: str = ""

    @property
    def user_agent(self) -> str:
        """The honest User-Agent: product, what it does, and where its operator can be reached."""
        contact = f"; +{self.contact_url}" if self.contact_url else ""
        return f"{self.product} (newsroom quotation checker{contact})"


@dataclass(frozen=True, slots=True)
class WebArchives:
    """Addresses of web archives, "" for those that are not asked. A page's address is put behind timegate, timemap and
    save; availability and cdx take it as the parameter `url`.
    """

    timegate: str = ""
    timemap: str = ""
    availability: str = ""
    cdx: str = ""
    save: str = ""

    @property
    def can_look(self) -> bool:
        """True when some archive may be asked for copies."""
        return bool(self.timegate or self.timemap or self.availability or self.cdx)
