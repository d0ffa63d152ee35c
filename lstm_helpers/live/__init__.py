"""The live cell: one widget, with a trait for every number that can be set."""

from typing import TYPE_CHECKING

from lstm_helpers.lazy import on_first_use

if TYPE_CHECKING:
    from lstm_helpers.live.detective import Detective
    from lstm_helpers.live.explorer import Explorer
    from lstm_helpers.live.gate_map import GateMap
    from lstm_helpers.live.practice import Practice
    from lstm_helpers.live.progress import progress
    from lstm_helpers.live.receipts import receipt

__all__ = ["Detective", "Explorer", "GateMap", "Practice", "progress", "receipt"]

on_first_use(
    __name__,
    {
        "detective": "Detective",
        "explorer": "Explorer",
        "gate_map": "GateMap",
        "practice": "Practice",
        "progress": "progress",
        "receipts": "receipt",
    },
)
