"""How does a race outlive the program? The library file, its writer and its readers."""
