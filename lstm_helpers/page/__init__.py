"""What any page needs: elements, keys, sliders, frames; and how scripts get there."""
