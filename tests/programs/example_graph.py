# Paths through a graph of places.
roads = {"A": {"B": 4, "C": 2}, "B": {"D": 5}, "C": {"B": 1, "D": 8, "E": 10}, "D": {"E": 2}, "E": {}, "F": {"A": 1}}


def breadth_first(start):
    seen, queue = [start], [start]
    while queue:
        place = queue.pop(0)
        for neighbour in roads[place]:
            if neighbour not in seen:
                seen.append(neighbour)
                queue.append(neighbour)
    return seen


def depth_first(place, seen=None):
    seen = seen if seen is not None else []
    seen.append(place)
    for neighbour in roads[place]:
        if neighbour not in seen:
            depth_first(neighbour, seen)
    return seen


def shortest(start, end):
    distance, previous, open_places = {start: 0}, {}, {start}
    while open_places:
        place = min(open_places, key=lambda p: (distance[p], p))
        open_places.remove(place)
        if place == end:
            break
        for neighbour, length in roads[place].items():
            candidate = distance[place] + length
            if candidate < distance.get(neighbour, float("inf")):
                distance[neighbour] = candidate
                previous[neighbour] = place
                open_places.add(neighbour)
    if end not in distance:
        return None
    path = [end]
    while path[-1] != start:
        path.append(previous[path[-1]])
    return distance[end], path[::-1]


def paths(start, end):
    if start == end:
        return [[end]]
    return [[start] + rest for neighbour in roads[start] for rest in paths(neighbour, end)]


print(breadth_first("A"), depth_first("A"), depth_first("F"))
print(shortest("A", "E"), shortest("E", "A"), shortest("F", "F"))
for path in sorted(paths("A", "E"), key=len):
    print("-".join(path), sum([roads[a][b] for a, b in zip(path, path[1:])]))
reverse = {place: [] for place in roads}
for place in roads:
    for neighbour in roads[place]:
        reverse[neighbour].append(place)
print(reverse)
