"""Results of other programs and devices, as they come in."""
