"""The page's half that knows no cell: elements, keys, sliders, frames; and how scripts get there."""
