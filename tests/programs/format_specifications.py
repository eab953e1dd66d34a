# The format mini-language: every type and flag on numbers, strs and others.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
ints = [0, 5, -5, 255, -1234567, 10**20]
floats = [0.0, -0.0, 1.5, -2.25, 1234567.891, 1e20, 1e-7, 0.1, float('inf'), float('-inf'), float('nan'), 1e16, 123456789012345680.0, 2.5]
comps = [0j, 1+2j, -1.5-0.25j, complex('inf'), 1e20+1j]
specs = ['', 'd', 'n', 'x', '#x', '#X', 'o', '#o', 'b', '#b', 'c', 'e', '.3e', 'E', 'f', '.0f', '.2f', 'F', 'g', '.3g', '#g', 'G', '%', '.1%', ',', '_', '_x', ',d', ',.2f', '_.3f', '+', ' ', '-', '+d', '08d', '08.2f', '<10', '>10', '^10', '=10', '*^12', '0=+12', '012,', '012,.1f', '010_x', 'z', 'z.1f', '+z.0f', '.0', '.3', '10.3', '+.2e', '#.0f', '#.0e', 's', 'q', '10c', ',x', ',n', '_n', ',_', '.3d', '.', '-010', '<010', 'zd', '#c', '.2,f', '.6_f', '.4,', '_.6_f', ',.6_f', '{<10', '\u00e9^7', '1000000000000000000000', '.99999999999999999999', ' >8', '=+8', '^+8.2', 'ld', '0', '00', '05', '+05', '#06x', '#010b', '<#10x', '=#10x', 'i', 'u', 'r']
for s in specs:
    for v in ints + floats + comps + [True, 'text', '', 'h\u00e9', None, [1], b'b']:
        show((s, v), lambda: format(v, s))
