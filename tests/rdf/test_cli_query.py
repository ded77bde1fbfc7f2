from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from rdf_samples import Sample

from kg.cli import main
from kg.cli.ask import command as ask
from kg.cli.query import command as query
from kg.errors import OutputError, QueryError
from kg.model import Entity
from kg.questions import questions
from kg.records import entity_lines


def run(command: object, *args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args], input=stdin)  # type: ignore[arg-type]


def output(command: object, *args: object, stdin: str | None = None) -> str:
    result = run(command, *args, stdin=stdin)
    assert result.exception is None, result.output
    return result.output


def test_a_query_as_argument_file_and_stdin(out: Path, tmp_path: Path) -> None:
    sparql = "SELECT ?year { ?c kg:relation kg:acquired ; kg:year ?year }"
    (tmp_path / "q.rq").write_text(sparql, encoding="utf-8")
    for given, stdin in ((sparql, None), (f"@{tmp_path / 'q.rq'}", None), ("-", sparql)):
        assert output(query, out, given, "--format", "csv", stdin=stdin) == "year\n2010\n"


def test_query_errors_are_the_users(out: Path, tmp_path: Path) -> None:
    assert isinstance(run(query, out, "SELECT {").exception, QueryError)
    assert isinstance(run(query, tmp_path, "SELECT * {}").exception, OutputError)
    missing = run(query, out, "@/nowhere.rq")
    assert (missing.exit_code, "/nowhere.rq: can't be read: No such file or directory\n" in missing.output) == (2, True)
    assert run(query, out, "ASK {}", "--format", "xml").exit_code == 2


def test_turtle(out: Path) -> None:
    assert "entity:northwind a kg:Company" in output(query, out, "DESCRIBE entity:northwind")


def test_the_list_needs_no_build() -> None:
    text = output(ask, "--list")
    assert "shareholders\n    Who owns shares in a company" in text
    assert "--company the company" in text


def test_show_prints_a_query_that_runs(out: Path) -> None:
    sparql = output(ask, "--show", "shareholders")
    assert output(query, out, sparql, "-f", "csv").count("\n") == 4


def test_ask(out: Path) -> None:
    text = output(ask, out, "shareholders", "--company", "Northwind", "--year", "2012")
    assert text.splitlines()[1].split()[:4] == ["2012", "Kanto", "Telephone", "Corporation"]
    assert "29.9" in text
    assert output(ask, out, "shareholders", "-p", "year=2011", "-f", "json").count('"owner"') == 1


def test_ask_for_evidence(out: Path, sample: Sample) -> None:
    fact = sample.claims[0].facts[0]
    assert fact.evidence.quote in output(ask, out, "evidence", "--claim", fact.id)


def test_questions_of_the_users_own(out: Path, tmp_path: Path) -> None:
    (tmp_path / "forms.rq").write_text("# title: The forms\nSELECT DISTINCT ?form { ?f kg:form ?form }\n", encoding="utf-8")
    assert output(ask, out, "forms", "--queries", tmp_path, "-f", "csv") == "form\n20-F\n"
    assert "The forms" in output(ask, "--list", "--queries", tmp_path)


@pytest.mark.parametrize(
    ("args", "words"),
    [(["shareholders"], "give a build's folder"), ([], "give a build's folder"), (["OUT", "shareholders", "-p", "year"], "NAME=VALUE")],
)
def test_wrong_use_is_said(out: Path, args: list[str], words: str) -> None:
    result = run(ask, *[str(out) if arg == "OUT" else arg for arg in args])
    assert result.exit_code == 2
    assert words in result.output


def test_unknown_question_and_parameter(out: Path) -> None:
    error = run(ask, out, "supplier").exception
    assert isinstance(error, QueryError)
    assert "suppliers" in str(error)
    assert isinstance(run(ask, out, "suppliers", "-p", "x=1").exception, QueryError)


def test_the_first_rows_only(out: Path) -> None:
    result = run(ask, out, "shareholders", "--limit", "1", "-f", "csv")
    assert result.stdout.count("\n") == 2
    assert "the first 1 rows; there are more" in result.stderr
    assert run(ask, out, "shareholders", "--limit", "3", "-f", "csv").stderr == ""
    assert output(query, out, "CONSTRUCT WHERE { ?s ?p ?o }", "--limit", "2", "-f", "csv").count("\n") == 4


@pytest.mark.parametrize("given", ["@/dev/zero", "-"])
def test_a_query_is_read_no_further_than_it_may_be_long(out: Path, given: str) -> None:
    result = run(query, out, given, stdin="x" * 1_000_001)
    assert result.exit_code == 2
    assert "1000000 characters" in result.output


def test_folders_of_questions_are_read_with_care(tmp_path: Path) -> None:
    (tmp_path / "folder.rq").mkdir()
    error = run(ask, "--list", "--queries", tmp_path).exception
    assert isinstance(error, QueryError)
    assert "folder.rq: is no file" in str(error)
    (tmp_path / "folder.rq").rmdir()
    (tmp_path / "long.rq").write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(QueryError, match="longer than"):
        questions(tmp_path)


@pytest.mark.parametrize("given", ["entity:kanto-telephone", "https://kg.example/id/entity/kanto-telephone", "KT"])
def test_a_company_by_what_an_answer_shows_of_it(out: Path, given: str) -> None:
    text = output(ask, out, "facts-of", "--company", given, "-f", "csv")
    assert "Kanto Telephone Corporation,ownsShareIn,Northwind" in text


def test_a_company_by_its_identifier(out: Path) -> None:
    for given in ("0001000001", "1000001"):
        assert output(ask, out, "acquisitions", "--company", given, "-f", "csv").count("\n") == 2


def test_a_claim_by_what_an_answer_shows_of_it(out: Path, sample: Sample) -> None:
    id_ = sample.claims[0].id
    for given in (id_, f"claim:{id_}", f"https://kg.example/id/claim/{id_}", f"<https://kg.example/id/claim/{id_}>"):
        assert output(ask, out, "evidence", "--claim", given, "-f", "csv").count("\n") == 2


def completed(words: list[str], incomplete: str) -> list[tuple[str, str | None]]:
    """What the shell would be offered after `kg WORDS` and the beginning of a word."""
    found = ShellComplete(main, {}, "kg", "_KG_COMPLETE").get_completions(words, incomplete)
    return [(item.value, item.help) for item in found]


def test_the_shell_completes_questions_and_companies(out: Path) -> None:
    assert ("shareholders", "Who owns shares in a company, over the years") in completed(["ask", str(out)], "share")
    entities = [Entity("iij", "Internet Initiative Japan Inc.", "company", ("IIJ",)), Entity("z", "Zeta AG", "company")]
    (out / "entities.jsonl").write_text("".join(f"{line}\n" for line in entity_lines(entities)), encoding="utf-8")
    for start, words in (("ii", ["--company"]), ("II", ["--year", "2012", "--company"])):
        assert completed(["ask", str(out), "shareholders", *words], start) == [("IIJ", "Internet Initiative Japan Inc.")]
    assert completed(["ask", "/nowhere", "shareholders", "--company"], "i") == []
