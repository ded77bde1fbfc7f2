"""A build that is made anew under a running server."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from servers import Server, make_build, serving

from kg import folders
from kg.errors import OutputError
from kg.serve.snapshot import identity, take

COUNT = "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }"
SLOW = """SELECT (COUNT(DISTINCT ?c) AS ?n) {
    ?c a kg:Claim . ?a kg:evidence ?b . ?d a ?f FILTER(!REGEX(CONCAT(STR(?f), STR(?b)), "(q|z)+d0", "i")) }"""


def replace(out: Path, tmp_path: Path, claims: int) -> None:
    """Put another store into place, as `kg build` does."""
    with folders.replacing(out, ["store"], "store") as folder:
        new = make_build(tmp_path / f"new-{claims}", claims=claims)
        shutil.move(new / "store", folder / "store")


def count(server: Server, sparql: str = COUNT) -> int:
    reply = server.query(sparql, "text/csv")
    assert reply.status == 200, reply.text
    return int(reply.text.split()[1])


def test_a_new_build_is_served_and_answers_under_way_come_from_the_old(tmp_path: Path) -> None:
    out = make_build(tmp_path / "out", claims=30)
    with serving(out) as server, ThreadPoolExecutor(1) as pool:
        assert count(server) == 30
        under_way = pool.submit(count, server, SLOW)
        time.sleep(0.1)
        assert not under_way.done()
        for claims in (10, 20):
            replace(out, tmp_path, claims)
            for _ in range(200):
                if count(server) == claims:
                    break
                time.sleep(0.05)
            assert count(server) == claims
        assert under_way.result() == 30
        for _ in range(100):
            if len(list(out.glob(".serving-*"))) == 1:
                break
            time.sleep(0.1)
        assert len(list(out.glob(".serving-*"))) == 1, "old snapshots are given back"
    assert list(out.glob(".serving-*")) == []


def test_a_build_that_vanishes_is_served_on(tmp_path: Path) -> None:
    out = make_build(tmp_path / "out", claims=5)
    with serving(out) as server:
        (out / "store").rename(tmp_path / "gone")
        assert count(server) == 5
        (out / "store").mkdir()
        (out / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
        for _ in range(10):
            assert count(server) == 5
            time.sleep(0.1)


def test_what_a_killed_server_left_is_removed(tmp_path: Path) -> None:
    out = make_build(tmp_path / "out", claims=5)
    with serving(out) as server:
        server.process.kill()
        server.process.wait()
    assert len(list(out.glob(".serving-*"))) == 1
    with serving(out) as server:
        assert count(server) == 5
        assert len(list(out.glob(".serving-*"))) == 1
        with serving(out) as second:  # and what a living one has stays
            assert count(second) == 5
            assert len(list(out.glob(".serving-*"))) == 2
        assert count(server) == 5


def test_a_snapshot_outlives_the_store(tmp_path: Path) -> None:
    import pyoxigraph as ox

    out = make_build(tmp_path / "out", claims=5)
    snapshot = take(out)
    shutil.rmtree(out / "store")
    assert identity(out) is None
    store = ox.Store.read_only(str(snapshot.store))
    assert len(store) > 50
    snapshot.remove()
    assert list(out.iterdir()) == []


def test_where_nothing_can_be_written_the_store_itself_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = make_build(tmp_path / "out", claims=5)

    def refused(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kg.serve.snapshot.os.link", refused)
    snapshot = take(out)
    assert (snapshot.store, snapshot.folder) == (out / "store", None)
    assert [path.name for path in out.iterdir()] == ["store"]


def test_a_folder_without_a_build_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        take(tmp_path)
