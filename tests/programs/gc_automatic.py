# An automatic collection comes every threshold + 1 net allocations of containers.
import gc


class Node:
    def __del__(self):
        moments.append(step)


moments = []
step = 0
gc.disable()
gc.collect()
gc.set_threshold(30, 4, 1000)
kept = [None] * 400
node = Node()
node.me = node
node = None
gc.collect(0)
print(moments)
gc.enable()
for step in range(400):
    if step % 10 == 0:
        node = Node()
        node.me = node
        node = None
    kept[step] = []
gc.disable()
differences = []
for i in range(1, len(moments)):
    if moments[i] != moments[i - 1]:
        differences.append(moments[i] - moments[i - 1])
print(len(moments), differences)
