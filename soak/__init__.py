"""A soak test: damaged files through the readers in worker processes (`make soak`). No part of the wheel."""
