"""Abstract base classes of containers.

Left out: what `_collections_abc` leaves out.
"""

from _collections_abc import *
from _collections_abc import __all__
