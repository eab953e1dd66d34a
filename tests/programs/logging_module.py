# logging: levels, names, handlers, formats, filters, exceptions.
import logging
import sys

logging.warning("before any configuration %d", 1)
logging.info("not shown")
root = logging.getLogger()
print(root, root.handlers, logging.getLogger("root") is root)
root.handlers.clear()

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(funcName)s:%(lineno)d|%(module)s|%(message)s"))
root.addHandler(handler)
root.setLevel(logging.DEBUG)
log = logging.getLogger("app.part.deep")
app = logging.getLogger("app")
part = logging.getLogger("app.part")
print(log.parent.name, part.parent.name, app.parent.name, logging.getLogger("app") is app)
for level in ("debug", "info", "warning", "error", "critical"):
    getattr(log, level)("level %s of %r", level, "args")


def work():
    log.info("inside a function")
    log.log(25, "own level")


work()
app.setLevel("ERROR")
print(log.getEffectiveLevel(), log.isEnabledFor(logging.WARNING), part.level, log)
log.warning("dropped")
log.error("kept")
app.setLevel(logging.NOTSET)
try:
    {}["missing"]
except KeyError as error:
    log.exception("with a traceback")
    log.error("given", exc_info=error)
    log.error("asked", exc_info=True)
log.info("%(a)s and %(b)s", {"a": 1, "b": 2})
log.info("no args %s")
log.info("percent", extra={"user": "ann"})
try:
    log.info("x", extra={"name": "taken"})
except KeyError as error:
    print("KeyError", error)


class NoSecrets(logging.Filter):
    def filter(self, record):
        record.msg = record.msg.replace("secret", "***")
        return "drop" not in record.msg


log.addFilter(NoSecrets())
log.info("a secret here")
log.info("drop this")
handler.addFilter(lambda record: record.levelno != logging.INFO)
log.info("filtered by the handler")
log.warning("passes")
handler.filters.clear()
log.filters.clear()
only = logging.Filter("app.part")
handler.addFilter(only)
app.warning("not below")
part.warning("below")
logging.getLogger("app.party").warning("not below either")
handler.filters.clear()

for style, text in [("%", "%(levelname)s %(message)s"), ("{", "{levelname:>10} {message!r}"),
                    ]:
    handler.setFormatter(logging.Formatter(text, style=style))
    log.warning("style %s", style)
for style, text in [("?", "x"), ("%", "none"), ("{", "none"), ("$", "none")]:
    try:
        logging.Formatter(text, style=style)
    except ValueError as error:
        print("ValueError", error)
handler.setFormatter(logging.Formatter("%(ip)s %(message)s", defaults={"ip": "-"}))
log.warning("default")
log.warning("given", extra={"ip": "1.2.3.4"})
handler.setFormatter(None)

other = logging.StreamHandler(sys.stdout)
other.setFormatter(logging.Formatter("other: %(message)s"))
other.setLevel(logging.ERROR)
part.addHandler(other)
log.error("twice")
log.warning("once")
part.propagate = False
log.error("only other")
log.warning("nowhere")
part.propagate = True
part.removeHandler(other)
print(part.hasHandlers(), part.handlers, handler, logging.NullHandler())

adapter = logging.LoggerAdapter(log, {"user": "bob"})
handler.setFormatter(logging.Formatter("%(user)s %(message)s"))
adapter.warning("through an adapter %d", 3)


class Prefix(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['id']}] {msg}", kwargs


handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
Prefix(log, {"id": 7}).error("prefixed")
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("still there")
logging.disable(logging.NOTSET)
logging.addLevelName(25, "NOTICE")
log.log(25, "named level")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName(77), logging.getLevelName("no"))
for wrong in ["LOUD", 3.5, None]:
    try:
        log.setLevel(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    log.log("INFO", "x")
except TypeError as error:
    print(error)
print(app.getChild("child").name, root.getChild("x").name)
root.handlers.clear()
logging.basicConfig(stream=sys.stdout, level="INFO", format="%(levelname)s-%(message)s")
logging.basicConfig(level="DEBUG")
logging.info("configured once")
logging.debug("not shown")
logging.basicConfig(stream=sys.stdout, level="DEBUG", force=True)
logging.debug("forced")
for wrong in [{"stream": 1, "filename": "x"}, {"unknown": 1}]:
    root.handlers.clear()
    try:
        logging.basicConfig(**wrong)
    except ValueError as error:
        print("ValueError", error)
root.handlers.clear()
log.warning("last resort")
log.info("not shown by the last resort")
record = logging.makeLogRecord({"msg": "made %s", "args": ("x",), "levelname": "INFO"})
print(record.getMessage(), logging.Formatter("%(levelname)s:%(message)s").format(record))
