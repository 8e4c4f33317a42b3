"""What do the keys of a training session do? Its key map, its desk and what it asks; no Qt."""
