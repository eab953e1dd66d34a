"""Text in lines of a width, and the space in front of them."""

import re

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACE = "\t\n\x0b\x0c\r "

_SPACES = re.compile(r"([\t\n\x0b\x0c\r ]+)")
_SENTENCE_END = re.compile(r"[a-z][\.\!\?][\"\']?\Z")


def _is_letter(text, at):
    """Whether a letter stands there, in the sense of a hyphenated word: no digit."""
    return 0 <= at < len(text) and (text[at].isalpha() or text[at] == "_")


def _is_word(text, at):
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _at_hyphens(word):
    """The word in pieces: a dash of two hyphens or more is one of its own, and a hyphen between letters ends one."""
    start = at = 0
    while at < len(word):
        if word[at] != "-":
            at += 1
            continue
        end = at
        while end < len(word) and word[end] == "-":
            end += 1
        if end - at > 1:
            closes = at > 0 and (_is_word(word, at - 1) or word[at - 1] in "!\"'&.,?")
            if closes and _is_word(word, end):
                if start < at:
                    yield word[start:at]
                yield word[at:end]
                start = end
        else:
            before = _is_letter(word, at - 1) and (
                (_is_letter(word, at - 2) and at - 2 >= start)
                or (at - 2 >= start and word[at - 2] == "-" and _is_letter(word, at - 3))
            )
            after = _is_letter(word, at + 1) and (
                _is_letter(word, at + 2) or (word[at + 2 : at + 3] == "-" and _is_letter(word, at + 3))
            )
            if before and after:
                yield word[start:end]
                start = end
        at = end
    if start < len(word):
        yield word[start:]


class TextWrapper:
    """How a text is put into lines."""

    def __init__(
        self,
        width=70,
        initial_indent="",
        subsequent_indent="",
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        """The text in pieces that no line break may fall into."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(dict.fromkeys(map(ord, _SPACE), " "))
        chunks = [chunk for chunk in _SPACES.split(text) if chunk]
        if self.break_on_hyphens:
            chunks = [piece for chunk in chunks for piece in _at_hyphens(chunk)]
        if self.fix_sentence_endings:
            for at in range(1, len(chunks) - 1):
                if chunks[at] == " " and _SENTENCE_END.search(chunks[at - 1]):
                    chunks[at] = "  "
        return chunks

    def _cut(self, chunk, room):
        """How much of a chunk that is wider than a line goes into this one."""
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk.rfind("-", 0, room)
            if hyphen > 0 and any(letter != "-" for letter in chunk[:hyphen]):
                return hyphen + 1
        return room

    def wrap(self, text):
        """The lines."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        rest = self._chunks(text)[::-1]
        lines = []
        while rest:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not rest[-1].strip():
                rest.pop()
            line, length = [], 0
            while rest and length + len(rest[-1]) <= width:
                length += len(rest[-1])
                line.append(rest.pop())
            if rest and len(rest[-1]) > width:
                room = 1 if width < 1 else width - length
                if self.break_long_words:
                    cut = self._cut(rest[-1], room)
                    line.append(rest[-1][:cut])
                    rest[-1] = rest[-1][cut:]
                elif not line:
                    line.append(rest.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            last_allowed = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            only_space = self.drop_whitespace and len(rest) == 1 and not rest[0].strip()
            if not last_allowed or ((not rest or only_space) and length <= width):
                lines.append(indent + "".join(line))
                continue
            self._end(lines, line, length, indent, width)
            break
        return lines

    def _end(self, lines, line, length, indent, width):
        """Makes the last line say that something was left out."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        """The lines as one text."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The words on one line, without those that have no room."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the space that all of its lines begin with; lines of space alone become empty."""
    import sys
    if sys.version_info >= (3, 14):
        lines = ["" if line.isspace() else line for line in text.split("\n")]
    else:
        lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    margin = None
    for line in filter(None, lines):
        front = line[: len(line) - len(line.lstrip(" \t"))]
        shared = 0
        for mine, other in zip(front, front if margin is None else margin):
            if mine != other:
                break
            shared += 1
        margin = front[:shared]
    at = len(margin or "")
    return "\n".join(line[at:] for line in lines)


def indent(text, prefix, predicate=None):
    """The text with something before each line that is not empty, or that the predicate picks."""
    predicate = predicate or str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
