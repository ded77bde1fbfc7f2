"""Outputs are replaced all or none, and what is not ours stays: whatever raises, and wherever the process is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from folder_samples import MARKER, NAMES, write

from kg.errors import OutputError
from kg.folders import check, replacing, settle

OPERATIONS = 16  # one more than a build of the sample takes
# Writes version 2 over version 1 and kills itself at the file operation whose number is given.
KILLED = """
import os, pathlib, signal, sys
from folder_samples import write
out, fatal = pathlib.Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def counted(real):
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return call
for name in ("rename", "replace", "write_text", "mkdir", "unlink", "rmdir"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
os.rmdir, os.unlink = counted(os.rmdir), counted(os.unlink)
write(out, "2")
"""


def state(out: Path) -> dict[str, str]:
    return {str(path.relative_to(out)): path.read_text() for path in sorted(out.rglob("*")) if path.is_file()}


def expected(version: str, **more: str) -> dict[str, str]:
    return {"a.txt": version, "b.txt": version, "mark": version, "store/part": version} | more


def test_a_build_is_replaced_and_strangers_stay(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    write(out, "1")
    assert state(out) == expected("1")
    (out / "README.md").write_text("mine")
    (out / "notes").mkdir()
    (out / "notes" / "own.txt").write_text("mine")
    write(out, "2")
    assert state(out) == expected("2", **{"README.md": "mine", "notes/own.txt": "mine"})
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("stop", [ValueError("bug"), OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_what_raises_leaves_the_old_build(tmp_path: Path, stop: BaseException) -> None:
    write(tmp_path / "out", "1")
    with pytest.raises((ValueError, OutputError, KeyboardInterrupt)):
        write(tmp_path / "out", "2", stop)
    assert state(tmp_path / "out") == expected("1")


def test_what_raises_in_a_first_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No space left"):
        write(tmp_path / "out", "1", OSError(28, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fatal", range(1, OPERATIONS))
def test_who_is_killed_leaves_the_old_or_the_new(tmp_path: Path, fatal: int) -> None:
    out = tmp_path / "out"
    write(out, "1")
    (out / "README.md").write_text("mine")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run([sys.executable, "-c", KILLED, str(out), str(fatal)], env=environment, check=False, capture_output=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    settle(out)
    seen = {name: text for name, text in state(out).items() if not name.startswith(".unfinished-")}
    assert seen in (expected("1", **{"README.md": "mine"}), expected("2", **{"README.md": "mine"}))
    assert done.returncode or seen["mark"] == "2"
    write(out, "3")
    assert state(out) == expected("3", **{"README.md": "mine"})  # and what the killed one left is gone


def test_the_kill_test_reaches_every_stage(tmp_path: Path) -> None:
    """With a number beyond the last operation nothing is killed: else the test above would miss the end."""
    write(tmp_path / "out", "1")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out"), str(OPERATIONS)], env=environment, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_strangers_file_of_our_name_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"a\.txt, which is not from kg build"):
        write(tmp_path, "1")
    assert state(tmp_path) == {"a.txt": "mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="is a file"):
        check(tmp_path / "out", NAMES, MARKER)
    with pytest.raises(OutputError):
        write(tmp_path / "out", "1")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_living_build_beside_is_not_cleaned_away(tmp_path: Path) -> None:
    with replacing(tmp_path, NAMES, MARKER) as slow:
        (slow / "mark").write_text("slow")
        write(tmp_path, "quick")
        assert state(tmp_path)["a.txt"] == "quick"
        (slow / "a.txt").write_text("slow")
    assert state(tmp_path)["a.txt"] == "slow"  # the later one wins


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="can't be written"):
        write(tmp_path / "out", "1")
    tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
def test_a_lock_on_a_folder_that_went_protects_nothing(tmp_path: Path) -> None:
    """Who waited for one replacement must not touch the next one, which has the same name, while another puts that into place."""
    ready = tmp_path / ".ready"

    def made() -> int:
        ready.mkdir()
        (ready / "a.txt").write_text("new")
        handle = os.open(ready, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle

    first = made()
    waiting = threading.Thread(target=settle, args=(tmp_path,))
    waiting.start()
    time.sleep(0.2)
    shutil.rmtree(ready)
    second = made()
    os.close(first)
    waiting.join(0.3)
    assert (ready / "a.txt").exists()
    os.close(second)
    waiting.join(10)
    assert state(tmp_path) == {"a.txt": "new"}


def test_builds_side_by_side_leave_one_of_them_whole(tmp_path: Path) -> None:
    def build(version: str) -> None:
        for _ in range(10):
            write(tmp_path / "out", version)

    write(tmp_path / "out", "0")
    builders = [threading.Thread(target=build, args=(str(number),)) for number in range(1, 4)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join(60)
    assert state(tmp_path / "out") in [expected(str(number)) for number in range(1, 4)]
