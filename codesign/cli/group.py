"""The commands of the command line, what they share, and what is said of one that was not understood.

Importing this imports no Textual; only the commands that open the board do, when they run.
"""

from collections.abc import Sequence
from importlib import import_module

import click

from codesign import __version__
from codesign.cli.compose import Composition
from codesign.cli.said import Formatter, examples, on_one_line, said
from codesign.cli.set import speak_as_set
from codesign.settings import ThemeName
from codesign.words import say

click.Context.formatter_class = Formatter

pass_composition = click.make_pass_decorator(Composition)

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
        from codesign.cli.board import open_board

        open_board(composition)


def run(arguments: Sequence[str], composition: Composition) -> int:
    """Run a command and return its exit code.

    Raises:
        CodesignError: it could not be done.
        OSError: the system does not let it.
    """
    try:
        found = codesign.main(list(arguments), prog_name="codesign", standalone_mode=False, obj=composition)
    except click.exceptions.NoArgsIsHelpError as error:
        return complain(say("cli.what", help=_help_of(error)), 2)
    except click.UsageError as error:
        return complain(f"{said(error.format_message())} {say('cli.see', help=_help_of(error))}", 2)
    except click.ClickException as error:
        return complain(said(error.format_message()), error.exit_code)
    except click.Abort:
        return 130
    except SystemExit:
        return 0  # click's end where nobody reads the output any more: whoever did has seen enough
    return found if isinstance(found, int) else 0


def _help_of(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'codesign'} --help"


def complain(message: str, code: int) -> int:
    """Say on stderr what was wrong, and return the exit code."""
    click.echo(f"codesign: {on_one_line(message)}", err=True)
    return code
