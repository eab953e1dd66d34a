//! Notes out: one lesson's or all, as Markdown with a folder of pictures, or as one HTML file.
//!
//! In Markdown the pictures are files, for most readers show no picture that stands in the text itself. Reads the pictures
//! and nothing else; the texts are the window's, which may be newer than the disk's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use pulldown_cmark::{Event, Parser, Tag};

use super::markup::{self, escaped};
use super::page::{Look, Page};
use super::{ExportError, Exported, Format, pictures_folder};
use crate::study::file;
use crate::study::pin::picture_path;

/// Larger files are no pictures of a note.
const MOST_BYTES: u64 = 32 << 20;

/// Notes to be exported together.
#[derive(Clone, Debug)]
pub struct Notes<'a> {
    /// In the order in which they are to stand.
    pub pages: Vec<NotePage<'a>>,
    /// The folder that the notes' pictures are named against.
    pub folder: &'a Path,
}

/// One lesson's note.
#[derive(Clone, Copy, Debug)]
pub struct NotePage<'a> {
    /// The lesson's title or question, plain text.
    pub title: &'a str,
    /// Markdown.
    pub text: &'a str,
}

impl Notes<'_> {
    /// The notes as the file at `path` is to hold them: Markdown or HTML, by its ending. Writes nothing.
    ///
    /// A picture that is missing is left out, with a word about it in [`Exported::missing`].
    pub fn export(&self, path: &Path) -> Result<Exported, ExportError> {
        match Format::of(path)? {
            Format::Markdown => Ok(self.markdown(&pictures_folder(path))),
            Format::Html => Ok(self.html()),
            Format::Svg | Format::Png | Format::Gif => Err(ExportError::NoNotesFormat),
        }
    }

    fn markdown(&self, pictures_folder: &str) -> Exported {
        let mut exported = Exported::default();
        let mut text = String::new();
        let mut copies = Copies::new(pictures_folder);
        for page in &self.pages {
            if !text.is_empty() {
                text.push_str("\n\n---\n\n");
            }
            // Writing to a string can't fail.
            let _ = write!(text, "# {}\n\n", one_line(page.title));
            text.push_str(self.with_copied_pictures(page.text, &mut copies, &mut exported).trim_end());
        }
        text.push('\n');
        exported.file = text.into_bytes();
        exported
    }

    /// The Markdown with each picture's address replaced by that of its copy.
    fn with_copied_pictures(&self, text: &str, copies: &mut Copies, exported: &mut Exported) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (event, range) in Parser::new_ext(text, markup::options()).into_offset_iter() {
            let Event::Start(Tag::Image { dest_url, .. }) = event else { continue };
            let Some(picture) = self.picture(&dest_url, &mut exported.missing) else { continue };
            // One written as a reference elsewhere in the text, or with escapes, is not found here.
            let Some(at) = text.get(range.clone()).and_then(|source| source.rfind(&*dest_url)) else {
                exported.missing.push(format!("{dest_url}: its address does not stand in the brackets behind it"));
                continue;
            };
            let start = range.start + at;
            if start < done {
                continue;
            }
            let name = copies.name(&dest_url);
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(&name);
            exported.beside.insert(name, picture.bytes);
            done = start + dest_url.len();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    fn html(&self) -> Exported {
        let mut missing = Vec::new();
        let mut body = String::from("<main>\n");
        for page in &self.pages {
            let _ = write!(body, "<article>\n<h1>{}</h1>\n", escaped(page.title));
            body.push_str(&markup::to_html(page.text, 1, |address| {
                self.picture(address, &mut missing).map(|picture| picture.data_uri())
            }));
            body.push_str("</article>\n");
        }
        body.push_str("</main>\n");
        let title = match self.pages.as_slice() {
            [page] => page.title,
            _ => "Notes",
        };
        let page = Page { title, look: Look::Readers, style: "", body: &body, script: "" };
        Exported { missing, ..Exported::text(page.html()) }
    }

    /// The picture at an address in a note; what can't be had is added to `missing`.
    fn picture(&self, address: &str, missing: &mut Vec<String>) -> Option<Picture> {
        match self.read_picture(address) {
            Ok(picture) => Some(picture),
            Err(why) => {
                missing.push(format!("{address}: {why}"));
                None
            }
        }
    }

    fn read_picture(&self, address: &str) -> Result<Picture, String> {
        let path = picture_path(self.folder, address).ok_or("only pictures in the notes' folder go along")?;
        let kind = kind_of(&path).ok_or("not an SVG, PNG, JPEG, GIF or WebP file")?;
        match file::read_bounded(&path, MOST_BYTES) {
            Ok(Some(bytes)) => Ok(Picture { kind, bytes }),
            Ok(None) => Err("there is no such file".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}

struct Picture {
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Picture {
    /// The picture as an address; a browser runs no script in a picture that stands in an `img`.
    fn data_uri(&self) -> String {
        format!("data:{};base64,{}", self.kind, base64::engine::general_purpose::STANDARD.encode(&self.bytes))
    }
}

/// Names for copies of pictures, each address its own.
struct Copies {
    folder: String,
    names: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Copies {
    fn new(folder: &str) -> Self {
        Self { folder: folder.to_owned(), names: BTreeMap::new(), taken: BTreeSet::new() }
    }

    fn name(&mut self, address: &str) -> String {
        if let Some(name) = self.names.get(address) {
            return name.clone();
        }
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
        let flat: String = address.replace("-pictures/", "-").chars().map(plain).collect();
        let mut name = format!("{}/{flat}", self.folder);
        let mut number = 2;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{}/{number}-{flat}", self.folder);
            number += 1;
        }
        self.names.insert(address.to_owned(), name.clone());
        name
    }
}

fn kind_of(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTE: &str = "One lock.\n\n![Step 3](gil-pictures/step-3.svg)\n\n*Step 3*: it waits\n\n![far](https://x.org/a.png) ![gone](gil-pictures/gone.svg) ![out](../secret.svg)\n";

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        file::write_whole(&folder.path().join("gil-pictures/step-3.svg"), b"<svg/>").unwrap();
        folder
    }

    fn notes(folder: &Path) -> Notes<'_> {
        let page = NotePage { title: "What does the GIL protect?", text: NOTE };
        Notes { pages: vec![page, NotePage { title: "asyncio & <loops>", text: "<b>raw</b>" }], folder }
    }

    #[test]
    fn markdown_goes_with_its_pictures() {
        let folder = folder();
        let exported = notes(folder.path()).export(Path::new("out/my notes.md")).unwrap();
        let text = String::from_utf8(exported.file).unwrap();
        assert!(
            text.starts_with(
                "# What does the GIL protect?\n\nOne lock.\n\n![Step 3](my-notes-pictures/gil-step-3.svg)\n"
            ),
            "{text}"
        );
        assert!(text.ends_with("\n---\n\n# asyncio & <loops>\n\n<b>raw</b>\n"), "{text}");
        assert_eq!(exported.beside["my-notes-pictures/gil-step-3.svg"], b"<svg/>");
        assert_eq!(exported.missing.len(), 3, "{:?}", exported.missing);
    }

    #[test]
    fn html_stands_by_itself() {
        let folder = folder();
        let exported = notes(folder.path()).export(Path::new("notes.html")).unwrap();
        let html = String::from_utf8(exported.file).unwrap();
        assert!(html.contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"Step 3\" />"), "{html}");
        assert!(html.contains("asyncio &amp; &lt;loops&gt;") && html.contains("&lt;b&gt;raw"), "{html}");
        assert!(html.contains("[Picture: far]") && !html.contains("x.org"), "{html}");
        assert!(exported.beside.is_empty());
    }

    #[test]
    fn two_pictures_never_share_a_copy() {
        let mut copies = Copies::new("p");
        let one = copies.name("a/b.svg");
        let two = copies.name("a-b.svg");
        assert_ne!(one, two);
        assert_eq!(copies.name("a/b.svg"), one);
    }

    proptest! {
        #[test]
        fn any_note_is_exported(text in r#"[\[\]!()a-z./%"'<>\\ \n*#`-]{0,120}"#) {
            let folder = Path::new("/nowhere");
            let notes = Notes { pages: vec![NotePage { title: "t", text: &text }], folder };
            let exported = notes.export(Path::new("n.md")).unwrap();
            let written = String::from_utf8(exported.file).unwrap();
            let expected = format!("# t\n\n{text}");
            prop_assert_eq!(written.trim_end(), expected.trim_end());
            prop_assert!(notes.export(Path::new("n.html")).is_ok());
        }
    }
}
