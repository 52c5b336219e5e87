"""`python -m services.local COMMAND`: what `./heo` hands over to."""

import os
import sys

# Before anything imports gRPC: its fork handlers now and then kill a child that is started as another user. The
# services that a run starts inherit it.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

from services.local.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
