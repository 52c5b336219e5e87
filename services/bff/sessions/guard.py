"""What a browser must prove: the session's cookie, and for a write its CSRF token. The edge checks the origin."""

import hmac

from fastapi import Request, Response

from services.bff.sessions.model import LIFE

COOKIE = "__Host-heo"
"""The prefix makes browsers insist on Secure, Path=/ and no Domain; they take it from http://localhost as well."""

CSRF_HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_write(request: Request) -> bool:
    """Whether the request may change something."""
    return request.method not in SAFE_METHODS


def cookie_of(request: Request) -> str | None:
    """The session's token that the browser sent, or None."""
    return request.cookies.get(COOKIE)


def same_token(request: Request, csrf_token: str) -> bool:
    """Whether the request carries the CSRF token, compared in constant time."""
    given = request.headers.get(CSRF_HEADER, "")
    return hmac.compare_digest(given.encode("utf-8"), csrf_token.encode("utf-8"))


def set_cookie(response: Response, token: str) -> None:
    """Hand the session to the browser: out of reach of scripts and of other sites' requests."""
    response.set_cookie(
        COOKIE, token, max_age=int(LIFE.total_seconds()), path="/", secure=True, httponly=True, samesite="lax"
    )


def clear_cookie(response: Response) -> None:
    """Take the session away from the browser."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
