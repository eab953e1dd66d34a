use std::path::Path;
fn expected(dir: &Path, name: &str, kind: &str, minor: u32) -> String {
    for m in (12..=minor).rev() {
        let p = dir.join(format!("{name}.3.{m}.{kind}"));
        if p.exists() {
            return std::fs::read_to_string(p).unwrap();
        }
    }
    let p = dir.join(format!("{name}.{kind}"));
    std::fs::read_to_string(p).unwrap_or_default()
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let version = glasshouse::python::Version::parse(args.get(1).map_or("3.13", |v| v)).unwrap();
    let only = args.get(2).cloned();
    let h = std::thread::Builder::new()
        .stack_size(1 << 29)
        .spawn(move || {
            let dir = Path::new("tests/programs");
            let mut names: Vec<String> = std::fs::read_dir(dir)
                .unwrap()
                .filter_map(|e| {
                    let n = e.unwrap().file_name().into_string().unwrap();
                    n.strip_suffix(".py").map(str::to_owned)
                })
                .collect();
            names.sort();
            let (mut ok, mut bad) = (0, 0);
            for n in names {
                if n == "glasshouse" {
                    continue;
                }
                if let Some(o) = &only {
                    if !n.contains(o.as_str()) {
                        continue;
                    }
                }
                let src = std::fs::read_to_string(dir.join(format!("{n}.py"))).unwrap();
                let options =
                    glasshouse::python::Options { version, file_name: format!("{n}.py"), ..Default::default() };
                let r = std::panic::catch_unwind(|| glasshouse::python::run(&src, &options));
                let (eo, ee) = (expected(dir, &n, "out", version.minor()), expected(dir, &n, "err", version.minor()));
                match r {
                    Err(_) => {
                        bad += 1;
                        println!("PANIC {n}");
                    }
                    Ok(o) => {
                        if o.stdout == eo && o.stderr == ee {
                            ok += 1;
                        } else {
                            bad += 1;
                            let d = |a: &str, b: &str| {
                                for (i, (x, y)) in a
                                    .lines()
                                    .chain(std::iter::repeat("<none>"))
                                    .zip(b.lines().chain(std::iter::repeat("<none>")))
                                    .enumerate()
                                {
                                    if x != y {
                                        return format!("line {}: expected {x:?} got {y:?}", i + 1);
                                    }
                                    if i > 3000 {
                                        break;
                                    }
                                }
                                "same lines".into()
                            };
                            println!(
                                "BAD {n}: {} || {}",
                                if o.stdout != eo { d(&eo, &o.stdout) } else { "".into() },
                                if o.stderr != ee { d(&ee, &o.stderr) } else { "".into() }
                            );
                        }
                    }
                }
            }
            println!("{ok} ok, {bad} bad");
        })
        .unwrap();
    h.join().unwrap();
}
