"""How do commands become a race? One corridor for live entry, replay and recovery."""
