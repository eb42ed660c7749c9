"""Which URLs and addresses may be asked: the judgement made before anything is connected.

A URL is taken apart strictly and put together again, so that no later parser can read it another way. Addresses are
judged after name resolution, and the connection goes to a judged address (see `connection`), never to a name again.
The networks are those of the IANA special-purpose registries (RFC 6890 and successors) and of cloud metadata services.
"""

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

import idna

from factcheck.fetch.exceptions import FetchRefused
from factcheck.fetch.settings import FetchSettings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_URL = 4000
CONTROL_CHARACTERS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
HOST_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
HOST_AND_PORT = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s\[\]/?#@:\\]+)(?::\d{1,5})?")
NUMERIC_LABEL = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")  # WHATWG URL, "ends in a number checker"

# Not reachable on the public network, or not a place a page can be.
SPECIAL_NETWORKS: tuple[Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved and broadcast
        "168.63.129.16/32",  # Azure's wire server, public by number, private by role
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4 wraps any IPv4 address
        "3fff::/20",
    )
)
LOCAL_DOMAINS = frozenset({"localhost", "local", "internal"})  # RFC 6761, RFC 6762, ICANN's reservation of 2024
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how IPv6-only networks reach every IPv4 host
# The last 64 bits of an address that tunnels to the IPv4 address in its last 32 (ISATAP; RFC 5214, 6.1).
ISATAP_MARKS = frozenset({0x00005EFE, 0x02005EFE})
# Refused even for a host on the allow-list: no intranet page lives there, but keys of the machine do.
NEVER_NETWORKS: tuple[Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "168.63.129.16/32",
        "100.100.100.200/32",
        "192.0.0.192/32",
        "224.0.0.0/3",
        "::/128",
        "fe80::/10",
        "fd00:ec2::254/128",
        "ff00::/8",
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked, apart from its addresses.

    `host` is lower-case ASCII without brackets or trailing dot; `url` is the URL rebuilt from the parts, no fragment.
    """

    url: str
    scheme: str
    host: str
    port: int
    is_allow_listed: bool

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def gate_host(self) -> str:
        """The host as the gate counts it: http and https of one name are one host, an unusual port is its own."""
        return self.host if self.port in (80, 443) else self.netloc


def check_url(url: str, settings: FetchSettings) -> Target:
    """The target of a URL policy lets through; raises FetchRefused with the reason for any other."""
    url = url.strip(" \t\r\n\f")
    if len(url) > LONGEST_URL:
        raise FetchRefused(f"The address has {len(url)} characters; at most {LONGEST_URL} are followed.")
    if CONTROL_CHARACTERS.search(url):
        raise FetchRefused("The address holds a space or control character.")
    if "\\" in url:
        raise FetchRefused("The address holds a backslash, which programs read in different ways.")
    parts, port = _split(url)
    host = normal_host(parts.hostname or "")
    scheme = parts.scheme.lower()
    port = DEFAULT_PORTS[scheme] if port is None else port
    is_allow_listed = _is_allow_listed(host, port, settings.allowed_hosts)
    if port not in settings.allowed_ports and not is_allow_listed:
        raise FetchRefused(f"Port {port} is not one where pages are; allowed are {_listed(settings.allowed_ports)}.")
    if not is_allow_listed and _is_local_name(host):
        raise FetchRefused(f"{host} is a name of a network, not one of the public web.")
    bare = Target(url="", scheme=scheme, host=host, port=port, is_allow_listed=is_allow_listed)
    query = f"?{parts.query}" if parts.query else ""
    rebuilt = f"{bare.origin}{_without_dots(parts.path)}{query}"
    return Target(url=rebuilt, scheme=scheme, host=host, port=port, is_allow_listed=is_allow_listed)


def normal_host(host: str) -> str:
    """The host in lower-case ASCII: IDNA (UTS 46) applied, addresses in their usual spelling, no trailing dot.

    Raises FetchRefused for what is neither a host name nor a plainly written address: 127.1, 0x7f000001 and 2130706433
    are all 127.0.0.1 to some resolvers.
    """
    if ":" in host:
        return _normal_ipv6(host)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise FetchRefused(f"{host!r} is not a valid host name.") from error
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if NUMERIC_LABEL.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise FetchRefused(f"{host!r} is not an address written as four decimal numbers.") from error
    if len(host) > 253 or not all(HOST_LABEL.fullmatch(label) for label in labels):
        raise FetchRefused(f"{host!r} is not a valid host name." if host else "The address names no host.")
    return host


def permitted_addresses(target: Target, addresses: list[str]) -> list[str]:
    """Those addresses of a target's host that may be connected to, as they are to be dialled, order kept.

    Raises FetchRefused when none is left; the reason is that of the first.
    """
    reasons = []
    permitted: list[str] = []
    for written in addresses:
        address = unwrapped(ipaddress.ip_address(written.partition("%")[0]))
        reason = why_refused(address, target.is_allow_listed)
        if reason:
            subject = target.host if target.host == written else f"{target.host} leads to {address}, which"
            reasons.append(f"{subject} {reason}.")
        elif str(address) not in permitted:
            permitted.append(str(address))
    if not permitted:
        raise FetchRefused(reasons[0] if reasons else f"{target.host} has no address.")
    return permitted


def why_refused(address: Address, is_allow_listed: bool = False) -> str | None:
    """What is wrong with an address, as a clause about it; None when it may be connected to."""
    address = unwrapped(address)
    if is_allow_listed:
        return "is never fetched" if _within(address, NEVER_NETWORKS) else None
    if isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL_UNICAST and address not in NAT64:
        return "is not a public address"
    if isinstance(address, ipaddress.IPv6Address) and (address in NAT64 or _is_isatap(address)):
        return why_refused(_last_32_bits(address))
    if _within(address, SPECIAL_NETWORKS):
        return "is not a public address"
    return None


def unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv4-mapped IPv6 one; any other address itself."""
    if isinstance(address, ipaddress.IPv6Address) and address in MAPPED:
        return _last_32_bits(address)
    return address


def _is_isatap(address: ipaddress.IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFFFFFFFF in ISATAP_MARKS


def _last_32_bits(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(f"The address cannot be read: {error}.") from error
    if parts.scheme.lower() not in DEFAULT_PORTS:
        raise FetchRefused(
            f"Only http and https addresses are fetched, not {parts.scheme or 'an address without scheme'}."
        )
    if "@" in parts.netloc:
        raise FetchRefused("The address holds a user name or password.")
    if not parts.hostname:
        raise FetchRefused("The address names no host.")
    return parts, port


def _normal_ipv6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise FetchRefused(f"{host!r} is not a valid IPv6 address.") from error
    if address.scope_id:
        raise FetchRefused("The address names a network interface (zone).")
    return str(address)


def _without_dots(path: str) -> str:
    """The path a server is asked for: "." and "..", escaped or not, are steps and no names (WHATWG URL, path state).

    robots.txt is asked about this path; /open/../closed must not pass for a page of /open.
    """
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        step = segment.lower().replace("%2e", ".")
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(segment)
    if segments and segments[-1].lower().replace("%2e", ".") in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _is_local_name(host: str) -> bool:
    """True for a name without a dot, which a resolver may complete into one of the network it stands in, and for names
    that are set aside for such networks.
    """
    return ":" not in host and ("." not in host or host.rpartition(".")[2] in LOCAL_DOMAINS)


def _is_allow_listed(host: str, port: int, allowed_hosts: tuple[str, ...]) -> bool:
    entries = _entries(allowed_hosts)
    return (host, None) in entries or (host, port) in entries


@lru_cache(maxsize=8)
def _entries(allowed_hosts: tuple[str, ...]) -> frozenset[tuple[str, int | None]]:
    return frozenset(split_host_port(entry) for entry in allowed_hosts)


def split_host_port(entry: str) -> tuple[str, int | None]:
    """Host and port of an allow-list entry: "127.0.0.1:8000", "[::1]:8000", "::1", "intranet.example".

    Raises ValueError for an entry that is no host.
    """
    entry = entry.strip()
    try:
        if entry.count(":") > 1 and not entry.startswith("["):
            return normal_host(entry), None
        if not HOST_AND_PORT.fullmatch(entry):
            raise ValueError(entry)
        parts = urlsplit(f"//{entry}")
        return normal_host(parts.hostname or ""), parts.port
    except (ValueError, FetchRefused) as error:
        raise ValueError(f"expected HOST or HOST:PORT, got {entry!r}") from error


def _listed(ports: tuple[int, ...]) -> str:
    return " and ".join(str(port) for port in ports)
