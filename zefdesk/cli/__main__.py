"""The command line: arguments in, an answer on standard output, one line on standard error when something is wrong."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from zefdesk import __version__
from zefdesk.cli.commands import COMMANDS, Command
from zefdesk.cli.streams import hang_up, speak_utf8, tell
from zefdesk.cli.usage import Parser, WrongUsage
from zefdesk.domain.trouble import AsksFirst, Cancelled, NotFound, Trouble

PROGRAM = "zefdesk-cli"
DONE, REJECTED, WRONG, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; gives the exit code: 0 done, 1 done but not all of it, 2 wrong, 130 interrupted."""
    speak_utf8()
    try:
        code = _run(sys.argv[1:], alone=True) if arguments is None else _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        hang_up()
        return DONE
    except (KeyboardInterrupt, Cancelled):
        return INTERRUPTED
    except SystemExit as asked:  # --help and --version
        return DONE if not asked.code else WRONG
    except Exception as error:
        if not isinstance(error, Trouble | OSError) and os.environ.get("ZEFDESK_TRACEBACK"):
            raise
        return _told(error)
    return code


def _told(error: Exception) -> int:
    """Say in one line what is wrong."""
    if isinstance(error, Trouble):
        tell(str(error))
    elif isinstance(error, OSError):
        tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
    else:
        tell(f"a mistake in ZefDesk: {type(error).__name__}: {error} (ZEFDESK_TRACEBACK=1 shows where)")
    return REJECTED if isinstance(error, NotFound | AsksFirst) else WRONG


def _run(arguments: Sequence[str], *, alone: bool = False) -> int:
    before, named = _split(list(arguments))
    asked = _global_parser().read(before)
    if asked.database == "":
        raise WrongUsage("--database names no ledger: give a file or a URL")
    if not named:
        raise WrongUsage(f"name a command: {', '.join(one.name for one in COMMANDS)} (see {PROGRAM} --help)")
    command = next((one for one in COMMANDS if one.name == named[0]), None)
    if command is None:
        raise WrongUsage(f"no command '{named[0]}': one of {', '.join(one.name for one in COMMANDS)}")
    module: Any = import_module(f"zefdesk.cli.{command.module}")
    if alone:
        gc.freeze()  # what is loaded stays: no use in looking through it again and again
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was begun is removed then, too
    return _call(command, module, named[1:], asked.database)


def _call(command: Command, module: Any, arguments: list[str], database: str | None) -> int:  # noqa: ANN401 -- a module
    parser = Parser(prog=f"{PROGRAM} {command.name}", description=module.__doc__)
    module.options(parser)
    code: int = module.run(parser.read(arguments), database)
    return code


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Part what stands before the command from the command with its own arguments."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] == "--database" else 1
    return arguments[:at], arguments[at:]


def _global_parser() -> Parser:
    listed = "\n".join(f"  {one.name:14}{one.help}" for one in COMMANDS)
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [--database LOCATION] COMMAND ...",
        description="Review electric-vehicle charging sessions offline, without a window.",
        epilog=f"commands:\n{listed}\n\n{PROGRAM} COMMAND --help tells more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--database",
        metavar="LOCATION",
        help="the ledger: a file, made if it is not there, or a URL (default: ZEFDESK_DATABASE, else your own)",
    )
    parser.add_argument("--version", action="version", version=f"ZefDesk {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
