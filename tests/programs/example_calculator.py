# A calculator that reads text and reports its errors.
class ParseError(Exception):
    pass


def tokens(text):
    result, i = [], 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            result.append(float(text[start:i]))
        elif c in "+-*/()^":
            result.append(c)
            i += 1
        else:
            raise ParseError(f"unexpected {c!r} at {i}")
    return result


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)

    def peek(self):
        return self.tokens[0] if self.tokens else None

    def take(self):
        return self.tokens.pop(0) if self.tokens else None

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        value = self.power()
        while self.peek() in ("*", "/"):
            value = value * self.power() if self.take() == "*" else value / self.power()
        return value

    def power(self):
        value = self.atom()
        if self.peek() == "^":
            self.take()
            value **= self.power()
        return value

    def atom(self):
        token = self.take()
        if token == "-":
            return -self.atom()
        if token == "(":
            value = self.sum()
            if self.take() != ")":
                raise ParseError("missing )")
            return value
        if not isinstance(token, float):
            raise ParseError(f"expected a number, not {token!r}")
        return token


for text in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 / 2 - 1", "1.5 * 4", "1 / 0", "2 +", "(1", "2 $ 3", "1.2.3", ""]:
    try:
        print(f"{text:<12} = {Parser(text).sum():g}")
    except ParseError as error:
        print(f"{text:<12} ! {error}")
    except ZeroDivisionError as error:
        print(f"{text:<12} ! {type(error).__name__}: {error}")
    except ValueError as error:
        print(f"{text:<12} ! value: {error}")
