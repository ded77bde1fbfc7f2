from __future__ import annotations

from collections.abc import Iterator

import pytest
from edgar_server import Edgar


@pytest.fixture
def edgar() -> Iterator[Edgar]:
    server = Edgar()
    yield server
    server.close()
