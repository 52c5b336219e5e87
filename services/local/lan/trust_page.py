"""A plain HTTP page that hands out the authority's certificate: the one thing that HTTPS cannot bring by itself."""

import io
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

TEMPLATE = Path(__file__).with_name("trust.html")
CERTIFICATE_TYPE = "application/x-x509-ca-cert"


class TrustPage:
    """Serves two addresses, / and /heo-ca.crt, from memory, until it is closed."""

    def __init__(self, host: str, port: int, authority: Path, url: str) -> None:
        """Listen at host:port (0 = any free one); OSError when it is taken."""
        certificate = x509.load_pem_x509_certificate(authority.read_bytes())
        self.fingerprint = certificate.fingerprint(hashes.SHA256()).hex(":").upper()
        page = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
            url=url, fingerprint=self.fingerprint, qr=picture(url)
        )
        answers = {
            "/": ("text/html; charset=utf-8", page.encode()),
            "/heo-ca.crt": (CERTIFICATE_TYPE, certificate.public_bytes(Encoding.DER)),
        }
        self._server = server_class(host)((host, port), handler(answers))
        self._thread = threading.Thread(target=self._server.serve_forever, name="trust page", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it listens at."""
        return self._server.server_port

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def server_class(host: str) -> type[ThreadingHTTPServer]:
    """Choose the server for the version of an address; "::" takes both versions."""

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    return Server


def handler(answers: dict[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    """Make the handler of these addresses."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10  # of a peer that says nothing

        def do_GET(self) -> None:
            """Answer what there is, and 404 for the rest."""
            found = answers.get(self.path.partition("?")[0])
            self.send_response(200 if found else 404)
            kind, body = found or ("text/plain; charset=utf-8", b"")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the terminal belongs to the run."""

    return Handler


def picture(url: str) -> str:
    """Draw the address as a QR code, as SVG for a page."""
    return str(segno.make_qr(url).svg_inline(scale=4, border=2))


def on_terminal(url: str) -> str:
    """Draw the address as a QR code in characters."""
    drawn = io.StringIO()
    segno.make_qr(url).terminal(drawn, compact=True, border=2)
    return drawn.getvalue()
