"""The picture of the cell: its layout as data, drawn by matplotlib, written as SVG and files."""

from typing import TYPE_CHECKING

from lstm_helpers.lazy import on_first_use

if TYPE_CHECKING:
    from lstm_helpers.picture.diagram import draw, svg
    from lstm_helpers.picture.files import save_scene
    from lstm_helpers.picture.fit import fit, text_width
    from lstm_helpers.picture.layout import BOXES, SLOTS, STYLES, WIRES
    from lstm_helpers.picture.svg import scene_svg

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

on_first_use(
    __name__,
    {
        "diagram": "draw svg",
        "files": "save_scene",
        "fit": "fit text_width",
        "layout": "BOXES SLOTS STYLES WIRES",
        "svg": "scene_svg",
    },
)
