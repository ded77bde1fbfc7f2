"""`kg fetch`"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from kg.cli.printing import Meter, tell
from kg.edgar import Client, Fetched, Servers, Wanted, fetch
from kg.edgar.client import MOST_PER_SECOND
from kg.formats import counted

__all__ = ["command"]

_SERVERS = Servers()


def _years(context: click.Context, parameter: click.Parameter, value: str | None) -> range | None:  # noqa: ARG001  click's signature
    if value is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", value)
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise click.BadParameter(f"{value!r} are no years; write 2012 or 2010-2015")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


@click.command("fetch")
@click.argument("companies", nargs=-1, required=True, metavar="COMPANY...")
@click.option("-o", "--out", type=click.Path(path_type=Path), default="filings", show_default=True, help="The folder to put filings into.")
@click.option("--form", "forms", multiple=True, default=("10-K", "20-F", "40-F"), show_default=True, help="A form; may be repeated.")
@click.option("--years", callback=_years, metavar="YEAR[-YEAR]", help="The fiscal years, by their last day; all where not given.")
@click.option("--last", "most", type=click.IntRange(1), metavar="N", help="The N latest of each company alone.")
@click.option("--amendments", is_flag=True, help="Amended reports (10-K/A, …) too.")
@click.option("--main", is_flag=True, help="The main document alone: smaller, but without header and exhibits.")
@click.option("--user-agent", envvar="KG_USER_AGENT", default="", help="Who asks: a name and an e-mail address. Also KG_USER_AGENT.")
@click.option("--rate", type=click.FloatRange(0.01, MOST_PER_SECOND), default=8.0, show_default=True, help="Requests a second.")
@click.option("--base-url", envvar="KG_EDGAR_URL", default=_SERVERS.www, show_default=True, help="EDGAR's site. Also KG_EDGAR_URL.")
@click.option("--data-url", envvar="KG_EDGAR_DATA_URL", default=_SERVERS.data, show_default=True, help="Its data. Also KG_EDGAR_DATA_URL.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(companies: tuple[str, ...], out: Path, base_url: str, data_url: str, *, quiet: bool, **options: Any) -> int:
    """Get annual reports from EDGAR, with a manifest for kg build.

    COMPANY is a ticker, a CIK or a name. What is in the folder already is not fetched again, so a run that was cut off can be repeated.

    \b
    kg fetch IIJI NTT --form 20-F --years 2010-2015 --user-agent "Jane Doe jane@example.com"
    kg build filings/ --manifest filings/manifest.csv -o out/

    The SEC asks callers to say who they are (set KG_USER_AGENT once) and to send at most ten requests a second. This needs the extra
    edgar: pip install 'kg-filings[edgar]'.

    \b
    Exit codes: 0 all is there, 1 something could not be got (the rest is there),
    2 wrong use, 3 nothing could be got.
    """  # noqa: D301  click wants the character itself
    with Client(options.pop("user_agent"), rate=options.pop("rate")) as client:
        servers = Servers(base_url.rstrip("/"), data_url.rstrip("/"))
        found = fetch(client, servers, Wanted(companies, **options), out, Meter(quiet=quiet))
    return _told(found, quiet=quiet)


def _told(found: Fetched, *, quiet: bool) -> int:
    for problem in found.problems:
        tell(f"error: {problem}")
    there = len(found.got) + len(found.kept)
    if not quiet:
        got, problems = counted(len(found.got), "filing"), counted(len(found.problems), "problem")
        tell(f"{got} fetched, {len(found.kept)} there already, {problems}: {found.manifest}")
    return 1 if found.problems and there else 3 if found.problems else 0
