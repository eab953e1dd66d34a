# exec and eval: source text and code objects, in given namespaces.
space = {}
exec("x = 1\ny = x + 1", space)
print(space["x"], space["y"], sorted(k for k in space if not k.startswith("__")), "__builtins__" in space)
print(eval("x * 10 + y", space), eval("a + b", {"a": 1}, {"b": 2}))
exec("z = len('abc')")
print(z)
print(exec("1 + 1"), eval("None"), eval("  3"), eval("\t4"))
code = compile("total = sum(range(n))", "<mine>", "exec")
for n in (3, 5):
    exec(code)
    print(n, total)
expression = compile("n ** 2", "<mine>", "eval")
print([eval(expression, {"n": n}) for n in range(4)])
print(type(code).__name__, code.co_filename, code.co_name, code.co_names)
exec("""
def greet(name, *, loud=False):
    text = f"hello {name}"
    return text.upper() if loud else text

class Point:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return f"Point({self.x})"
""")
print(greet("you"), greet("all", loud=True), Point(3), Point.__module__, greet.__module__)

def inside():
    local = 5
    print(eval("local + 1"), sorted(eval("locals()")))
    exec("local = 50; fresh = 1")
    print(local, "fresh" in locals())
    own = {}
    exec("made = 2", globals(), own)
    print(own, "made" in globals())
    return eval("[local for _ in range(2)]", {"local": 9})

print(inside())
exec("made_global = 1", globals())
print(made_global)
outer = {"n": 1}
inner = {"n": 2}
exec("def f(): return n\nresult = f()\ng = n", outer, inner)
print(inner["result"], inner["g"], sorted(k for k in outer if k != "__builtins__"))
print(eval(compile("(lambda: 42)()", "<l>", "eval")))

def function():
    return "from code"

print(eval(function.__code__), exec(function.__code__))
def free():
    value = 1
    def uses():
        return value
    return uses
for run in (exec, eval):
    try:
        run(free().__code__)
    except TypeError as error:
        print(error)
for wrong in (lambda: exec(3), lambda: eval(None), lambda: exec("1", {}, 5), lambda: eval("1", {}, 5),
              lambda: compile("1", "f", "other"), lambda: compile(1, "f", "exec"), lambda: exec(), lambda: compile("1")):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
exec(compile("1 + 1\n", "<i>", "single"))
exec(compile("'text'", "<i>", "single"))
exec(compile("None", "<i>", "single"))
exec(compile("q = 5", "<i>", "single"))
print(_, q)
exec("for i in range(3):\n    print(i, end=' ')\nelse:\n    print('done')")
exec(b"print('bytes')")
exec("exec('print(\"nested\", eval(\"1+2\"))')")
print(eval("[x for x in range(3)]"), eval("{k: v for k, v in zip('ab', (1, 2))}"))
gen = eval("(i * i for i in range(4))")
print(list(gen))
ns = {}
exec("import sys\nname = sys.__name__", ns)
print(ns["name"], __import__("sys").__name__)
calls = eval("lambda a, b=2, *c, d=4: (a, b, c, d)")
print(calls(1), calls(1, 5, 6, d=7), calls.__name__)
