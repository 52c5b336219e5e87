"""The `heo` command: its words, and which part of Heo answers each."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from services.local.home import Home
from services.local.parts import environment_of_tools

OTHERS = {
    "say": "services.ai.say",
    "hear": "services.ai.hear",
    "read": "services.ai.read",
    "models": "services.ai.adding",
    "train": "services.ai.training.household",
}
"""Words that another part of Heo answers by itself."""
SERVICES = ("postgres", "ledger", "ai", "notifier", "bff")


def parser() -> argparse.ArgumentParser:
    """Build the grammar; argparse answers a wrong word with a sentence and exit status 2."""
    heo = argparse.ArgumentParser(prog="heo", description="Heo: a household money app that runs on this machine.")
    words = heo.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = words.add_parser("run", help="start Heo and stay until Ctrl-C")
    run.add_argument("--lan", action="store_true", help="serve HTTPS to the home network, for phones")
    run.add_argument("--cert", type=Path, metavar="FILE", help="certificate chain (PEM) to serve with, for --lan")
    run.add_argument("--key", type=Path, metavar="FILE", help="its private key (PEM)")
    status = words.add_parser("status", help="what runs, and how much memory it takes")
    status.add_argument("--json", action="store_true", help="for programs")
    logs = words.add_parser("logs", help="what the processes wrote")
    logs.add_argument("service", nargs="?", choices=SERVICES, help="one of them only")
    logs.add_argument("-f", "--follow", action="store_true", help="go on as more is written")
    logs.add_argument("-n", "--lines", type=int, default=50, help="how many lines of each to begin with (50)")
    verify = words.add_parser("verify", help="replay every household's journal and compare")
    verify.add_argument("--json", action="store_true", help="for programs: one line a household")
    backup = words.add_parser("backup", help="write all data into one file, while Heo runs or not")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = words.add_parser("restore", help="bring all data back from such a file")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="put aside the data that is there")
    say = words.add_parser("say", help="understand a sentence, without a server", add_help=False)
    say.add_argument("rest", nargs=argparse.REMAINDER)
    hear = words.add_parser("hear", help="hear clips and understand them, without a server", add_help=False)
    hear.add_argument("rest", nargs=argparse.REMAINDER)
    models = words.add_parser("models", help="list models that hear and read, or add one", add_help=False)
    models.add_argument("rest", nargs=argparse.REMAINDER)
    train = words.add_parser("train", help="learn from what was confirmed: train asr, train ocr", add_help=False)
    train.add_argument("rest", nargs=argparse.REMAINDER)
    read = words.add_parser("read", help="read photographed bills, without a server", add_help=False)
    read.add_argument("rest", nargs=argparse.REMAINDER)
    return heo


def main(arguments: Sequence[str]) -> int:
    """Answer one command; hands back its exit status."""
    if arguments and arguments[0] in OTHERS:  # their own grammar is their own matter
        return become(OTHERS[arguments[0]], arguments[1:])
    asked = parser().parse_args(arguments)
    home = Home.from_env(os.environ)
    match asked.command:
        case "run":
            from services.local import launch

            return launch.show(lan=asked.lan, certificate=asked.cert, key=asked.key)
        case "status":
            from services.local import status

            return status.show(home, as_json=asked.json)
        case "logs":
            from services.local import logs

            return logs.show(home, SERVICES if asked.service is None else (asked.service,), asked.lines, asked.follow)
        case "verify":
            from services.local import verify

            return verify.show(home, as_json=asked.json)
        case "backup":
            from services.local.backup import backup

            return backup.show(home, asked.file)
        case _:
            from services.local.backup import restore

            return restore.show(home, asked.file, replace=asked.replace)


def become(module: str, arguments: Sequence[str]) -> int:
    """Become another part's own command."""
    os.execve(sys.executable, [sys.executable, "-m", module, *arguments], environment_of_tools())  # noqa: S606 (no shell is meant)
