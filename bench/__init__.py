"""Speed and memory beside other programs, in one run on the same files (`make bench`). No part of the wheel."""
