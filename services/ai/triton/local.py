"""A Triton server on this machine, out of the wheel nvidia-pytriton, with the onnxruntime backend put into it.

The wheel's server has the Python backend only. A copy of its backend folder gets the stub of this very Python and the
folder `onnxruntime` beside this file; the repository's unmodified configs then serve. No GPU is needed.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

BACKEND = Path(__file__).with_name("onnxruntime")


@dataclass(frozen=True, slots=True)
class Ports:
    """Where it listens, on the loopback only."""

    grpc: int
    http: int


@contextlib.contextmanager
def triton_server(repository: Path, folder: Path, ports: Ports) -> Iterator["subprocess.Popen[bytes]"]:
    """A server over `repository` that works in `folder`; ended with the context. It may not be ready yet.

    FileNotFoundError when the wheel or its stub for this Python is not installed.
    """
    root = server_root()
    backends = put_backends(root, folder)
    command = [
        str(root / "bin" / "tritonserver"), f"--model-repository={repository}", f"--backend-directory={backends}",
        "--allow-metrics=false", "--grpc-address=127.0.0.1", "--http-address=127.0.0.1", f"--grpc-port={ports.grpc}",
        f"--http-port={ports.http}", "--disable-auto-complete-config", "--exit-on-error=false",
        f"--backend-config=python,shm-region-prefix-name=heo{os.getpid()}-{ports.grpc}",
    ]  # fmt: skip
    with (folder / "triton.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment(root), stdout=log, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def server_root() -> Path:
    """The server in the wheel; FileNotFoundError when it is not installed."""
    spec = find_spec("pytriton")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nvidia-pytriton is not installed")
    return Path(spec.origin).parent / "tritonserver"


def put_backends(root: Path, folder: Path) -> Path:
    """A backend folder with the Python backend, this Python's stub, and the onnxruntime backend."""
    backends = folder / "backends"
    shutil.copytree(root / "backends" / "python", backends / "python", dirs_exist_ok=True)
    stub = root / "python_backend_stubs" / f"{sys.version_info.major}.{sys.version_info.minor}"
    shutil.copy2(stub / "triton_python_backend_stub", backends / "python")
    (backends / "python" / "triton_python_backend_stub").chmod(0o755)
    shutil.copytree(BACKEND, backends / "onnxruntime", dirs_exist_ok=True)
    return backends


def environment(root: Path) -> dict[str, str]:
    """The stub finds the wheel's libraries, this Python's own library, and its packages."""
    libraries = [str(root.parent.parent / "nvidia_pytriton.libs"), sysconfig.get_config_var("LIBDIR") or ""]
    known = os.environ.get("LD_LIBRARY_PATH")
    return {
        # The Python inside of the stub takes its packages from the environment whose `python3` it finds first.
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        "LD_LIBRARY_PATH": ":".join([*filter(None, libraries), *([known] if known else [])]),
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "LC_ALL": "C.UTF-8",
    }
