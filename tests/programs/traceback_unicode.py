# Carets under wide characters.
größe = {"höhe": 5}
print(größe["höhe"])
print("日本" + größe["höhe"] * 2 + größe["tiefe"])
