"""What would the same effort be worth in other air? A what-if, never part of a projection."""
