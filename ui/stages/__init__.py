"""Which race is on the window: a recorded one that plays, or a live one that is timed? No Qt."""
