"""How is the command line started where there is no window? `python -m app COMMAND`."""

import os
import sys

from app.bootstrap import NoSuchLanguage, speak_as_wished
from app.cli.entry import main

if __name__ == "__main__":
    try:
        arguments = speak_as_wished(sys.argv[1:], os.environ)
    except NoSuchLanguage as unknown:
        print(unknown, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(arguments))
