"""`python -m services.local COMMAND`: what `./heo` hands over to."""

import sys

from services.local.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
