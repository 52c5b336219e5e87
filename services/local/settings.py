"""What a person can tell a run, by environment variables and by arguments of `heo run`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.local.home import Home

DEFAULT_PORT = 8080


class SettingError(ValueError):
    """A setting cannot be used; the message says which and why."""


@dataclass(frozen=True)
class RunSettings:
    """The settings of one run."""

    home: Home
    """HEO_HOME: the folder of all data. ~/.heo unless told otherwise, so that a new checkout finds its data again."""

    port: int = DEFAULT_PORT
    """HEO_PORT: the TCP port of the page."""

    lan: bool = False
    """--lan: serve HTTPS to the home network instead of plain HTTP to this machine."""

    certificate: Path | None = None
    """--cert: the certificate chain (PEM) to serve with; None = one of Heo's own authority."""

    key: Path | None = None
    """--key: the private key (PEM) of that certificate."""

    @staticmethod
    def of(
        env: Mapping[str, str], *, lan: bool = False, certificate: Path | None = None, key: Path | None = None
    ) -> "RunSettings":
        """Read the environment and check what belongs together; raises SettingError."""
        if (certificate is None) != (key is None):
            raise SettingError("--cert and --key belong together")
        if certificate is not None and not lan:
            raise SettingError("--cert and --key are for --lan")
        for file in (certificate, key):
            if file is not None and not file.is_file():
                raise SettingError(f"there is no file {file}")
        return RunSettings(Home.from_env(env), port_of(env.get("HEO_PORT")), lan, certificate, key)


def port_of(text: str | None) -> int:
    """Read a port number; nothing is the default. Raises SettingError."""
    if not text:
        return DEFAULT_PORT
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65534:
        raise SettingError(f"HEO_PORT is a number from 1 to 65534, not {text!r}")
    return int(text)
