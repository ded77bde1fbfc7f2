"""What the commands have in common about a terminal: plain words on stderr, no control characters of filings, colour where it is wanted."""

from __future__ import annotations

import io
import os
import sys
import unicodedata

import click

from kg.formats import counted

__all__ = ["Meter", "colored", "escape_unknown", "plain", "quiet_stdout", "tell"]


def plain(text: str) -> str:
    """Text with what could steer a terminal, or turn the rest of a line round, shown as an escape; odd blanks become plain ones."""
    return "".join(c if c.isprintable() or c == "\n" else " " if unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text)


def tell(text: str) -> None:
    """A line for the user, on stderr: stdout is for results."""
    click.echo(plain(text), err=True)


def colored() -> bool:
    """Whether stdout is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def escape_unknown() -> None:
    """Show characters that the terminal's encoding has not as escapes, where Python would end with an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def quiet_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush doesn't complain about a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Meter:
    """A line on stderr that says how far a build is; silent where stderr is no terminal.

    `after` is what the line says once the last filing is read, until `done`; without it the line is then cleared.
    """

    def __init__(self, *, quiet: bool = False, after: str = "") -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._after = after

    def __call__(self, done: int, total: int, name: str) -> None:
        """After each filing."""
        if self._shown:
            line = plain(f"{done} of {counted(total, 'filing')}  {name if done < total else self._after}")[:78]
            click.echo(f"\r{line:78}", err=True, nl=False)
            if done == total and not self._after:
                self.done()

    def at(self, done: int, what: str) -> None:
        """After each of a number of things that nobody knows beforehand."""
        if self._shown:
            click.echo(f"\r{plain(f'{done} {what}')[:78]:78}", err=True, nl=False)

    def done(self) -> None:
        """Clear the line."""
        if self._shown:
            click.echo(f"\r{'':78}\r", err=True, nl=False)
