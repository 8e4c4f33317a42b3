"""How does the bundled application begin? As `splitline` does; nothing else is decided here."""

import sys

from ui.main import main

if __name__ == "__main__":
    sys.exit(main())
