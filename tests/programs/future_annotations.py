# from __future__ import annotations: annotations are their own text and are not run.
from __future__ import annotations

import __future__


def scale(values: list[int], factor: Missing = 2, *rest: int | None, flag: "Later" = True, **more: dict[str, a.b]) -> tuple[int, ...]:
    return values, factor


class Node:
    left: Node | None
    value: print("never") = 3

    def link(self, other: Node) -> Node:
        inner: undefined_here
        return other


print(scale.__annotations__)
print(Node.__annotations__, Node.value)
print(Node.link.__annotations__)
print(scale([1]))
print(__future__.annotations)
print(__future__.all_feature_names[-1], __future__.division.getMandatoryRelease())
