"""Addresses and answers meant to do harm: nothing private is connected to, nothing unbounded, nothing cut unseen.

Every connection is diverted to a server on the loopback; `internet.connected` holds the addresses that were meant.
"""

import threading
import time
import tracemalloc

import pytest

from factcheck.fetch.result import Outcome
from tests.fetch.conftest import PUBLIC, PUBLIC_IPV6, Internet

PRIVATE_URLS = [
    ("loopback", "http://127.0.0.1/"),
    ("loopback with port", "http://127.0.0.1:8931/"),
    ("another loopback", "http://127.8.9.10/"),
    ("localhost", "http://localhost/"),
    ("localhost with dot", "http://localhost./"),
    ("loopback with dot", "http://127.0.0.1./"),
    ("short form", "http://127.1/"),
    ("decimal", "http://2130706433/"),
    ("hexadecimal", "http://0x7f000001/"),
    ("hexadecimal parts", "http://0x7f.0.0.0x1/"),
    ("octal", "http://0177.0.0.1/"),
    ("octal padded", "http://127.0.0.01/"),
    ("zero", "http://0/"),
    ("unspecified", "http://0.0.0.0/"),
    ("overflowing decimal", "http://4294967297/"),
    ("hexadecimal without digits", "http://0x/"),
    ("ipv6 unspecified", "http://[::]/"),
    ("ipv6 loopback", "http://[::1]/"),
    ("ipv6 loopback in full", "http://[0:0:0:0:0:0:0:1]/"),
    ("mapped", "http://[::ffff:127.0.0.1]/"),
    ("mapped hexadecimal", "http://[::ffff:7f00:1]/"),
    ("mapped metadata", "http://[::ffff:169.254.169.254]/"),
    ("compatible", "http://[::127.0.0.1]/"),
    ("translated", "http://[::ffff:0:127.0.0.1]/"),
    ("nat64", "http://[64:ff9b::7f00:1]/"),
    ("nat64 of ten", "http://[64:ff9b::10.0.0.1]/"),
    ("local nat64", "http://[64:ff9b:1::7f00:1]/"),
    ("6to4", "http://[2002:7f00:1::]/"),
    ("teredo", "http://[2001:0:7f00:1::]/"),
    ("orchid", "http://[2001:20::1]/"),
    ("site-local", "http://[fec0::1]/"),
    ("link-local", "http://[fe80::1]/"),
    ("unique local", "http://[fd00::1]/"),
    ("unique local fc", "http://[fc00::1]/"),
    ("ipv6 multicast", "http://[ff02::1]/"),
    ("discard", "http://[100::1]/"),
    ("documentation", "http://[2001:db8::1]/"),
    ("new documentation", "http://[3fff::1]/"),
    ("isatap inside link-local", "http://[fe80::5efe:7f00:1]/"),
    ("zone", "http://[::1%25lo]/"),
    ("zone of link-local", "http://[fe80::1%25eth0]/"),
    ("metadata", "http://169.254.169.254/latest/"),
    ("ipv6 metadata", "http://[fd00:ec2::254]/"),
    ("container metadata", "http://169.254.170.2/"),
    ("alibaba metadata", "http://100.100.100.200/"),
    ("oracle metadata", "http://192.0.0.192/"),
    ("azure wire server", "http://168.63.129.16/"),
    ("carrier nat", "http://100.64.0.1/"),
    ("ten", "http://10.0.0.1/"),
    ("172.16", "http://172.16.0.1/"),
    ("172.31", "http://172.31.255.254/"),
    ("192.168", "http://192.168.0.1/"),
    ("broadcast", "http://255.255.255.255/"),
    ("multicast", "http://224.0.0.1/"),
    ("reserved", "http://240.0.0.1/"),
    ("benchmark", "http://198.18.0.1/"),
    ("6to4 relay", "http://192.88.99.1/"),
    ("test network", "http://203.0.113.5/"),
    ("circled digits", "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/"),
    ("fullwidth digits", "http://\uff11\uff12\uff17.0.0.1/"),
    ("ideographic dots", "http://127\u30020\u30020\u30021/"),
    ("fullwidth dots", "http://127\uff0e0\uff0e0\uff0e1/"),
    ("arabic digits", "http://\u0661\u0662\u0667.0.0.1/"),
    ("circled letters", "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/"),
    ("soft hyphen", "http://local\u00adhost/"),
    ("percent-encoded", "http://%31%32%37.0.0.1/"),
    ("percent-encoded dot", "http://127%2e0%2e0%2e1/"),
    ("user info", "http://pub.test@127.0.0.1/"),
    ("user info with port", "http://pub.test:80@127.0.0.1/"),
    ("two user infos", "http://a@pub.test@127.0.0.1/"),
    ("backslash", "http://127.0.0.1\\@pub.test/"),
    ("backslash as slash", "http:\\\\127.0.0.1\\"),
    ("fragment", "http://127.0.0.1#@pub.test/"),
    ("user info after fragment", "http://pub.test@127.0.0.1/#@pub.test"),
    ("query before at", "http://127.0.0.1?@pub.test/"),
    ("tab inside", "http://127.0.\t0.1/"),
    ("line end inside", "http://127.0.\n0.1/"),
    ("leading space", " http://127.0.0.1/"),
    ("leading control", "\x01http://127.0.0.1/"),
    ("no slashes", "http:127.0.0.1/"),
    ("three slashes", "http:///127.0.0.1/"),
    ("capitals", "HTTP://LOCALHOST/"),
    ("header in path", "http://pub.test/a\r\nX-Injected: 1"),
    ("nul", "http://pub.test/\x00"),
    ("file", "file:///etc/passwd"),
    ("file with host", "file://pub.test/etc/passwd"),
    ("gopher", "gopher://127.0.0.1/_x"),
    ("data", "data:text/html,hi"),
    ("javascript", "javascript:alert(1)"),
    ("ftp", "ftp://127.0.0.1/"),
    ("dict", "dict://127.0.0.1:11211/stat"),
    ("ldap", "ldap://127.0.0.1/"),
    ("unix socket", "http+unix://%2fvar%2frun%2fdocker.sock/"),
    ("no scheme", "127.0.0.1/"),
    ("nothing", ""),
    ("ssh port", "http://pub.test:22/"),
    ("redis port", "http://pub.test:6379/"),
    ("port zero", "http://pub.test:0/"),
    ("port beyond", "http://pub.test:99999/"),
    ("port of letters", "http://pub.test:8o/"),
    ("unclosed bracket", "http://[::1/"),
    ("future address", "http://[v1.fe80::a+en1]/"),
    ("endless", "http://pub.test/" + "a" * 100_000),
    ("dotless host", "http://intranet/"),
    ("reserved name of this machine", "http://pub.localhost/"),
    ("several trailing dots", "http://127.0.0.1../"),
    ("octal everywhere", "http://0177.0000.0000.0001/"),
    ("hexadecimal of ten", "http://0xa.0.0.1/"),
    ("decimal of metadata", "http://2852039166/"),
    ("three parts", "http://10.0.1/"),
    ("nat64 of metadata", "http://[64:ff9b::a9fe:a9fe]/"),
    ("6to4 of metadata", "http://[2002:a9fe:a9fe::1]/"),
    ("teredo of ten", "http://[2001:0:4136:e378:8000:63bf:f5ff:fffe]/"),
    ("mapped in full", "http://[0:0:0:0:0:ffff:a00:1]/"),
    ("zone without escape", "http://[fe80::1%eth0]/"),
    ("segment routing", "http://[5f00::1]/"),
    ("dummy prefix", "http://[100:0:0:1::1]/"),
    ("documentation addresses", "http://192.0.2.1/"),
    ("old loopback of networks", "http://127.255.255.254/"),
    ("port with plus", "http://pub.test:+80/"),
    ("port with spaces", "http://pub.test: 80/"),
    ("port of other digits", "http://pub.test:\uff18\uff10/"),
    ("port of a database", "http://pub.test:5432/"),
    ("https on the port of plain http of this machine", "https://127.0.0.1:80/"),
    ("slash that looks like one", "http://127.0.0.1\u2044@pub.test/"),
    ("at sign that looks like one", "http://pub.test\uff20127.0.0.1/"),
    ("hash that folds", "http://pub.test\uff03@127.0.0.1/"),
    ("right-to-left override", "http://pub\u202etset.test/"),
    ("zero width", "http://127.0.0\u200b.1/"),
    ("underscore only", "http://_/"),
    ("blob", "blob:http://pub.test/1"),
    ("view-source", "view-source:http://127.0.0.1/"),
    ("jar", "jar:http://127.0.0.1!/"),
    ("ws", "ws://127.0.0.1/"),
    ("endless label", "http://" + "a" * 300 + ".test/"),
    ("escaped dot", "http://127%2e0.0.1/"),
    ("escaped digits", "http://%31%32%37.0.0.1/"),
    ("escaped slash before the at sign", "http://127.0.0.1%2f@pub.test/"),
    ("escaped NUL", "http://127.0.0.1%00.pub.test/"),
    ("halfwidth dots", "http://127\uff610\uff610\uff611/"),
    ("circled metadata", "http://\u246f\u2468\u3002254.169.254/"),
    ("octal in one", "http://017700000001/"),
    ("hexadecimal beyond 32 bits", "http://0xffffffff7f000001/"),
    ("octal metadata", "http://0251.0376.0251.0376/"),
    ("parts beyond a byte", "http://425.510.425.510/"),
    ("hexadecimal short form", "http://0x7f.1/"),
    ("mapped with a zone", "http://[::ffff:127.0.0.1%25eth0]/"),
    ("zone of digits", "http://[fe80::1%251]/"),
    ("isatap", "http://[2606:2800::5efe:127.0.0.1]/"),
    ("isatap of a made-up unique address", "http://[2606:2800:220:1:200:5efe:10.0.0.1]/"),
    ("nat64 of link-local", "http://[64:ff9b::169.254.169.254]/"),
    ("local nat64 of ten", "http://[64:ff9b:1:a00::10.0.0.1]/"),
    ("segment routing of the backbone", "http://[5f00:1::1]/"),
    ("two double colons", "http://[1::2::3]/"),
    ("brackets around nothing", "http://[]/"),
    ("name after the brackets", "http://[::1].pub.test/"),
    ("empty user", "http://@127.0.0.1/"),
    ("empty user and password", "http://:@pub.test/"),
    ("four slashes", "http:////127.0.0.1/"),
    ("no slashes", "http:127.0.0.1"),
    ("backslashes in capitals", "HTTP:\\\\127.0.0.1/"),
    ("two ports", "http://pub.test:80:80/"),
    ("negative port", "http://pub.test:-80/"),
    ("line break in the host", "http://pu\nb.test/"),
    ("metadata by name", "http://metadata.google.internal/"),
    ("printer", "http://printer.local/"),
    ("loopback by its other name", "http://ip6-localhost/"),
    ("port of a proxy", "http://pub.test:3128/"),
    ("hyphen first", "http://-a.test/"),
    ("empty label", "http://a..test/"),
]


@pytest.mark.parametrize("url", [pytest.param(url, id=name) for name, url in PRIVATE_URLS])
def test_refused_without_connecting(internet: Internet, url: str) -> None:
    result = internet.fetch(url)
    assert result.outcome is Outcome.REFUSED, result.reason
    assert internet.connected == []
    assert result.reason.endswith(".")
    assert result.hops[-1].status is None


REDIRECT_TARGETS = [
    ("loopback", "http://127.0.0.1/"),
    ("mapped", "http://[::ffff:127.0.0.1]/"),
    ("metadata", "http://169.254.169.254/"),
    ("file", "file:///etc/passwd"),
    ("gopher", "gopher://127.0.0.1/"),
    ("without scheme", "//127.0.0.1/"),
    ("decimal", "http://2130706433/"),
    ("another port", "http://pub.test:22/"),
    ("user info", "http://a:b@pub.test/"),
    ("backslashes", "/%5C127.0.0.1/"),
    ("name that is private", "http://inside.test/"),
    ("broken", "http://[::1/"),
]


@pytest.mark.parametrize("to", [pytest.param(to, id=name) for name, to in REDIRECT_TARGETS])
@pytest.mark.parametrize("status", ["302 Found", "308 Permanent Redirect"])
def test_redirect_is_judged_like_a_url(internet: Internet, to: str, status: str) -> None:
    internet.names["inside.test"] = [["10.1.2.3"]]
    result = internet.fetch(f"http://pub.test/redirect?to={to}&status={status.replace(' ', '%20')}")
    assert result.outcome is Outcome.REFUSED, result.reason
    assert set(internet.connected) == {PUBLIC}
    assert result.hops[0].status == int(status[:3])


PRIVATE_ANSWERS = [
    ("loopback", ["127.0.0.1"]),
    ("mapped", ["::ffff:10.0.0.1"]),
    ("6to4 of loopback", ["2002:7f00:1::1"]),
    ("teredo", ["2001:0:1:2:3:4:5:6"]),
    ("private in both families", ["192.168.0.1", "fc00::1"]),
    ("carrier nat", ["100.64.1.1"]),
    ("several private", ["10.0.0.1", "fd00::1", "169.254.169.254"]),
    ("link-local with zone", ["fe80::1%2"]),
    ("nat64 of loopback", ["64:ff9b::7f00:1"]),
    ("isatap of loopback", ["2606:2800::5efe:7f00:1"]),
    ("translated", ["::ffff:0:10.0.0.1"]),
    ("compatible", ["::10.0.0.1"]),
    ("unspecified", ["0.0.0.0"]),  # noqa: S104 - an answer, nothing is bound
]


@pytest.mark.parametrize("answer", [pytest.param(answer, id=name) for name, answer in PRIVATE_ANSWERS])
def test_name_that_leads_inside_is_refused(internet: Internet, answer: list[str]) -> None:
    internet.names["evil.test"] = [answer]
    assert internet.fetch("http://evil.test/").outcome is Outcome.REFUSED
    assert internet.connected == []


@pytest.mark.parametrize("robots", [True, False])
@pytest.mark.parametrize("path", ["", "redirect?to=http://evil.test/page"])
def test_name_that_changes_its_answer_is_asked_once(internet: Internet, path: str, robots: bool) -> None:
    internet.names["evil.test"] = [[PUBLIC], ["127.0.0.1"]]
    result = internet.fetch(f"http://evil.test/{path}", robots=robots)
    assert result.outcome is Outcome.FETCHED
    assert set(internet.connected) == {PUBLIC}
    assert internet.asked.count("evil.test") == 1


def test_private_address_among_public_ones_is_never_tried(internet: Internet) -> None:
    internet.names["evil.test"] = [[PUBLIC, "127.0.0.1"]]
    internet.dead = {PUBLIC}
    assert internet.fetch("http://evil.test/").outcome is Outcome.UNREACHABLE
    assert set(internet.connected) == {PUBLIC}


def test_robots_file_that_redirects_inside_is_not_followed(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    def do_robots_txt(client: object, query: object) -> None:
        internet.server.do_redirect(client, {"to": "http://169.254.169.254/robots.txt"})  # type: ignore[arg-type]

    monkeypatch.setattr(internet.server, "do_robots_txt", do_robots_txt)
    assert internet.fetch("http://pub.test/page").outcome is Outcome.FETCHED
    assert set(internet.connected) == {PUBLIC}


def test_environment_is_not_obeyed(internet: Internet, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    netrc = tmp_path / "netrc"
    netrc.write_text("machine pub.test login u password p\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://10.9.9.9:3128")
    result = internet.fetch("http://pub.test/echo")
    assert set(internet.connected) == {PUBLIC}
    assert b"uthorization" not in result.raw_bytes


def test_allowed_host_does_not_open_its_neighbours(internet: Internet) -> None:
    allowed = ("127.0.0.1:8931", "intranet.test")
    internet.names["intranet.test"] = [["10.0.0.7"]]
    assert internet.fetch("http://127.0.0.1:8931/", allowed_hosts=allowed).outcome is Outcome.FETCHED
    assert internet.fetch("http://intranet.test:8080/", allowed_hosts=allowed).outcome is Outcome.FETCHED
    assert internet.fetch("http://127.0.0.1:8932/", allowed_hosts=allowed).outcome is Outcome.REFUSED
    assert internet.fetch("http://10.0.0.7/", allowed_hosts=allowed).outcome is Outcome.REFUSED
    to = "http://127.0.0.1:8931/redirect?to=http://10.0.0.8/"
    assert internet.fetch(to, allowed_hosts=allowed).outcome is Outcome.REFUSED


def test_metadata_is_refused_even_under_an_allowed_name(internet: Internet) -> None:
    internet.names["intranet.test"] = [["169.254.169.254"]]
    assert internet.fetch("http://intranet.test/", allowed_hosts=("intranet.test",)).outcome is Outcome.REFUSED
    assert internet.connected == []


BAD_ANSWERS = [
    ("endless redirects", "loop", {Outcome.UNREACHABLE}),
    ("huge", "huge", {Outcome.TOO_LARGE}),
    ("huge unannounced", "huge_unannounced", {Outcome.TOO_LARGE}),
    ("huge in chunks", "huge_chunked", {Outcome.TOO_LARGE}),
    ("one huge chunk", "one_huge_chunk", {Outcome.TOO_LARGE}),
    ("huge error page", "huge_error", {Outcome.NOT_FOUND}),
    ("gzip bomb", "bomb", {Outcome.TOO_LARGE}),
    ("gzip bomb as error page", "bomb_error", {Outcome.BLOCKED}),
    ("deflate bomb", "bomb_deflate", {Outcome.TOO_LARGE}),
    ("gzip bomb twice", "bomb_twice", {Outcome.TOO_LARGE}),
    ("gzip of endless members", "bomb_of_members", {Outcome.INCOMPLETE}),
    ("brotli not offered", "brotli", {Outcome.UNREADABLE}),
    ("zstd not offered", "zstd", {Outcome.UNREADABLE}),
    ("gzip that is none", "not_gzip", {Outcome.INCOMPLETE}),
    ("dripping body", "drip_body", {Outcome.TIMED_OUT}),
    ("dripping chunks", "drip_chunks", {Outcome.TIMED_OUT}),
    ("dripping headers", "drip_head", {Outcome.TIMED_OUT}),
    ("dripping status line", "drip_status", {Outcome.TIMED_OUT}),
    ("endless 100 Continue", "endless_continue", {Outcome.TIMED_OUT, Outcome.UNREADABLE}),
    ("silence", "silence", {Outcome.TIMED_OUT}),
    ("100,000 headers", "many_headers", {Outcome.UNREADABLE}),
    ("50 MB header", "long_header", {Outcome.UNREADABLE}),
    ("headers without end", "no_header_end", {Outcome.UNREADABLE, Outcome.INCOMPLETE}),
    ("short of its length", "short", {Outcome.INCOMPLETE}),
    ("two lengths", "two_lengths", {Outcome.UNREADABLE, Outcome.INCOMPLETE}),
    ("cut chunk", "cut_chunk", {Outcome.INCOMPLETE}),
    ("no last chunk", "no_last_chunk", {Outcome.INCOMPLETE}),
    ("chunk of bad length", "bad_chunk", {Outcome.INCOMPLETE}),
    ("chunk of negative length", "negative_chunk", {Outcome.INCOMPLETE}),
    ("cut gzip", "cut_gzip", {Outcome.INCOMPLETE}),
    ("reset before an answer", "reset", {Outcome.UNREACHABLE}),
    ("reset in the body", "reset_in_body", {Outcome.INCOMPLETE}),
    ("not HTTP", "banner", {Outcome.UNREADABLE}),
    ("HTTP/0.9", "http_0_9", {Outcome.UNREADABLE}),
    ("status beyond 999", "bad_status", {Outcome.UNREADABLE}),
    ("chunk size without end", "chunk_size_endless", {Outcome.INCOMPLETE}),
    ("chunk extension without end", "chunk_extension_endless", {Outcome.INCOMPLETE}),
    ("trailers without end", "trailers_endless", {Outcome.INCOMPLETE, Outcome.FETCHED}),
    ("early hints without end", "hints_endless", {Outcome.TIMED_OUT, Outcome.UNREADABLE}),
    ("redirects that differ by fragment", "loop_of_fragments", {Outcome.UNREACHABLE}),
    ("redirect that grows", "loop_that_grows", {Outcome.REFUSED, Outcome.UNREADABLE}),
    ("another protocol", "switching", {Outcome.UNREADABLE}),
    ("gzip with trash after it", "gzip_with_trash", {Outcome.INCOMPLETE}),
    ("gzip of a wrong sum", "gzip_bad_sum", {Outcome.INCOMPLETE}),
    ("coded 5,000 times", "many_encodings", {Outcome.UNREADABLE}),
    ("204 with a body", "no_content_with_body", {Outcome.UNREADABLE}),
    ("205 with a body", "reset_content_with_body", {Outcome.UNREADABLE, Outcome.TOO_LARGE}),
    ("304 that was not asked for", "not_modified_unasked", {Outcome.UNREADABLE}),
    ("parts of the page", "byteranges", {Outcome.INCOMPLETE}),
    ("300 that leads inside", "refresh_for_ever", {Outcome.UNREADABLE, Outcome.REFUSED}),
    ("coding of the transfer that was not asked for", "nested_chunked", {Outcome.UNREADABLE, Outcome.INCOMPLETE}),
]


@pytest.mark.parametrize(
    ("path", "outcomes"), [pytest.param(path, outcomes, id=name) for name, path, outcomes in BAD_ANSWERS]
)
def test_bad_answer_is_bounded_and_named(internet: Internet, path: str, outcomes: set[Outcome]) -> None:
    began = time.monotonic()
    result = internet.fetch(f"http://pub.test/{path}", seconds=0.8 if Outcome.TIMED_OUT in outcomes else 10.0)
    elapsed = time.monotonic() - began
    assert result.outcome in outcomes, result.reason
    assert elapsed < 8
    assert not (result.outcome is Outcome.INCOMPLETE and result.is_complete)
    assert len(result.raw_bytes) <= 16 << 20


@pytest.mark.parametrize(
    "path", ["bomb", "bomb_deflate", "bomb_error", "huge", "huge_chunked", "many_headers", "large"]
)
def test_memory_is_bounded(internet: Internet, path: str) -> None:
    internet.fetch(f"http://pub.test/{path}", seconds=10)  # the server builds its bombs on first use
    tracemalloc.start()
    internet.fetch(f"http://pub.test/{path}", seconds=10)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 << 20


def test_page_cut_without_a_length_is_flagged(internet: Internet) -> None:
    result = internet.fetch("http://pub.test/cut_unannounced")
    assert not result.is_complete
    assert result.raw_bytes == b"<p>half a pa"


def test_incomplete_body_is_kept_as_far_as_it_came(internet: Internet) -> None:
    assert internet.fetch("http://pub.test/short").raw_bytes == b"y" * 100
    assert internet.fetch("http://pub.test/cut_chunk").raw_bytes == b"z" * 50


@pytest.mark.parametrize("path", ["redirect_drip", "redirect_huge"])
def test_body_of_a_redirect_is_not_read(internet: Internet, path: str) -> None:
    began = time.monotonic()
    result = internet.fetch(f"http://pub.test/{path}", seconds=10)
    assert result.outcome is Outcome.FETCHED
    assert time.monotonic() - began < 3


HONEST = [
    ("slow", "slow"),
    ("gzip", "gzipped"),
    ("gzip in two members", "two_members"),
    ("deflate", "deflated"),
    ("deflate without zlib", "raw_deflated"),
    ("chunks with extensions and trailer", "chunked"),
    ("no length", "no_length"),
    ("HTTP/1.0", "http_1_0"),
    ("100 Continue first", "continue_first"),
    ("cookie wall", "cookie_wall"),
    ("five redirects", "hop?n=4"),
    ("UTF-8 in Location", "utf8_location"),
    ("relative redirect with a fragment", "multi_hop_relative"),
    ("no reason phrase, small letters, bare line ends", "bare_head"),
    ("no type", "no_type"),
    ("early hints first", "early_hints"),
    ("gzip padded with zeros", "gzip_with_padding"),
    ("gzip in capitals", "x_gzip_capitals"),
    ("chunked in capitals", "upper_chunked"),
    ("gzip in small chunks", "gzip_in_chunks"),
    ("chunk extension with marks", "empty_chunks_extension"),
    ("the same length twice", "same_length_twice"),
]


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in HONEST])
def test_honest_page_is_fetched_whole(internet: Internet, path: str) -> None:
    result = internet.fetch(f"http://pub.test/{path}", seconds=8)
    assert result.outcome is Outcome.FETCHED, result.reason
    assert result.is_complete
    assert b"SECRET of an internal page" in result.raw_bytes


ADDRESS_LISTS = [
    ("dead IPv6 first", [PUBLIC_IPV6, PUBLIC], {PUBLIC_IPV6}),
    ("dead IPv4 first", [PUBLIC, PUBLIC_IPV6], {PUBLIC}),
    ("many dead IPv6", [f"2606:2800:220:1::{number}" for number in range(2, 9)] + [PUBLIC], set()),
    ("IPv6 only", [PUBLIC_IPV6], set()),
    ("nat64 of a public address", ["64:ff9b::93.184.216.34"], set()),
    ("mapped public address", ["::ffff:93.184.216.34"], set()),
]


@pytest.mark.parametrize(
    ("answer", "dead"), [pytest.param(answer, dead, id=name) for name, answer, dead in ADDRESS_LISTS]
)
def test_every_public_address_gets_its_chance(internet: Internet, answer: list[str], dead: set[str]) -> None:
    internet.names["dual.test"] = [answer]
    internet.dead = dead or set(answer[:-1])
    assert internet.fetch("http://dual.test/page").outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    "answer", [pytest.param([PUBLIC_IPV6, PUBLIC], id="IPv6"), pytest.param([PUBLIC, PUBLIC_IPV6], id="IPv4")]
)
def test_address_that_never_answers_costs_a_moment(internet: Internet, answer: list[str]) -> None:
    """Seen where IPv6 is announced and not routed: five seconds for robots.txt, the page and each redirect."""
    internet.names["dual.test"] = [answer]
    internet.black_holes = {answer[0]}
    began = time.monotonic()
    assert internet.fetch("http://dual.test/hop?n=3").outcome is Outcome.FETCHED
    assert time.monotonic() - began < 1.5
    assert internet.connected.count(answer[0]) == 1


def test_several_black_holes_before_the_address_that_answers(internet: Internet) -> None:
    holes = [f"2606:2800:220:1::{number}" for number in range(2, 6)]
    internet.names["dual.test"] = [[*holes, PUBLIC]]
    internet.black_holes = set(holes)
    assert internet.fetch("http://dual.test/page").outcome is Outcome.FETCHED


def test_host_without_a_living_address_ends_at_the_deadline(internet: Internet) -> None:
    internet.names["hole.test"] = [[PUBLIC_IPV6, PUBLIC]]
    internet.black_holes = {PUBLIC_IPV6, PUBLIC}
    began = time.monotonic()
    result = internet.fetch("http://hole.test/page", seconds=0.5)
    assert result.outcome in {Outcome.TIMED_OUT, Outcome.UNREACHABLE}
    assert time.monotonic() - began < 1.2


def test_threads_do_not_pile_up(internet: Internet) -> None:
    internet.fetch("http://pub.test/page")
    before = threading.active_count()
    for _ in range(20):
        internet.fetch("http://pub.test/page")
    time.sleep(0.3)
    assert threading.active_count() <= before + 4  # the server's own threads come and go
