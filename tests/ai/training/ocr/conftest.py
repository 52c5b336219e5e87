"""Training brings in gigabytes that testing the product does not need: its tests run where torch is installed."""

import importlib.util

collect_ignore = [] if importlib.util.find_spec("torch") else ["learning"]
