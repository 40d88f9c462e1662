"""The way to what the tests of daily questions share."""

from __future__ import annotations

import sys
from pathlib import Path

# Tests are no package, so what they share is found beside them.
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))
