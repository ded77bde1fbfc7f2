"""The wheel holds what it needs: built, installed apart from the checkout, and run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = [*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "ontology").rglob("*.rq")]


def run(*command: object, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the commands of a fresh environment that sees this one's packages, but not the checkout."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    [packages] = folder.glob("lib/python*/site-packages")
    dependencies = next(path for path in sys.path if path.endswith("site-packages"))
    (packages / "dependencies.pth").write_text(f"{dependencies}\n")
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=folder)
    return folder / "bin"


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"kg", "kg_filings-0.1.0.dist-info"}
    sources = [path for path in (ROOT / "kg").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sources
    assert {path.relative_to(ROOT).as_posix() for path in sources} <= set(names)
    assert DATA
    assert {f"kg/{path.relative_to(ROOT).as_posix()}" for path in DATA} <= set(names)


@pytest.mark.slow
def test_the_installed_command_finds_all_from_anywhere(installed: Path, tmp_path: Path) -> None:
    root = Path("/")
    assert run(installed / "kg", "--version", cwd=root) == "kg 0.1.0\n"
    where = run(installed / "python", "-c", "import kg; print(kg.__file__)", cwd=root)
    assert str(ROOT) not in where
    assert "shareholders" in run(installed / "kg", "ask", "--list", cwd=root)
    assert "acquired" in run(installed / "kg", "rules", "list", "--format", "csv", cwd=root)
    report = ROOT / "examples" / "northwind-2013.txt"
    run(installed / "kg", "build", report, "-o", tmp_path / "out", cwd=root)
    assert "Northwind Cables plc" in run(installed / "kg", "list", tmp_path / "out", cwd=root)
    run(installed / "kg", "view", tmp_path / "out", cwd=root)
