"""What a race is: pure values and rules, with no clock, no file and no window."""
