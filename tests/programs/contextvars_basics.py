# contextvars: values by context, tokens, copies, errors.
import sys
from contextvars import Context, ContextVar, Token, copy_context


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", str(error).split(" at 0x")[0])


user = ContextVar("user")
level = ContextVar("level", default=1)
print(user.name, level.get(), user.get("nobody"), repr(level).split(" at 0x")[0])
attempt(lambda: user.get())
first = user.set("ann")
second = user.set("bob")
print(user.get(), second.old_value, first.old_value is Token.MISSING, first.var is user, Token.MISSING, repr(first).split(" at 0x")[0])
user.reset(second)
print(user.get())
attempt(lambda: user.reset(second))
attempt(lambda: level.reset(first))
attempt(lambda: user.reset(5))
context = copy_context()
print(len(context), user in context, level in context, context[user], context.get(level), context.get(level, "d"), [v.name for v in context], list(context.values()))


def inside(name, shout=False):
    user.set(name.upper() if shout else name)
    level.set(level.get() + 1)
    return user.get(), level.get(), len(copy_context())


print(context.run(inside, "cy", shout=True), user.get(), level.get(), context[user], context[level])
print(Context().run(inside, "new"), user.get(), copy_context() == copy_context(), context == copy_context())
attempt(lambda: context.run())
attempt(lambda: context.run(context.run, print))
attempt(lambda: context.run(lambda: 1 / 0))
attempt(lambda: context["user"])
attempt(lambda: Context()[user])
attempt(lambda: ContextVar(5))
attempt(lambda: ContextVar())
attempt(lambda: Context(1))
attempt(lambda: setattr(user, "name", "x"))
attempt(lambda: type("Sub", (ContextVar,), {}))
user.reset(first)
attempt(lambda: user.get())
token = user.set("outer")
attempt(lambda: copy_context().run(user.reset, token))
print({level: 1}[level], hash(user) == hash(user), user != level)
