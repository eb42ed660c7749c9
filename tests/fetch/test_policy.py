"""URL policy: what is taken apart how, and what may be connected to. The hostile spellings are in test_hostile."""

import ipaddress

import pytest

from factcheck.fetch.exceptions import FetchRefused
from factcheck.fetch.policy import check_url, permitted_addresses, split_host_port, why_refused
from factcheck.fetch.settings import FetchSettings

REBUILT = [
    ("plain", "http://example.org", "http://example.org/"),
    ("default port dropped", "https://example.org:443/a", "https://example.org/a"),
    ("fragment dropped", "https://example.org/a?b=c#d", "https://example.org/a?b=c"),
    ("capitals", "HTTPS://Example.ORG/A", "https://example.org/A"),
    ("trailing dot", "http://example.org./", "http://example.org/"),
    ("space around", " \thttp://example.org/a\n", "http://example.org/a"),
    ("umlaut", "http://b\u00fccher.example/", "http://xn--bcher-kva.example/"),
    ("underscore in a label", "http://my_host.example.org/", "http://my_host.example.org/"),
    ("hyphens three and four", "http://r3---sn.example.com/", "http://r3---sn.example.com/"),
    ("public address", "http://93.184.216.34/", "http://93.184.216.34/"),
    ("public IPv6", "http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]/"),
    ("at sign in the path", "https://example.org/@user/1", "https://example.org/@user/1"),
    ("non-ASCII path", "https://example.org/caf\u00e9", "https://example.org/caf\u00e9"),
]


@pytest.mark.parametrize(("url", "rebuilt"), [pytest.param(url, rebuilt, id=name) for name, url, rebuilt in REBUILT])
def test_url_is_rebuilt_from_its_parts(url: str, rebuilt: str) -> None:
    assert check_url(url, FetchSettings()).url == rebuilt


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("localhost", ("localhost", None)),
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:8000", ("::1", 8000)),
        ("::1", ("::1", None)),
        ("Intranet.Example.", ("intranet.example", None)),
    ],
)
def test_allow_list_entries(entry: str, expected: tuple[str, int | None]) -> None:
    assert split_host_port(entry) == expected


@pytest.mark.parametrize("entry", ["", "http://x.test", "a b", "127.1", "host:port", "x.test:99999"])
def test_entry_that_is_no_host(entry: str) -> None:
    with pytest.raises(ValueError, match="expected HOST"):
        split_host_port(entry)


def test_unusual_port_needs_the_allow_list() -> None:
    with pytest.raises(FetchRefused, match="Port 8000"):
        check_url("http://example.org:8000/", FetchSettings())
    assert check_url("http://example.org:8000/", FetchSettings(allowed_hosts=("example.org:8000",))).port == 8000
    assert check_url("http://example.org:8000/", FetchSettings(allowed_ports=(80, 443, 8000))).port == 8000


def test_mapped_address_is_dialled_as_ipv4() -> None:
    target = check_url("http://example.org/", FetchSettings())
    assert permitted_addresses(target, ["::ffff:93.184.216.34", "93.184.216.34", "10.0.0.1"]) == ["93.184.216.34"]


@pytest.mark.parametrize(
    "network", ["127.0.0.0/8", "10.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "fc00::/7", "fe80::/10"]
)
def test_edges_of_private_networks(network: str) -> None:
    block = ipaddress.ip_network(network)
    assert why_refused(block[0])
    assert why_refused(block[-1])


def test_public_neighbours_of_private_networks() -> None:
    for address in ("9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.1", "172.32.0.1", "2003::1", "2a00::1"):
        assert why_refused(ipaddress.ip_address(address)) is None, address
