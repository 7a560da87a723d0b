"""`python -m bench.batch.papers_run ...`: `papers run` of this checkout, whichever is installed."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.argv = ["papers", "run", *sys.argv[1:]]
    main()
