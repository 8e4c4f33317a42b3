"""What lays the widgets out and connects them to commands."""
