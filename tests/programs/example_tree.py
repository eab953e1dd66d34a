# A binary search tree, and what happens to it when it is dropped.
import gc


class Tree:
    alive = 0

    def __init__(self, key):
        self.key = key
        self.left = self.right = None
        Tree.alive += 1

    def __del__(self):
        Tree.alive -= 1

    def insert(self, key):
        if key == self.key:
            return False
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(key))
            return True
        return child.insert(key)

    def walk(self):
        before = self.left.walk() if self.left else []
        after = self.right.walk() if self.right else []
        return before + [self.key] + after

    def depth(self):
        return 1 + max([child.depth() for child in (self.left, self.right) if child], default=0)

    def __contains__(self, key):
        node = self
        while node and node.key != key:
            node = node.left if key < node.key else node.right
        return node is not None


gc.disable()
gc.collect()
root = Tree(50)
print([root.insert(key) for key in [30, 70, 20, 40, 60, 80, 30, 65]])
print(root.walk(), root.depth(), 65 in root, 66 in root, Tree.alive)
root.left = None
print(Tree.alive, root.walk())
branch = root.right
root = None
print(Tree.alive, branch.walk())
branch.left.right.left = branch
branch = None
print(Tree.alive)
print(gc.collect(), Tree.alive)
