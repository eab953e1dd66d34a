# Inside a comprehension and a lambda.
words = ["one", "two", None, "four"]
lengths = [len(word) for word in words[:2]]
print(lengths)
print(sorted(["b", 1], key=lambda x: x.lower()) if lengths == [] else [len(word) for word in words])
