"""Heaps in lists: the least item is always the first.

The heap functions are native (`_heapq`). Left out: nothing.
"""

import sys
from _heapq import *
from _heapq import heapify, heapreplace

if sys.version_info >= (3, 14):
    from _heapq import heapify_max, heappop_max, heappush_max, heappushpop_max, heapreplace_max

    _heapify_max, _heapreplace_max, _heappop_max = heapify_max, heapreplace_max, heappop_max
    __all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]
    __all__ += ["heapify_max", "heapreplace_max", "heappop_max", "heappush_max", "heappushpop_max"]
else:
    from _heapq import _heapify_max, _heappop_max, _heapreplace_max

    __all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """Give the items of sorted iterables in order, one at a time."""
    heap = []
    if reverse:
        make_heap, drop, put_back, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        make_heap, drop, put_back, direction = heapify, heappop, heapreplace, 1
    for order, iterable in enumerate(map(iter, iterables)):
        try:
            advance = iterable.__next__
            value = advance()
        except StopIteration:
            continue
        rank = value if key is None else key(value)
        heap.append([rank, order * direction, value, advance])
    make_heap(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                value = entry[2] = entry[3]()
                entry[0] = value if key is None else key(value)
                put_back(heap, entry)
        except StopIteration:
            drop(heap)
    if heap:
        rank, order, value, advance = heap[0]
        yield value
        yield from advance.__self__


def nsmallest(n, iterable, key=None):
    """The n least items, in order: what `sorted(iterable, key=key)[:n]` gives."""
    return _select(n, iterable, key, True)


def nlargest(n, iterable, key=None):
    """The n greatest items, in order: what `sorted(iterable, key=key, reverse=True)[:n]` gives."""
    return _select(n, iterable, key, False)


def _select(n, iterable, key, least):
    if n == 1:
        nothing = object()
        best = min if least else max
        result = best(iter(iterable), default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=not least)[:n]
    iterator = iter(iterable)
    step = 1 if least else -1
    worst_first = _heapify_max if least else heapify
    put_back = _heapreplace_max if least else heapreplace
    # Each kept item is a tuple with its rank and arrival, so that equal ranks keep their order.
    kept = []
    for index in range(n):
        try:
            item = next(iterator)
        except StopIteration:
            break
        kept.append((item if key is None else key(item), index * step, item))
    if not kept:
        return kept
    worst_first(kept)
    edge = kept[0][0]
    index = len(kept) * step
    for item in iterator:
        rank = item if key is None else key(item)
        if rank < edge if least else edge < rank:
            put_back(kept, (rank, index, item))
            edge = kept[0][0]
            index += step
    kept.sort(reverse=not least)
    return [item for rank, index, item in kept]
