"""`python -m bench.one READER FILE`: read one file, so that the memory it takes can be told."""

import sys
from pathlib import Path

from bench.readers import IN_PROCESS

IN_PROCESS[sys.argv[1]](Path(sys.argv[2]))
