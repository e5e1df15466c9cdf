"""The command line: words in, one service called, text or one JSON document out.

Exit codes: 0 done, 2 wrong call, 3 refused input or a question open, 1 failure. With ``--json``
standard output holds exactly one JSON document; on 1 and 2 it is {"error": …}.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from emonev.cli.commands import COMMANDS
from emonev.cli.output import Output
from emonev.errors import EmonevError, WrongCall
from emonev.store.home import home


class _Parser(argparse.ArgumentParser):
    """Raises WrongCall instead of printing usage and leaving, so that ``--json`` holds."""

    def error(self, message: str) -> NoReturn:
        raise WrongCall(f"Perintah tidak dimengerti: {message}.", hint=f"{self.prog} --help")


def build_parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser for a call: every command by name, the options of those that ``words`` names.

    ``--home`` and ``--json`` work before and after the command's name.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", default=argparse.SUPPRESS, metavar="FOLDER",
                        help="folder data (bawaan: EMONEV_HOME atau var/)")  # fmt: skip
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS,
                        help="satu dokumen JSON di keluaran standar")  # fmt: skip
    parser = _Parser(prog="python -m emonev", parents=[common],
                     description="E-Monev Stunting di baris perintah.")  # fmt: skip
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True,
                                     parser_class=_Parser)  # fmt: skip
    groups: dict[str, argparse._SubParsersAction[argparse.ArgumentParser]] = {}
    for command in COMMANDS:
        own = command.name.split()
        if len(own) > 1 and own[0] not in groups:
            groups[own[0]] = _group(commands, own[0], command.help)
        group = commands if len(own) == 1 else groups[own[0]]
        sub = group.add_parser(own[-1], parents=[common], help=command.help)
        if set(own) <= set(words):
            command.add_arguments(sub)
        sub.set_defaults(chosen=command)
    return parser


def _group(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], word: str, text: str
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """The second level of commands such as ``areas import``."""
    parent = commands.add_parser(word, help=text)
    return parent.add_subparsers(
        dest=f"{word}_command", metavar="PERINTAH", required=True, parser_class=_Parser
    )


def main(words: Sequence[str]) -> int:
    """Run one command; give its exit code. Never shows a Python trace."""
    out = Output(as_json="--json" in words)
    try:
        arguments = build_parser(words).parse_args(list(words))
        run = arguments.chosen.runner()
        return int(run(arguments, home(getattr(arguments, "home", None)), out))
    except EmonevError as error:
        out.error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        out.error("Dihentikan. Data yang tersimpan tidak berubah.")
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        _log(error, words)
        out.error(
            f"Terjadi kesalahan tak terduga ({type(error).__name__}). Data yang tersimpan tidak"
            " berubah. Rinciannya ada di berkas galat.log pada folder data."
        )
        return 1


def _log(error: Exception, words: Sequence[str]) -> None:
    """Write the trace where an engineer finds it; values of rows are never part of it."""
    folder = home(_word_after(words, "--home")).folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "galat.log").open("a", encoding="utf-8") as log:
            frames = traceback.format_tb(error.__traceback__)
            log.write(f"{type(error).__name__}\n{''.join(frames)}\n")
    except OSError:
        print(json.dumps({"galat": type(error).__name__}), file=sys.stderr)


def _word_after(words: Sequence[str], name: str) -> str | None:
    listed = list(words)
    at = listed.index(name) if name in listed else -1
    return listed[at + 1] if 0 <= at < len(listed) - 1 else None
