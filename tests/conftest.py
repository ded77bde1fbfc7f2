"""Puts this folder on the path (`machines`, `consoles`); property tests have no deadline, as the machine may be busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("kg", deadline=None)
settings.load_profile("kg")
