# How much gc.get_count()[0] rises with each kind of operation, done three times.
import gc


class Plain:
    def method(self):
        return None


class Slotted:
    __slots__ = ("a",)


class Child(Plain):
    pass


def nothing():
    return None


def takes(*args, **named):
    return None


def fail():
    raise ValueError("no")


def outer():
    inside = 1

    def inner():
        return inside

    return inner


def op_nothing():
    pass


def op_list_literal():
    x = []
    kept.append(x)


def op_list_literal_dropped():
    x = []


def op_list_constants():
    kept.append([1, 2, 3])


def op_list_names():
    kept.append([plain, plain])


def op_list_call():
    kept.append(list())


def op_list_of_tuple():
    kept.append(list((1, 2)))


def op_dict_literal():
    kept.append({})


def op_dict_dropped():
    x = {}


def op_dict_pair():
    kept.append({"a": 1})


def op_dict_call():
    kept.append(dict(a=1))


def op_dict_of_lists():
    kept.append({"a": []})


def op_tuple_names():
    kept.append((plain, plain))


def op_tuple_ints():
    i = len(kept)
    kept.append((i, i, i))


def op_tuple_dropped():
    x = (plain, plain, plain, plain)


def op_set_literal():
    kept.append({plain})


def op_set_call():
    kept.append(set())


def op_set_dropped():
    x = set()


def op_frozenset():
    kept.append(frozenset([1]))


def op_call():
    nothing()


def op_call_star():
    takes(1, 2)


def op_call_named():
    takes(a=1)


def op_method_call():
    plain.method()


def op_bound_method():
    kept.append(plain.method)


def op_bound_method_dropped():
    m = plain.method


def op_builtin_method():
    kept.append(kept.append)


def op_builtin_method_dropped():
    m = kept.append


def op_lambda():
    kept.append(lambda: 1)


def op_lambda_dropped():
    f = lambda: 1


def op_closure():
    kept.append(outer())


def op_closure_dropped():
    outer()


def op_exception():
    try:
        fail()
    except ValueError:
        pass


def op_exception_kept():
    try:
        fail()
    except ValueError as error:
        kept.append(error)


def op_exception_builtin():
    try:
        {}["missing"]
    except KeyError:
        pass


def op_exception_attribute():
    try:
        plain.missing
    except AttributeError:
        pass


def op_str():
    str(10)


def op_repr_list():
    repr([1, 2])


def op_repr_dict():
    repr({1: 2})


def op_repr_tuple():
    repr((1, 2))


def op_repr_instance():
    repr(plain)


def op_fstring():
    x = 3
    f"{x} and {x!r}"


def op_percent():
    "%s %s" % (1, 2)


def op_format():
    "{} {}".format(1, 2)


def op_split():
    kept.append("a b c".split())


def op_list_comprehension():
    kept.append([i for i in range(3)])


def op_dict_comprehension():
    kept.append({i: i for i in range(3)})


def op_set_comprehension():
    kept.append({i for i in range(3)})


def op_for_range():
    for i in range(3):
        pass


def op_map():
    list(map(str, pair))


def op_slice():
    kept.append(pair[0:1])


def op_slice_variable():
    i = 1
    pair[0:i]


def op_add_lists():
    kept.append(pair + pair)


def op_add_tuples():
    kept.append((1, 2) + (3,))


def op_swap():
    a, b, c = 1, 2, 3
    a, b, c = c, a, b


def op_instance():
    kept.append(Plain())


def op_instance_dropped():
    Plain()


def op_instance_attribute():
    x = Plain()
    x.name = 1
    kept.append(x)


def op_instance_dict():
    x = Plain()
    x.name = 1
    x.__dict__
    kept.append(x)


def op_instance_dict_dropped():
    x = Plain()
    x.name = 1
    x.__dict__


def op_slotted():
    kept.append(Slotted())


def op_object():
    kept.append(object())


def op_class_method():
    class New:
        def method(self):
            pass

    kept.append(New)


def op_class_child():
    class New(Plain):
        pass

    kept.append(New)


def op_class_init():
    class New:
        def __init__(self):
            self.a = 1

    kept.append(New)
    kept.append(New())


def op_property():
    kept.append(property(nothing))


def op_super():
    super(Child, child).method()


def op_isinstance():
    isinstance(plain, Child)


def op_dict_keys():
    kept.append(table.keys())


def op_dict_copy():
    kept.append(table.copy())


def op_dict_update():
    x = {}
    x.update(table)


def op_list_append():
    x = []
    for i in range(10):
        x.append(i)


def op_iterator():
    kept.append(iter(pair))


def op_range():
    kept.append(range(3))


def op_enumerate():
    kept.append(enumerate(pair))


def op_zip():
    kept.append(zip(pair, pair))


def op_divmod():
    divmod(7, 2)


def op_min_max():
    max(1, 2)


def op_int_big():
    2 ** 100


def op_globals():
    globals()


def op_type_name():
    type(plain).__name__


def op_print_str():
    print("a")


def op_print_int():
    print(1)


def op_print_list():
    print([1, 2])


def op_assert():
    assert plain


def op_finally():
    try:
        pass
    finally:
        pass


def op_self_cycle():
    x = []
    x.append(x)


def op_instance_cycle():
    x = Plain()
    x.me = x


def op_in():
    1 in pair


def op_compare():
    pair == [1, 2]


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *rest):
        return None


plain = Plain()
child = Child()
pair = [1, 2]
table = {"a": 1, "b": 2}
kept = []
results = []
operations = []
for name, value in list(globals().items()):
    if name.startswith("op_"):
        operations.append((name, value))
gc.collect()
gc.disable()
get_count = gc.get_count
for i in range(len(operations)):
    results.append([0, 0, 0])
for i in range(len(operations)):
    name, operation = operations[i]
    result = results[i]
    gc.collect()
    get_count()
    for trial in range(3):
        before = get_count()[0]
        operation()
        result[trial] = get_count()[0] - before
for i in range(len(operations)):
    print(operations[i][0], *results[i])
gc.collect()
print(gc.get_count())
