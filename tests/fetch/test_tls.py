"""Pages over TLS: a certificate counts by its authority, its name and its days; servers tell names apart by SNI."""

import hashlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from factcheck.fetch.result import FetchResult, Outcome
from tests.fetch.conftest import PUBLIC, Internet

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
PAGE = b"<html><body><p>The page of this very name.</p></body></html>"


class Authority:
    """A certificate authority, and the certificates it gives out as files: the certificate, then its key."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        built = _builder(self._name, self._name, self._key, NOW - 9 * DAY, NOW + 9 * DAY)
        built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        own = built.add_extension(usage, critical=True).sign(self._key, hashes.SHA256())
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(own.public_bytes(serialization.Encoding.PEM))
        self._key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())

    def give(self, name: str, starts: datetime = NOW - DAY, ends: datetime = NOW + DAY) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        built = _builder(_named(name), self._name, key, starts, ends)
        built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        made = built.add_extension(self._key_id, critical=False).sign(self._key, hashes.SHA256())
        file = self.folder / f"{name}-{starts:%d}-{ends:%d}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
        return file


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, starts: datetime, ends: datetime
) -> x509.CertificateBuilder:
    built = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(key.public_key())
    built = built.serial_number(x509.random_serial_number()).not_valid_before(starts).not_valid_after(ends)
    return built.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


class SecureServer:
    """A TLS server on the loopback that shows the certificate of the name asked for by SNI, and none to others."""

    def __init__(self, certificates: dict[str, Path], newest: ssl.TLSVersion | None = None) -> None:
        self.asked: list[str | None] = []
        self._contexts = {name: _context(file, newest) for name, file in certificates.items()}
        self._context = _context(None, newest)
        self._context.sni_callback = self._choose
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _choose(self, shown: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> int | None:
        self.asked.append(name)
        if name not in self._contexts:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        shown.context = self._contexts[name]
        return None

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                client.settimeout(5)
                with suppress(OSError), self._context.wrap_socket(client, server_side=True) as secure:
                    path = secure.recv(65_536).split(b" ")[1]
                    status = b"404 Not Found" if path == b"/robots.txt" else b"200 OK"
                    head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                    secure.sendall(head % (status, len(PAGE)) + PAGE)

    def close(self) -> None:
        self._listener.close()


def _context(file: Path | None, newest: ssl.TLSVersion | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest is not None:
        context.minimum_version = context.maximum_version = newest
    if file is not None:
        context.load_cert_chain(file)
    return context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"), "Our own")


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[SecureServer]:
    certificates = {
        "secure.test": authority.give("secure.test"),
        "second.test": authority.give("second.test"),
        "münchen.test".encode("idna").decode(): authority.give("münchen.test".encode("idna").decode()),
        "expired.test": authority.give("expired.test", NOW - 3 * DAY, NOW - DAY),
        "early.test": authority.give("early.test", NOW + DAY, NOW + 3 * DAY),
        "other.test": authority.give("secure.test"),
        "stranger.test": Authority(authority.folder, "A stranger").give("stranger.test"),
    }
    running = SecureServer(certificates)
    yield running
    running.close()


@pytest.fixture
def secure(internet: Internet, monkeypatch: pytest.MonkeyPatch, server: SecureServer, authority: Authority):  # type: ignore[no-untyped-def]
    """Fetches https://name/ from the TLS server, with the authority trusted."""

    def fetch(name: str, ca_file: str = str(authority.file), port: int = server.port) -> FetchResult:
        monkeypatch.setattr(internet.server, "port", port)
        internet.names[name.encode("idna").decode()] = [[PUBLIC]]
        return internet.fetch(f"https://{name}/", ca_file=ca_file)

    return fetch


@pytest.mark.parametrize("name", ["secure.test", "second.test", "münchen.test"])
def test_each_name_of_one_server_shows_its_own_certificate(secure, server: SecureServer, name: str) -> None:  # type: ignore[no-untyped-def]
    result = secure(name)
    assert (result.outcome, result.raw_bytes) == (Outcome.FETCHED, PAGE), result.reason
    assert server.asked[-1] == name.encode("idna").decode()


def test_the_certificate_that_was_shown_is_on_the_record(secure, authority: Authority) -> None:  # type: ignore[no-untyped-def]
    [file] = authority.folder.glob("second.test-*.pem")
    shown = x509.load_pem_x509_certificate(file.read_bytes()).public_bytes(serialization.Encoding.DER)
    assert secure("second.test").certificate_sha256 == hashlib.sha256(shown).hexdigest()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("expired.test", "expired"),
        ("early.test", "not yet valid"),
        ("other.test", "not valid"),
        ("stranger.test", "certificate"),
    ],
)
def test_certificate_that_does_not_count(secure, name: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    result = secure(name)
    assert result.outcome is Outcome.UNREACHABLE
    assert "its certificate is not valid" in result.reason and reason in result.reason
    assert result.raw_bytes == b""


def test_public_authorities_do_not_vouch_for_our_own(secure) -> None:  # type: ignore[no-untyped-def]
    assert secure("secure.test", ca_file="").outcome is Outcome.UNREACHABLE


def test_name_the_server_does_not_know(secure) -> None:  # type: ignore[no-untyped-def]
    result = secure("nobody.test")
    assert result.outcome is Outcome.UNREACHABLE and "encrypted connection failed" in result.reason


def test_server_of_the_last_version_but_one(secure, authority: Authority) -> None:  # type: ignore[no-untyped-def]
    older = SecureServer({"older.test": authority.give("older.test")}, ssl.TLSVersion.TLSv1_2)
    assert secure("older.test", port=older.port).outcome is Outcome.FETCHED
    older.close()
