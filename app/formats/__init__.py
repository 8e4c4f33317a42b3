"""How is a race or a session written in a file? One module per format."""
