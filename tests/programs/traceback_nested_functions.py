# Closures, lambdas and methods on the way to the error.
class Runner:
    def __init__(self, steps):
        self.steps = steps

    def run(self, value):
        for step in self.steps:
            value = step(value)
        return value


def make(factor):
    def scale(value):
        return [v * factor for v in value]

    return scale


runner = Runner([make(2), lambda v: v + [1], make(3), lambda v: v[10], sum])
print(Runner([make(2), sum]).run([1, 2]))
print(runner.run([1, 2]))
