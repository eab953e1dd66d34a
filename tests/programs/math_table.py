# Every function of math on every kind of argument, and what they raise.
import math
def t(f,*a,**k):
    try: r=f(*a,**k)
    except Exception as e: r=type(e).__name__+': '+str(e)
    print(getattr(f,'__name__',f),a,k,r)
for n in 'acos asin cos sin tan sqrt log log2 log10 log1p gamma lgamma exp cosh sinh expm1 exp2 ceil floor trunc degrees fabs isnan erf modf frexp'.split():
    f=getattr(math,n)
    for x in (2.0,-1,0,float('inf'),float('-inf'),float('nan'),1e5,-1.5,'x',2**2000,0.5):
        t(f,x)
for a in [(math.pow,0,-1),(math.pow,-1,0.5),(math.pow,10,400),(math.fmod,1,0),(math.fmod,float('inf'),1),(math.remainder,1,0),(math.remainder,7,3),(math.ldexp,1,5000),(math.ldexp,1.0,'a'),(math.ldexp,1,10**30),(math.ldexp,1,-10**30),(math.comb,5,2),(math.comb,-1,2),(math.comb,5,-1),(math.comb,5.0,1),(math.perm,5),(math.perm,5,2),(math.perm,-5,2),(math.perm,5,-2),(math.factorial,5),(math.factorial,-1),(math.factorial,5.0),(math.factorial,10**30),(math.gcd,),(math.gcd,12,-18),(math.gcd,1.5,2),(math.lcm,),(math.lcm,4,6,0),(math.lcm,4,6),(math.isqrt,17),(math.isqrt,-1),(math.isqrt,2.5),(math.nextafter,1,2),(math.ulp,1.0),(math.dist,[1,2],[4,6]),(math.dist,[1],[1,2]),(math.hypot,3,4),(math.hypot,),(math.hypot,1,2,3),(math.prod,[1,2,3]),(math.prod,['a']),(math.prod,[1.5,2]),(math.fsum,[.1]*10),(math.fsum,[1e308,1e308]),(math.fsum,[float('inf'),-float('inf')]),(math.fsum,['a']),(math.isclose,1,1+1e-10),(math.isclose,1,2),(math.copysign,1,-0.0),(math.atan2,1,-1),(math.log,8,2),(math.log,2**2000),(math.log,-2**2000),(math.log,0),(math.log2,8),(math.log2,2**1000),(math.log10,10**50),(math.log,2,1),(math.log,2,0),(math.log,True),(math.sqrt,),(math.sqrt,1,2),(math.log,),(math.pow,1),(math.floor,'a'),(math.ceil,[]),(math.trunc,'a'),(math.dist,1,2),(math.isclose,1,2,3),(math.comb,2),(math.gcd,'a'),(math.floor,2.5),(math.floor,-2.5),(math.ceil,1e300),(math.ldexp,3,2),(math.copysign,1)]:
    t(*a)
t(math.isclose,1,1.1,rel_tol=-1); t(math.isclose,1,1.1,abs_tol=.5); t(math.prod,[1,2],start=5); t(math.sqrt,x=2)
if hasattr(math,'sumprod'):
    for a in [([1,2],[3,4]),([1.5],[2]),([1],[2,3]),(['a'],['b']),([10**20],[3]),([],[]),([0.1]*10,[1]*10)]: t(math.sumprod,*a)
    t(math.nextafter,1,2,steps=3); t(math.nextafter,1,2,steps=-3)
if hasattr(math,'fma'): t(math.fma,2,3,4); t(math.fma,float('inf'),0,1); t(math.fma,1e308,10,0)

