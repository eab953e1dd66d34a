# Callbacks, and the memory that they keep.
import gc
import sys


class Button:
    def __init__(self, label):
        self.label = label
        self.listeners = []

    def on_click(self, callback):
        self.listeners.append(callback)
        return callback

    def click(self):
        for callback in self.listeners:
            callback(self)


class Window:
    def __init__(self, title):
        self.title = title
        self.clicks = 0
        self.button = Button("ok")
        self.button.on_click(self.clicked)

    def clicked(self, button):
        self.clicks += 1
        print(f"{self.title}: {button.label} clicked {self.clicks} times")

    def __del__(self):
        print("closing", self.title)


gc.disable()
gc.collect()
window = Window("main")
window.button.click()
log = []
window.button.on_click(lambda button: log.append(button.label))
window.button.click()
print(log, sys.getrefcount(window))
button = window.button
window = None
print("the button still knows its window")
button.click()
button.listeners.clear()
print("gone")
other = Window("other")
other = None
print("a cycle keeps it")
print(gc.collect())
