//! Pictures as pixels: a scene as PNG, with the bundled fonts and no window.
//!
//! It goes through [`svg`](super::svg), so a raster shows what the document says. Moving pictures are [`movie`](super::movie)'s.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::Scene;
use super::fonts;
use super::svg::svg;
use super::text::Face;
use super::theme::Theme;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    #[error("a picture of {width} by {height} pixels cannot be made")]
    Size { width: u32, height: u32 },
    #[error("the picture cannot be read as SVG: {0}")]
    Document(#[from] usvg::Error),
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
    #[error("the pictures cannot be written as GIF: {0}")]
    Gif(#[from] gif::EncodingError),
    #[error("a moving picture needs at least one frame")]
    NoFrame,
}

/// More pixels than this would be a mistake of the caller, not a picture.
const MOST_PIXELS: u64 = 100_000_000;

/// The scene as a PNG file's bytes, `scale` pixels a point.
pub fn png(scene: &Scene, theme: Theme, scale: f32) -> Result<Vec<u8>, RasterError> {
    pixels(scene, theme, scale)?.encode_png().map_err(|error| RasterError::Png(error.to_string()))
}

/// The scene as opaque pixels.
pub(super) fn pixels(scene: &Scene, theme: Theme, scale: f32) -> Result<Pixmap, RasterError> {
    let (width, height) = ((scene.size.width * scale).round(), (scene.size.height * scale).round());
    if !(width >= 1.0 && height >= 1.0) {
        return Err(RasterError::Size { width: width as u32, height: height as u32 });
    }
    svg_pixels(&svg(scene, theme), scale)
}

/// An SVG document as pixels, `scale` of them a point, with the bundled fonts.
pub fn svg_pixels(document: &str, scale: f32) -> Result<Pixmap, RasterError> {
    let options = usvg::Options {
        font_family: Face::Sans.family().to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(document, &options)?;
    let width = (tree.size().width() * scale).round() as u32;
    let height = (tree.size().height() * scale).round() as u32;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(RasterError::Size { width, height });
    }
    let mut pixmap = Pixmap::new(width, height).ok_or(RasterError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for face in Face::ALL {
        database.load_font_source(fontdb::Source::Binary(Arc::new(fonts::bytes(face))));
    }
    database.set_sans_serif_family(Face::Sans.family());
    database.set_monospace_family(Face::Mono.family());
    Arc::new(database)
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Size, sample};

    #[test]
    fn a_sheet_of_every_mark_is_drawn_in_every_theme() {
        let folder = std::env::temp_dir().join("glasshouse-sheets");
        std::fs::create_dir_all(&folder).unwrap();
        for theme in Theme::ALL {
            let bytes = png(&sample::sheet(), theme, 1.0).unwrap();
            assert!(bytes.starts_with(b"\x89PNG"));
            std::fs::write(folder.join(format!("sheet-{theme:?}.png").to_lowercase()), bytes).unwrap();
        }
    }

    #[test]
    fn every_face_is_found_by_its_family_and_weight() {
        for face in Face::ALL {
            let query = fontdb::Query {
                families: &[fontdb::Family::Name(face.family())],
                weight: fontdb::Weight(face.weight()),
                ..fontdb::Query::default()
            };
            let found = FONTS.query(&query).and_then(|id| FONTS.face(id)).unwrap();
            assert_eq!(found.weight.0, face.weight());
        }
    }

    #[test]
    fn an_impossible_size_is_an_error() {
        assert!(matches!(png(&Scene::new(Size::default()), Theme::Dark, 1.0), Err(RasterError::Size { .. })));
        let huge = Scene::new(Size::new(1e9, 1e9));
        assert!(matches!(png(&huge, Theme::Dark, 1.0), Err(RasterError::Size { .. })));
        let odd = Scene::new(Size::new(f32::NAN, 10.0));
        assert!(png(&odd, Theme::Dark, 1.0).is_err());
    }
}
