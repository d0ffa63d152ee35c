"""What every test stands on: no windows, and no deadline that a busy machine could miss."""

from __future__ import annotations

import os

os.environ.setdefault("MPLBACKEND", "agg")

from hypothesis import settings

settings.register_profile("here", deadline=None)
# In CI every run tries the same values, so that a red run can be had again.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
