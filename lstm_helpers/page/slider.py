"""What a slider says; slider.js says it."""

from __future__ import annotations

__all__ = ["SLIDER_SAYS"]

SLIDER_SAYS = {
    "field": "{label}: type a number",
    "wider": "The slider now goes from {low} to {high}.",
}
