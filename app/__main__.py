"""How is the command line started where there is no window? `python -m app COMMAND`."""

import sys

from app.cli.entry import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
