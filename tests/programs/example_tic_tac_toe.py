# A game played to its end by the rules of a simple player.
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


class Board:
    def __init__(self):
        self.cells = [" "] * 9

    def __str__(self):
        rows = ["|".join(self.cells[i : i + 3]) for i in range(0, 9, 3)]
        return "\n-+-+-\n".join(rows)

    def free(self):
        return [i for i, cell in enumerate(self.cells) if cell == " "]

    def winner(self):
        for a, b, c in LINES:
            if self.cells[a] == self.cells[b] == self.cells[c] != " ":
                return self.cells[a]
        return None

    def play(self, place, mark):
        if self.cells[place] != " ":
            raise ValueError(f"{place} is taken by {self.cells[place]}")
        self.cells[place] = mark


def score(board, mark, other, turn):
    won = board.winner()
    if won:
        return 1 if won == mark else -1
    if not board.free():
        return 0
    results = []
    for place in board.free():
        board.cells[place] = turn
        results.append(score(board, mark, other, other if turn == mark else mark))
        board.cells[place] = " "
    return max(results) if turn == mark else min(results)


def best(board, mark, other):
    chosen, top = None, -2
    for place in board.free():
        board.cells[place] = mark
        value = score(board, mark, other, other)
        board.cells[place] = " "
        if value > top:
            chosen, top = place, value
    return chosen


board = Board()
for place, mark in [(4, "X"), (1, "O"), (0, "X")]:
    board.play(place, mark)
print(board)
turn = "O"
while board.free() and not board.winner():
    place = best(board, turn, "X" if turn == "O" else "O")
    board.play(place, turn)
    print(turn, "plays", place)
    turn = "X" if turn == "O" else "O"
print(board)
print("winner:", board.winner())
board.play(4, "O")
