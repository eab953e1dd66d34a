fn main() {
    let args: Vec<String> = std::env::args().collect();
    let version = glasshouse::python::Version::parse(args.get(2).map_or("3.13", |v| v)).unwrap();
    let source = std::fs::read_to_string(&args[1]).unwrap();
    let file_name = std::path::Path::new(&args[1]).file_name().unwrap().to_string_lossy().into_owned();
    let handle = std::thread::Builder::new()
        .stack_size(1 << 29)
        .spawn(move || {
            let options = glasshouse::python::Options { version, file_name, ..Default::default() };
            let outcome = glasshouse::python::run(&source, &options);
            print!("{}", outcome.stdout);
            eprint!("{}", outcome.stderr);
            std::process::exit(outcome.exit);
        })
        .unwrap();
    handle.join().unwrap();
}
