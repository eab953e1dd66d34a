//! Rebuilds when a file is added to `content/`: `include_dir` alone notices changes to files that it already knew.

fn main() {
    println!("cargo::rerun-if-changed=content");
}
