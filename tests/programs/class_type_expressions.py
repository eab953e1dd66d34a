# list[int], int | str and their kin.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


for call in (lambda: list[int], lambda: dict[str, int], lambda: list[int][str], lambda: list[int](), lambda: list[int].__origin__, lambda: list[int].__args__,
             lambda: list[int].__parameters__, lambda: list[int] == list[int], lambda: hash(list[int]) == hash(list[int]), lambda: list[int].append,
             lambda: type(list[int]), lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: isinstance(list[int], type),
             lambda: list[int, str], lambda: tuple[int, ...], lambda: tuple[()], lambda: type[int], lambda: int[str], lambda: repr(list['x']), lambda: list[None],
             lambda: list[list[int]], lambda: list[int] | None, lambda: int | str, lambda: None | int, lambda: int | int, lambda: (int | str) | int,
             lambda: type(int | str), lambda: (int | str) == (str | int), lambda: isinstance(1, int | str), lambda: isinstance(1, str | None),
             lambda: isinstance(1, int | list[int]), lambda: issubclass(bool, int | None), lambda: (int | str).__args__, lambda: int | 'x', lambda: int | 1,
             lambda: 1 | int, lambda: hash(int | str) == hash(str | int), lambda: (int | str)[int], lambda: (int | str)(), lambda: int | str | None | list[int],
             lambda: None | None, lambda: list[int]([1, 2]), lambda: list[int].__len__, lambda: list[int].__mro_entries__(())):
    show(call)
class C:
    def __class_getitem__(cls, key): return (cls.__name__, key)
class D(list[int]): pass
class E: pass
print(C[1], D.__bases__, D.__orig_bases__, D([1])); show(lambda: C()[1]); show(lambda: E[int]); print(E | None, E | C)
