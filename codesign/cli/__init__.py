"""The command line: everything that the screens can do which is worth a line in a script.

Importing this imports no Textual; only the commands that open the board do, when they run.
"""

import os
import sys
from collections.abc import Sequence

import click

from codesign import __version__
from codesign.cli.cards import archive, convert, duplicate, link, merge, move, split, tag_, unlink
from codesign.cli.compose import Composition
from codesign.cli.documents import export
from codesign.cli.importing import import_
from codesign.cli.keeping import backup, pick, rescue, restore
from codesign.cli.looking import settings as _settings
from codesign.cli.opening import demo, open_board
from codesign.cli.reading import history, list_, show, verify
from codesign.cli.touring import rehearse, tour
from codesign.cli.writing import add, meeting, new, templates
from codesign.errors import CodesignError
from codesign.settings import ThemeName
from codesign.words import say


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=say("cli.help"),
    epilog=say("cli.examples"),
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
    if context.invoked_subcommand is None:
        open_board(composition)


_COMMANDS = (
    *(demo, tour, rehearse, new, list_, show, add, import_, meeting, templates, export, history),
    *(move, convert, archive, tag_, split, merge, duplicate, link, unlink),
    *(verify, backup, restore, rescue, pick, _settings),
)
for _command in _COMMANDS:
    codesign.add_command(_command)


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
        return _complain(f"{error.format_message()} {say('cli.see', help=_help_of(error))}", 2)
    except click.ClickException as error:
        return _complain(error.format_message(), error.exit_code)
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
    click.echo(f"codesign: {' '.join(message.split())}", err=True)
    return code
