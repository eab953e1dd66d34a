# Operators on str and % formatting.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
for e in [lambda: 'abc'[5], lambda: 'abc'[::0], lambda: 'abc'['a':], lambda: 'a'+1, lambda: 1+'a', lambda: 'a'*float(1.5), lambda: 'a'*-1, lambda: 'a' < 1, lambda: 'a'-'b', lambda: 'a' % 1, lambda: '%s %s' % 'a', lambda: '%d' % 'a', lambda: '%z' % 1, lambda: '%(a)s' % {'a': 5}, lambda: '%(a)s' % 5, lambda: '%*d' % (5, 3), lambda: '%c' % 'ab', lambda: '%c' % 65, lambda: '%c' % -1, lambda: '%i %u %o %x %X %#x %#o %e %E %g %G %F' % (1,2,8,255,255,255,8,1.5,1.5,1e10,1e-10,2.5), lambda: '%r %a %s' % ('é','é','é'), lambda: '%5.1f|%-8s|%+d|% d|%08.3f' % (3.14159,'ab',5,5,3.14159), lambda: '%%' % (), lambda: '%' % 1, lambda: '%s' % (1,2), lambda: '%.3s' % 'abcdef', lambda: '%x' % 1.5, lambda: '%d' % 1.9, lambda: '%d' % None, lambda: '%f' % 'a', lambda: '%s' % None, lambda: '%(x)s' % {}, lambda: '%(x' % {}, lambda: '%.*f' % (2, 3.14159), lambda: '%5%' % (), lambda: '%ld' % 5, lambda: '%s %(a)s' % {'a':1}, lambda: '%.0f %.0f %.0f' % (0.5, 1.5, 2.5), lambda: '%g' % 1e16, lambda: '%#g' % 1.0, lambda: '%+.2e' % -0.0, lambda: '%s' % [1,'a'], lambda: '%d' % True, lambda: '%x' % -255, lambda: '%#X' % -255, lambda: '%05d' % -42, lambda: '%-05d|' % 42, lambda: '%+05d' % 42, lambda: '% 05d' % 42, lambda: '%5s|%-5s|' % ('é','中')]:
    show('op', e)
