# Subclasses take over and change.
class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

    def describe(self):
        return f"{self.name} the {type(self).__name__} says {self.speak()} on {self.legs} legs"


class Dog(Animal):
    def speak(self):
        return "Woof"


class Bird(Animal):
    legs = 2

    def __init__(self, name, can_fly=True):
        super().__init__(name)
        self.can_fly = can_fly

    def speak(self):
        return "Tweet, " + super().speak()


class Penguin(Bird):
    def __init__(self, name):
        Bird.__init__(self, name, can_fly=False)


for animal in [Animal("It"), Dog("Rex"), Bird("Tweety"), Penguin("Pingu")]:
    print(animal.describe(), getattr(animal, "can_fly", None))
print(isinstance(Penguin("p"), Animal), issubclass(Dog, Bird), issubclass(Penguin, (Dog, Bird)))
print([c.__name__ for c in Penguin.__mro__], Penguin.__bases__[0] is Bird)
print(Dog.speak is Animal.speak, Dog.describe is Animal.describe)


class Stack(Animal):
    pass


print(Stack("s").speak(), Stack.__name__, Stack.__init__ is Animal.__init__)


class Left(Animal):
    def speak(self):
        return "L" + super().speak()


class Right(Animal):
    def speak(self):
        return "R" + super().speak()


class Both(Left, Right):
    pass


print(Both("b").speak(), [c.__name__ for c in Both.__mro__])


class MyError(ValueError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise MyError(7)
except ValueError as error:
    print(type(error).__name__, error, error.code, error.args)
