"""Which file a path means, and what its inline scripts hash to."""

import base64
import hashlib

import pytest

from services.bff.page.model import file_of, policy, script_hashes

FILES = dict.fromkeys(["index.html", "plans.html", "plans.txt", "inbox/index.html", "_next/static/a.js", "404.html"])


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"), ("", "index.html"), ("/plans", "plans.html"), ("/plans/", "plans.html"),
        ("/plans.txt", "plans.txt"), ("/inbox", "inbox/index.html"), ("/_next/static/a.js", "_next/static/a.js"),
        ("/nothing", None), ("/../secret", None), ("/_next/static/../../index.html", None), ("/%2e%2e/x", None),
    ],
)  # fmt: skip
def test_a_path_means_a_file_by_name(path: str, name: str | None) -> None:
    assert file_of(path, FILES) == name


def csp_hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_inline_scripts_are_hashed_as_they_stand() -> None:
    script = 'self.__next_f.push([1,"phở &amp; <b>\\n"])'
    html = f'<script src="/a.js"></script><script>{script}</script><SCRIPT type="module">1</SCRIPT><script>1</script>'
    assert script_hashes(html) == [csp_hash(script), csp_hash("1")]


def test_the_policy_lets_in_our_own_scripts_alone() -> None:
    directives = dict(part.split(" ", 1) for part in policy(["'sha256-x'"]).split("; "))
    assert directives["script-src"] == "'self' 'sha256-x'"
    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in directives["script-src"]
