//! Moments of a run that stand in a note: a picture beside the notes and its reference in the text.
//!
//! Makes names and Markdown, and finds a reference's file again; the worker writes the files.

use std::hash::Hasher as _;
use std::path::{Component, Path, PathBuf};

use siphasher::sip::SipHasher13;

/// A moment of a run.
#[derive(Clone, Copy, Debug)]
pub struct Pin<'a> {
    /// The picture, a whole SVG document.
    pub svg: &'a str,
    /// What the picture shows, one line of plain text.
    pub caption: &'a str,
    /// The step of the run, as the window counts it.
    pub step: usize,
    /// The Python that ran, such as `3.12.1`.
    pub version: &'a str,
}

impl Pin<'_> {
    /// The picture's path against the notes' folder; the same picture of the same moment has the same one.
    pub(super) fn file_name(&self, slug: &str) -> String {
        let mut hasher = SipHasher13::new();
        hasher.write(self.svg.as_bytes());
        let version: String =
            self.version.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '.').collect();
        format!("{slug}-pictures/step-{}-python-{version}-{:08x}.svg", self.step, hasher.finish() & 0xffff_ffff)
    }

    /// What to add to a note.
    pub(super) fn markdown(&self, file_name: &str) -> String {
        let moment = format!("Step {}, Python {}", self.step, plain(self.version));
        let caption = plain(self.caption);
        let told = if caption.is_empty() { String::new() } else { format!(": {caption}") };
        format!("![{moment}]({file_name})\n\n*{moment}*{told}\n")
    }
}

/// The file that a picture's address in a note names, in the notes' `folder`; `None` when it leads anywhere else.
pub fn picture_path(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = PathBuf::from(percent_decoded(address)?);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    // A colon makes a web address, or a drive, or a hidden stream of a file.
    (inside && !address.is_empty() && !address.contains([':', '\\'])).then(|| folder.join(path))
}

/// One line of text that Markdown shows as it stands.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '$' | '~' | '|') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

/// `a%20b` as `a b`, as editors write a blank in an address.
fn percent_decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_stands_in_markdown_as_it_reads() {
        assert_eq!(plain("a *b*\n [c](d)\t<e>"), r"a \*b\* \[c\](d) \<e\>");
    }

    #[test]
    fn pictures_are_named_for_what_they_show() {
        let pin = Pin { svg: "<svg/>", caption: "", step: 12, version: "3.12.1" };
        let name = pin.file_name("gil");
        assert!(name.starts_with("gil-pictures/step-12-python-3.12.1-"), "{name}");
        assert_ne!(name, Pin { svg: "<svg></svg>", ..pin }.file_name("gil"));
        assert!(Pin { version: "../x", ..pin }.file_name("gil").starts_with("gil-pictures/step-12-python-..x-"));
        assert_eq!(pin.markdown("a.svg"), "![Step 12, Python 3.12.1](a.svg)\n\n*Step 12, Python 3.12.1*\n");
    }

    #[test]
    fn an_address_never_leaves_the_folder() {
        let folder = Path::new("notes");
        assert_eq!(picture_path(folder, "a%20b/c.svg"), Some(PathBuf::from("notes/a b/c.svg")));
        let outside = [
            "",
            "../a.svg",
            "a/../../b.svg",
            "/etc/a.svg",
            "%2e%2e/a.svg",
            "C:/a.svg",
            "file:///a.svg",
            "a%0.svg",
            "%ff.svg",
        ];
        for address in outside {
            assert_eq!(picture_path(folder, address), None, "{address}");
        }
    }
}
