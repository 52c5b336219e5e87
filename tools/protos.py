"""Generates gen/ from protos/, says when the two differ, and compares the contract with its previous version.

python -m tools.protos generate    write gen/ anew
python -m tools.protos drift       exit 1 and name the files where gen/ is not what protos/ gives
python -m tools.protos breaking    exit 1 where a client of the previous version would break
"""

import filecmp
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ROOT / "protos"
GEN = ROOT / "gen"
BIN = Path(sys.executable).parent
DECLARED = "BREAKING CHANGE:"


def generate(target: Path) -> None:
    """Write messages, stubs and their types for every .proto into the empty folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    names = sorted(str(path.relative_to(PROTOS)) for path in PROTOS.rglob("*.proto"))
    with_services = [name for name in names if "\nservice " in (PROTOS / name).read_text(encoding="utf-8")]
    plugins = [f"--plugin=protoc-gen-{name}={BIN}/protoc-gen-{name}" for name in ("mypy", "mypy_grpc")]
    protoc = [sys.executable, "-m", "grpc_tools.protoc", f"-I{PROTOS}", *plugins]
    subprocess.run([*protoc, f"--python_out={target}", f"--mypy_out=quiet:{target}", *names], check=True)
    if with_services:
        outputs = [f"--grpc_python_out={target}", f"--mypy_grpc_out=quiet:{target}"]
        subprocess.run([*protoc, *outputs, *with_services], check=True)


def differing(fresh: Path, kept: Path) -> list[str]:
    """Name every generated file that is missing, left over or different in `kept`, sorted."""

    def files(root: Path) -> set[str]:
        found = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
        return {name for name in found if "__pycache__" not in name}

    both, either = files(fresh) & files(kept), files(fresh) | files(kept)
    return sorted(
        name for name in either if name not in both or not filecmp.cmp(fresh / name, kept / name, shallow=False)
    )


def replace() -> int:
    """Bring gen/ up to date file by file, so that a program that is importing it never meets an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        generate(fresh)
        names = differing(fresh, GEN)
        for name in names:
            if not (fresh / name).exists():
                (GEN / name).unlink()
                continue
            (GEN / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fresh / name, GEN / name)
    print(f"gen/: {len(names)} files changed")
    return 0


def drift() -> int:
    """Generate anew beside gen/ and compare."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        generate(fresh)
        names = differing(fresh, GEN)
    for name in names:
        print(f"gen/{name} is not what protos/ gives: run `make proto` and commit gen/")
    return 1 if names else 0


def git(*arguments: str, root: Path = ROOT) -> str:
    """Run git in `root` and hand back what it printed; raises CalledProcessError."""
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout


def previous_version(root: Path = ROOT) -> str | None:
    """Find the newest commit whose protos/ differ from the working tree, or None.

    A commit that declares itself with a `BREAKING CHANGE:` line starts the contract anew: nothing before it counts.
    """
    try:
        commits = git("log", "--format=%H", "--", "protos", root=root).split()
    except subprocess.CalledProcessError:  # no commit yet, or no git repository
        return None
    for commit in commits:
        changed = subprocess.run(
            ["git", "-C", str(root), "diff", "--quiet", commit, "--", "protos"], check=False, capture_output=True
        )
        if changed.returncode == 1:
            return commit
        if DECLARED in git("show", "-s", "--format=%B", commit, root=root):
            return None
    return None


def breaking(root: Path = ROOT) -> int:
    """Let buf compare protos/ with its previous version; without one, say so."""
    base = previous_version(root)
    if base is None:
        print("buf breaking: there is no previous version of protos/ to compare with")
        return 0
    against = f".git#ref={base},subdir=protos"
    print(f"buf breaking: comparing with {base[:12]}")
    return subprocess.run([str(BIN / "buf"), "breaking", "--against", against], cwd=root, check=False).returncode


def main(arguments: list[str]) -> int:
    """Run one of the three; 2 for anything else."""
    match arguments:
        case ["generate"]:
            return replace()
        case ["drift"]:
            return drift()
        case ["breaking"]:
            return breaking()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
