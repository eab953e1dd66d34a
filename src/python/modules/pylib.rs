//! The library modules that are written in Python: the files of `assets/pylib`, which the binary carries.
//!
//! A module `a.b` is the file `a/b.py`, or `a/b/__init__.py` when it is a package. Its code and tracebacks name it
//! `<pylib>/a/b.py`: a library of Glasshouse's own, not a file of any Python installation.

use include_dir::{Dir, include_dir};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/pylib");

/// What the file names of library modules begin with.
const ROOT: &str = "<pylib>/";

/// A library module's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub file_name: String,
    pub text: &'static str,
    /// Whether it is a package: it may have submodules.
    pub package: bool,
}

/// The source of the module of this full name.
pub fn find(name: &str) -> Option<Source> {
    let path = name.replace('.', "/");
    [(format!("{path}.py"), false), (format!("{path}/__init__.py"), true)].into_iter().find_map(|(path, package)| {
        let text = FILES.get_file(&path)?.contents_utf8()?;
        Some(Source { file_name: format!("{ROOT}{path}"), text, package })
    })
}

/// The text of a library file by the name that its code objects have.
pub fn text_of(file_name: &str) -> Option<&'static str> {
    FILES.get_file(file_name.strip_prefix(ROOT)?)?.contents_utf8()
}

/// Whether a file's module stands for one that CPython has in C, as its underscore says: its frames are in no traceback.
pub fn stands_for_c(file_name: &str) -> bool {
    file_name.strip_prefix(ROOT).is_some_and(|path| path.starts_with('_') && !path.starts_with("__"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_module_and_says_what_it_is() {
        fn check(dir: &Dir<'_>) {
            for file in dir.files() {
                let path = file.path().to_str().unwrap_or_default();
                let module = path.trim_end_matches(".py").trim_end_matches("/__init__").replace('/', ".");
                let source = find(&module).unwrap_or_else(|| panic!("{path} is no module"));
                assert_eq!(text_of(&source.file_name), Some(source.text), "{path}");
                assert!(source.text.starts_with("\"\"\""), "{path} has no docstring");
            }
            dir.dirs().for_each(check);
        }
        check(&FILES);
    }
}
