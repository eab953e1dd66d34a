//! A lesson or notes out: Markdown, HTML, SVG, PNG, GIF.
//!
//! Makes the bytes of files from texts and scenes that are given, and writes them whole. Where to, the window asks
//! through the system's dialog and the command line is told; running programs and making scenes is done elsewhere.

mod lesson;
mod markup;
mod notes;
mod page;
mod player;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

pub use lesson::{Frame, LessonPage};
pub use notes::{NotePage, Notes};
pub use player::Fonts;

use crate::scene::raster::RasterError;
use crate::study::file;

/// Files ready to be written: one that was asked for, and what lies beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The file's content.
    pub file: Vec<u8>,
    /// More files, by their path against the file's folder, with `/` between names.
    pub beside: BTreeMap<String, Vec<u8>>,
    /// Pictures that a note refers to but that could not be had, each with the reason, for the learner.
    pub missing: Vec<String>,
}

/// What a file is to be, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
    Gif,
    Html,
    Markdown,
}

/// Why nothing could be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("{} can't be written: {source}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("`{ending}` is no ending that can be exported to; there are svg, png, gif, html and md")]
    Ending { ending: String },
    #[error("notes go to an html or md file")]
    NoNotesFormat,
    #[error("there is no picture to export")]
    NoPicture,
    #[error("it was cancelled")]
    Cancelled,
    #[error(transparent)]
    Raster(#[from] RasterError),
}

impl Format {
    /// The format that a file's name asks for.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "gif" => Ok(Self::Gif),
            "html" | "htm" => Ok(Self::Html),
            "md" | "markdown" => Ok(Self::Markdown),
            _ => Err(ExportError::Ending { ending: ending.to_owned() }),
        }
    }
}

impl Exported {
    /// Writes all files, each whole or not at all, the one that refers to the others last.
    pub fn write_to(&self, path: &Path) -> Result<(), ExportError> {
        let folder = path.parent().unwrap_or(Path::new(""));
        for (name, bytes) in &self.beside {
            write(&folder.join(name), bytes)?;
        }
        write(path, &self.file)
    }

    fn text(text: String) -> Self {
        Self::bytes(text.into_bytes())
    }

    fn bytes(file: Vec<u8>) -> Self {
        Self { file, ..Self::default() }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    file::write_whole(path, bytes).map_err(|source| ExportError::Write { path: path.to_owned(), source })
}

/// The folder for pictures beside an exported file: `talk-pictures` for `talk.md`.
fn pictures_folder(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    // A reference in Markdown ends at a blank or a bracket.
    let plain = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
    let stem: String = stem.chars().map(plain).collect();
    format!("{}-pictures", if stem.is_empty() { "export" } else { &stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format() {
        assert_eq!(Format::of(Path::new("a/b.SVG")).unwrap(), Format::Svg);
        assert_eq!(Format::of(Path::new("b.md")).unwrap(), Format::Markdown);
        assert!(Format::of(Path::new("b.pdf")).is_err());
        assert!(Format::of(Path::new("svg")).is_err());
    }

    #[test]
    fn what_lies_beside_is_written_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut exported = Exported::text("page".to_owned());
        exported.beside.insert("talk-pictures/a.svg".to_owned(), b"<svg/>".to_vec());
        exported.write_to(&folder.path().join("talk.md")).unwrap();
        assert_eq!(std::fs::read(folder.path().join("talk-pictures/a.svg")).unwrap(), b"<svg/>");
        let below_a_file = folder.path().join("talk.md/x.md");
        assert!(matches!(exported.write_to(&below_a_file), Err(ExportError::Write { .. })));
    }
}
