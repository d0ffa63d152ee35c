"""Called by hatchling when it builds the wheel: the lessons go into the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LessonsInWheel(BuildHookInterface[Any]):
    """Takes the notebooks alone, without what Jupyter leaves beside them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name what is put where, but for the editable install, which finds them in the source."""
        if version == "standard":
            lessons = Path(self.root, "notebooks").glob("*.ipynb")
            build_data["force_include"] |= {
                str(path): f"lstm_helpers/notebooks/{path.name}" for path in lessons
            }
