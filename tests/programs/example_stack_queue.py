# A stack, a queue, a linked list.
class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("the stack is empty")
        return self.items.pop()

    def __len__(self):
        return len(self.items)


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in values:
            self.append(value)

    def append(self, value):
        if self.head is None:
            self.head = Node(value)
            return
        node = self.head
        while node.next:
            node = node.next
        node.next = Node(value)

    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous

    def __repr__(self):
        values, node = [], self.head
        while node:
            values.append(str(node.value))
            node = node.next
        return " -> ".join(values) or "empty"


def balanced(text):
    pairs, stack = {")": "(", "]": "[", "}": "{"}, Stack()
    for letter in text:
        if letter in pairs.values():
            stack.push(letter)
        elif letter in pairs:
            if not len(stack) or stack.pop() != pairs[letter]:
                return False
    return not len(stack)


for text in ["(a[b]{c})", "(]", "((", ""]:
    print(repr(text), balanced(text))
l = LinkedList([1, 2, 3])
l.append(4)
print(l, LinkedList())
l.reverse()
print(l)
queue = []
for job in "abcd":
    queue.append(job)
    if len(queue) > 2:
        print("done", queue.pop(0), queue)
stack = Stack()
stack.push(1)
print(stack.pop(), len(stack))
stack.pop()
