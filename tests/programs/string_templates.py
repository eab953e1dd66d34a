# The module string: constants, capwords and templates.
import string
from string import Template
for name in ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'digits', 'hexdigits', 'octdigits', 'punctuation', 'whitespace', 'printable']:
    print(name, repr(getattr(string, name)))
print(string.capwords('hello  wide world'), string.capwords(' a-b-c ', '-'), repr(string.capwords('')))
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
for text in ['$who likes $what', '${who}s', '$$5', '$who $', '$ who', '$1', 'x\n y ${', '$Who', '${who', '$whö', '', '$who$who', '$$$who', '${who}${what}', '$a.b']:
    t = Template(text)
    show(('substitute', text), lambda: t.substitute(who='Tim', what='pie'))
    show(('dict', text), lambda: t.substitute({'who': 1, 'what': None}, what=2))
    show(('safe', text), lambda: t.safe_substitute(who='Tim'))
    show(('valid', text), lambda: t.is_valid())
    show(('names', text), lambda: t.get_identifiers())
class Percent(Template):
    delimiter = '%'
    idpattern = '[a-z]+'
print(Percent('%name is %age %% $x').substitute(name='Ann', age=3), Percent('%Name').safe_substitute(name=1))
