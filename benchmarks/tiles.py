"""A stand-in for the map tiles' server: one picture, under a certificate of our own making."""

import ssl
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

TILES_HOST = "service.pdok.nl"
SIDE = 256


@contextmanager
def tile_server(folder: Path) -> Iterator[int]:
    """Answers every request with a tile; the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder))
    tiles = _Server(("127.0.0.1", 0), _Tiles)
    tiles.socket = context.wrap_socket(tiles.socket, server_side=True)
    thread = threading.Thread(target=tiles.serve_forever, daemon=True)
    thread.start()
    try:
        yield tiles.server_address[1]
    finally:
        tiles.shutdown()
        tiles.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Browsers hang up when they have seen enough."""


class _Tiles(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(TILE)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(TILE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _picture() -> bytes:
    """Grey dots; as many bytes (14 kB) as a tile of a neighbourhood."""
    chance = Random(1)
    rows = b"".join(
        b"\x00" + bytes(chance.choice((221, 221, 238, 238, 204)) for _ in range(SIDE))
        for _ in range(SIDE)
    )
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    chunks = (b"IHDR" + header, b"IDAT" + zlib.compress(rows, 9), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each))
        for each in chunks
    )


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, TILES_HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    written = folder / "tiles.pem"
    written.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return written


TILE = _picture()

if __name__ == "__main__":
    print(f"a tile of {len(TILE)} bytes")
