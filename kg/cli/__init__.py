"""The command line: one file a command, imported when it is called, so that `kg --help` starts at once."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import kg
from kg.cli.printing import escape_unknown, quiet_stdout, tell
from kg.errors import KgError

__all__ = ["COMMANDS", "main"]

FAILED, STOPPED, BROKEN_PIPE = 3, 130, 141
# name -> (module, attribute, what it does); a test holds the last equal to the command's own help
COMMANDS = {
    "fetch": ("kg.cli.fetch", "command", "Get annual reports from EDGAR, with a manifest for kg build."),
    "build": ("kg.cli.build", "command", "Read filings and write their graph."),
    "ask": ("kg.cli.ask", "command", "Ask a named question."),
    "query": ("kg.cli.query", "command", "Ask in SPARQL."),
    "serve": ("kg.cli.serve", "command", "Serve a graph over HTTP: a SPARQL endpoint, and pages to look around in."),
    "list": ("kg.cli.list", "command", "List the companies and people of a graph."),
    "show": ("kg.cli.show", "command", "Show one company: its facts, year by year, and its names."),
    "resolve": ("kg.cli.resolve", "command", "Show how names were resolved, and what to look at."),
    "explain": ("kg.cli.explain", "command", "Show why a fact is in the graph, or a candidate is not."),
    "view": ("kg.cli.view", "command", "Write the page of a graph."),
    "export": ("kg.cli.export", "command", "Write the graph for another program."),
    "push": ("kg.cli.push", "command", "Bring the graph into a running triple store."),
    "withdraw": ("kg.cli.withdraw", "command", "Take a filing out of a build again."),
    "check": ("kg.cli.check", "command", "Check that a build keeps what it promises."),
    "score": ("kg.cli.score", "command", "Compare the facts of a build with gold facts."),
    "rules": ("kg.cli.rules", "command", "List and check extraction rules, and report on their use."),
}


class Lazy(MutableMapping[str, click.Command]):
    """The commands by name; one is imported when it is asked for."""

    def __init__(self) -> None:
        self._known: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._known and name in COMMANDS:
            module, attribute, _ = COMMANDS[name]
            self._known[name] = getattr(import_module(module), attribute)
        return self._known[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._known[name] = command

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**COMMANDS, **self._known})

    def __len__(self) -> int:
        return len({**COMMANDS, **self._known})


class Commands(click.Group):
    """A group that lists its commands without importing them, and makes one line and an exit code of every error that is expected."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names, in the order in which one needs them."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The list in the help, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.commands])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; when whoever reads our output has read enough, end as other programs do."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            quiet_stdout()
            ctx.exit(BROKEN_PIPE)
        return result

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run a command line. As a program (`standalone_mode`) the process ends with a code, else errors pass to the caller."""
        run: Callable[[], Any] = partial(super().main, *args, standalone_mode=False, **extra)
        if standalone_mode:
            escape_unknown()
            sys.exit(_code(run))
        return run()


def _code(run: Callable[[], object]) -> int:
    try:
        result = run()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell("stopped")
        return STOPPED
    except KgError as error:
        tell(f"kg: {error}")
        return FAILED
    except OSError as error:
        where = error.filename or ("standard output" if error.errno == errno.ENOSPC else "")
        tell(": ".join(filter(None, ("kg", where, error.strerror or str(error)))))
        return FAILED
    except Exception as error:  # noqa: BLE001  a bug must not end like a build with problems
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        tell(f"kg: an error of kg itself, please report it: {type(error).__name__}: {error} (at {where})")
        return FAILED
    return result if isinstance(result, int) else 0


def _version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:  # noqa: ARG001  click's signature
    if wanted:
        click.echo(f"kg {kg.__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    commands=Lazy(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="""\b
Exit codes:
  0  done
  1  done, but some filings (or rules) had problems, which are named
  2  the command was used wrongly
  3  it could not be done; nothing was written
""",
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version.")
def main() -> None:
    """Corporate filings in, a dated, evidence-backed knowledge graph out.

    \b
    kg build reports/ --manifest reports.csv -o out/
    kg ask out/ shareholders --company IIJ
    kg show out/ IIJ
    kg explain out/ 3f2a
    """  # noqa: D301  click wants the character itself
