"""What click says by itself is said in the language of everything else."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from codesign.cli import main
from codesign.cli.group import codesign
from codesign.cli.said import Formatter, said
from codesign.words import speaking, table

CASES = {
    "add": "Il manque l’argument 'PARTNERSHIP'. Voir\u00a0: codesign add --help",
    "list --foo": "Il n’y a pas d’option '--foo'. Voir\u00a0: codesign list --help",
    "meeting a b --mod": (
        "Il n’y a pas d’option '--mod'. Vouliez-vous dire '--mode'\u00a0? Voir\u00a0: codesign meeting --help"
    ),
    "lst": "Il n’y a pas de commande 'lst'. Voir\u00a0: codesign --help",
    "list a b": "Un argument de trop (b). Voir\u00a0: codesign list --help",
    "list a b c": "Des arguments de trop (b c). Voir\u00a0: codesign list --help",
    "meeting a b --mode": "L’option '--mode' demande une valeur. Voir\u00a0: codesign --help",
    "--theme blue": (
        "Valeur incorrecte pour '--theme'\u00a0: 'blue' n’est pas au choix\u00a0: 'dark', 'light', "
        "'high-contrast', 'monochrome'. Voir\u00a0: codesign --help"
    ),
    "reading a M1 2026-11 many": (
        "Valeur incorrecte pour '[VALUE]'\u00a0: 'many' n’est pas un nombre. Voir\u00a0: codesign reading --help"
    ),
}


@pytest.fixture(scope="module", autouse=True)
def _commands() -> None:
    """Import all commands in English: their help is said while they are imported, once for all tests."""
    context = click.Context(codesign)
    for name in codesign.list_commands(context):
        codesign.get_command(context, name)


@pytest.mark.parametrize("arguments", CASES)
def test_what_was_not_understood(arguments: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with speaking("fr"):
        assert main(["--data", str(tmp_path), *arguments.split()]) == 2
    assert capsys.readouterr().err == f"codesign: {CASES[arguments]}\n"


@click.command(add_help_option=True)
@click.option("--count", type=click.IntRange(1, 9), default=5, show_default=True, help="Wie viele.")
@click.option("--name", required=True, help="Wer.")
@click.option("--file", type=click.File())
@click.argument("number", type=int, required=False)
def sample(**_values: object) -> None:
    """Return nothing; each kind of sentence can be had from it."""


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ("", "Il manque l’option '--name'."),
        ("--count 11", "Valeur incorrecte pour '--count'\u00a0: 11 n’est pas entre les limites 1<=x<=9."),
        ("--count x", "Valeur incorrecte pour '--count'\u00a0: 'x' n’est pas un nombre entier."),
        ("x --name a", "Valeur incorrecte pour '[NUMBER]'\u00a0: 'x' n’est pas un nombre entier."),
        ("--help=1", "L’option '--help' ne prend pas de valeur."),
    ],
)
def test_sentences_that_our_commands_do_not_make_click_say_yet(arguments: str, wanted: str) -> None:
    with pytest.raises(click.UsageError) as found:
        sample.main(arguments.split(), standalone_mode=False)
    with speaking("fr"):
        assert said(found.value.format_message()) == wanted
    with speaking("en"):
        assert said(found.value.format_message()) == found.value.format_message()


def test_help_has_no_english_heading_or_remark() -> None:
    assert click.Context.formatter_class is Formatter
    with speaking("fr"):
        text = CliRunner().invoke(sample, ["--help"]).output
    assert "Usage\u00a0: sample" in text
    assert "Options\u00a0:" in text
    assert "Montrer ceci et rien d’autre." in text
    assert "[obligatoire]" in text
    assert "par défaut\u00a0: 5" in text
    with speaking("en"):
        assert "Show this message and exit." in CliRunner().invoke(sample, ["--help"]).output


def test_what_is_of_no_known_form_stays() -> None:
    with speaking("fr"):
        assert said("Something new.") == "Something new."


def test_every_form_is_one_that_click_has() -> None:
    """A form whose words click has changed would never be found again."""
    source = "\n".join(path.read_text("utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    with speaking("en"):
        forms = table("click.sentences")
    pieces = {piece.split(" valid ")[0] for form in forms.values() for piece in _fixed(form)}
    assert [piece for piece in pieces if piece not in source] == []


def _fixed(form: str) -> list[str]:
    """Return the longest words of a form that no value is put into."""
    around = [piece.split("}")[-1] for piece in form.split("{")]
    return [longest] if len(longest := max(around, key=len).strip(" .:()")) > 3 else []
