# Failing targets of an assignment.
board = [[" "] * 3 for _ in range(3)]
board[1][1] = "X"
print(board)
row, column = 3, 0
board[row][column] = "O"
