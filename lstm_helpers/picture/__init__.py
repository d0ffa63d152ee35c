"""The picture of the cell: its layout as data, drawn by matplotlib, written as SVG and files."""

from lstm_helpers.picture.diagram import draw, svg
from lstm_helpers.picture.files import save_scene
from lstm_helpers.picture.fit import fit, text_width
from lstm_helpers.picture.layout import BOXES, SLOTS, STYLES, WIRES

__all__ = [
    "BOXES",
    "SLOTS",
    "STYLES",
    "WIRES",
    "draw",
    "fit",
    "save_scene",
    "scene_svg",
    "svg",
    "text_width",
]
