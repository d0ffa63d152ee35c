"""The cell's graph as data, and what is worked out from it."""

from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import activation_name, evaluate, known, unroll
from lstm_helpers.graph.scene import FACES, LIT, Face, Scene
from lstm_helpers.graph.table import (
    BY_NAME,
    CARRY,
    GRAPH,
    OPERATIONS,
    STAGES,
    Operation,
    Quantity,
    named,
)

__all__ = [
    "BY_NAME",
    "CARRY",
    "FACES",
    "GRAPH",
    "LIT",
    "OPERATIONS",
    "STAGES",
    "Face",
    "Operation",
    "Quantity",
    "Scene",
    "activation_name",
    "backpropagate",
    "evaluate",
    "known",
    "named",
    "unroll",
]
