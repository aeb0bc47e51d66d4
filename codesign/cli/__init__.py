"""The command line: everything that the screens can do which is worth a line in a script.

Importing this imports no Textual; only the commands that open the board do, when they run.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from codesign import __version__
from codesign.cli.compose import Composition
from codesign.cli.said import Formatter, examples, on_one_line, said
from codesign.cli.set import speak_as_set
from codesign.errors import CodesignError
from codesign.settings import ThemeName
from codesign.words import say

click.Context.formatter_class = Formatter

_COMMANDS = {
    "bundles": "import-bundle",
    "cards": "move convert archive tag split merge duplicate link unlink",
    "connecting": "partner connect ask",
    "cycles": "cycle",
    "documents": "export organisation",
    "following": "thread",
    "governing": "govern",
    "importing": "import",
    "keeping": "backup restore rescue pick",
    "looking": "settings",
    "measuring": "measure reading outcome story share affected",
    "opening": "demo",
    "partnerships": "describe",
    "permitting": "permit",
    "person": "person",
    "reading": "list show history verify",
    "replying": "reply replies",
    "retaining": "retention",
    "reviewing": "review",
    "touring": "tour rehearse",
    "withdrawing": "withdraw",
    "writing": "new add meeting templates",
}
"""The commands that each module beside this one has."""


class Commands(click.Group):
    """Commands whose modules are imported when asked for: whoever opens the board waits for none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        del ctx
        return sorted(name for names in _COMMANDS.values() for name in names.split())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None where there is none of that name."""
        del ctx
        module = next((module for module, names in _COMMANDS.items() if cmd_name in names.split()), None)
        if module is None:
            return None
        found = vars(import_module(f"codesign.cli.{module}")).values()
        return next(each for each in found if isinstance(each, click.Command) and each.name == cmd_name)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=say("cli.help"),
    epilog=examples("cli.examples"),
)
@click.option("--data", type=click.Path(file_okay=False), help=say("cli.data"))
@click.option("--settings", type=click.Path(dir_okay=False), help=say("cli.settings-file"))
@click.option("--theme", type=click.Choice([each.value for each in ThemeName]), help=say("cli.theme"))
@click.version_option(__version__, message="codesign %(version)s")
@click.pass_context
def codesign(context: click.Context, data: str | None, settings: str | None, theme: str | None) -> None:
    composition: Composition = context.ensure_object(Composition)
    if data is not None:
        composition.data = data
    composition.settings = settings or composition.settings
    composition.theme = theme or composition.theme
    speak_as_set(composition)
    if context.invoked_subcommand is None:
        from codesign.cli.opening import open_board

        open_board(composition)


def main(arguments: Sequence[str] | None = None, composition: Composition | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for what could not be done, 2 for what was not
    understood."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a Latin-1 terminal gets every word, if not its look
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")  # what is no UTF-8 is refused line by line, not all of it
    try:
        found = codesign.main(
            None if arguments is None else list(arguments),
            prog_name="codesign",
            standalone_mode=False,
            obj=composition or Composition(),
        )
    except CodesignError as error:
        return _complain(str(error), 1)
    except click.exceptions.NoArgsIsHelpError as error:
        return _complain(say("cli.what", help=_help_of(error)), 2)
    except click.UsageError as error:
        return _complain(f"{said(error.format_message())} {say('cli.see', help=_help_of(error))}", 2)
    except click.ClickException as error:
        return _complain(said(error.format_message()), error.exit_code)
    except click.Abort:
        return 130
    except SystemExit:
        return 0  # click's end where nobody reads the output any more: whoever did has seen enough
    except OSError as error:
        _let_go_of_output()
        return _complain(say("cli.system", why=error.strerror or str(error), what=error.filename or ""), 1)
    return found if isinstance(found, int) else 0


def _let_go_of_output() -> None:
    """Drop what cannot be written: Python would complain about it once more when it closes the stream."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _help_of(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'codesign'} --help"


def _complain(message: str, code: int) -> int:
    click.echo(f"codesign: {on_one_line(message)}", err=True)
    return code
