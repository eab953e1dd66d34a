//! A scene as an SVG document: for notes, handouts and the rasteriser.
//!
//! The document stands by itself. Words of the nodes become titles, so that a browser shows them on hover and a screen
//! reader says them. Captions and frames around the stage are nodes like all others; the writer adds none.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use base64::Engine as _;

use super::fonts;
use super::geometry::Point;
use super::ink::{Fill, Ink, Stroke};
use super::marks;
use super::node::{Node, Segment, Shape};
use super::subset::subset;
use super::text::{Align, Face, TextStyle, printable};
use super::theme::{Theme, hatch};
use super::{Layer, Scene};

/// The scene as a document that names the fonts and falls back to what the reader has.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    document(scene, theme, "")
}

/// The scene as a document that carries what it needs of the fonts: some ten kilobytes for each face.
pub fn svg_with_fonts(scene: &Scene, theme: Theme) -> String {
    document(scene, theme, &font_face_css(&faces(scene), &characters(scene)))
}

/// The characters that the scene's texts show.
pub fn characters(scene: &Scene) -> BTreeSet<char> {
    let texts = scene.nodes.iter().filter_map(|node| match &node.shape {
        Shape::Text { text, .. } => Some(printable(text)),
        _ => None,
    });
    texts.flat_map(|text| text.chars().collect::<Vec<char>>()).collect()
}

/// The faces that the scene's texts use, in [`Face::ALL`]'s order, with those that they fall back to.
pub fn faces(scene: &Scene) -> Vec<Face> {
    let mut used = Vec::new();
    for node in &scene.nodes {
        let Shape::Text { text, style, .. } = &node.shape else { continue };
        for character in printable(text).chars() {
            let face = style.face.chain().into_iter().find(|face| fonts::has_glyph(*face, character));
            used.extend(face.filter(|face| !used.contains(face)));
        }
    }
    Face::ALL.into_iter().filter(|face| used.contains(face)).collect()
}

/// `@font-face` rules that carry the faces, cut down to `characters`, for a page that stands by itself.
pub fn font_face_css(faces: &[Face], characters: &BTreeSet<char>) -> String {
    let rule = |face: &Face| {
        let data = base64::engine::general_purpose::STANDARD.encode(subset(*face, characters));
        let (family, weight) = (face.family(), face.weight());
        format!("@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/sfnt;base64,{data})}}\n")
    };
    faces.iter().map(rule).collect()
}

fn document(scene: &Scene, theme: Theme, style: &str) -> String {
    let mut out = String::with_capacity(scene.nodes.len() * 160 + style.len() + 1_024);
    // Writing to a string cannot fail.
    let _ = write_document(&mut out, scene, theme, style);
    out
}

fn write_document(out: &mut String, scene: &Scene, theme: Theme, style: &str) -> fmt::Result {
    let (width, height) = (number(scene.size.width), number(scene.size.height));
    write!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" "#)?;
    writeln!(out, r#"viewBox="0 0 {width} {height}" role="img">"#)?;
    if !scene.caption.is_empty() {
        writeln!(out, "<title>{}</title>", escaped(&scene.caption))?;
    }
    let said: Vec<&str> = scene.nodes.iter().map(|node| node.says.as_str()).filter(|says| !says.is_empty()).collect();
    if !said.is_empty() {
        writeln!(out, "<desc>{}</desc>", escaped(&said.join(". ")))?;
    }
    write_definitions(out, scene, theme, style)?;
    writeln!(out, r#"<rect width="{width}" height="{height}" fill="{}"/>"#, theme.color(Ink::Pane).hex())?;
    for node in in_painting_order(scene) {
        write_node(out, node, theme)?;
    }
    out.push_str("</svg>\n");
    Ok(())
}

/// The nodes from the lowest to the topmost, without those that cannot be seen.
pub(super) fn in_painting_order(scene: &Scene) -> impl DoubleEndedIterator<Item = &Node> {
    const LAYERS: [Layer; 3] = [Layer::Ground, Layer::Lines, Layer::Top];
    let of_layer = |layer| scene.nodes.iter().filter(move |node| node.layer == layer && node.opacity > 0.0);
    LAYERS.into_iter().flat_map(of_layer)
}

fn write_definitions(out: &mut String, scene: &Scene, theme: Theme, style: &str) -> fmt::Result {
    if !style.is_empty() {
        writeln!(out, "<style>{style}</style>")?;
    }
    let hatches: BTreeSet<(String, Ink, Ink)> = scene
        .nodes
        .iter()
        .filter_map(|node| match fill_of(&node.shape) {
            Some(Fill::Hatch { ink, under }) => Some((hatch_name(ink, under), ink, under)),
            _ => None,
        })
        .collect();
    if hatches.is_empty() {
        return Ok(());
    }
    out.push_str("<defs>");
    for (name, ink, under) in hatches {
        let pitch = hatch::PITCH;
        write!(out, r#"<pattern id="{name}" width="{pitch}" height="{pitch}" "#)?;
        write!(out, r#"patternTransform="rotate(45)" patternUnits="userSpaceOnUse">"#)?;
        write!(out, r#"<rect width="{pitch}" height="{pitch}" fill="{}"/>"#, theme.color(under).hex())?;
        let (width, color, opacity) = (hatch::WIDTH, theme.color(ink).hex(), hatch::OPACITY);
        write!(out, r#"<rect width="{width}" height="{pitch}" fill="{color}" opacity="{opacity}"/></pattern>"#)?;
    }
    out.push_str("</defs>\n");
    Ok(())
}

fn fill_of(shape: &Shape) -> Option<Fill> {
    match shape {
        Shape::Rect { fill, .. } | Shape::Circle { fill, .. } | Shape::Path { fill, .. } => *fill,
        Shape::Text { .. } => None,
    }
}

fn write_node(out: &mut String, node: &Node, theme: Theme) -> fmt::Result {
    let grouped = node.opacity < 1.0 || !node.says.is_empty();
    if grouped {
        out.push_str("<g");
        if node.opacity < 1.0 {
            write!(out, r#" opacity="{}""#, number(node.opacity))?;
        }
        out.push('>');
        if !node.says.is_empty() {
            write!(out, "<title>{}</title>", escaped(&node.says))?;
        }
    }
    write_shape(out, &node.shape, theme)?;
    out.push_str(if grouped { "</g>\n" } else { "\n" });
    Ok(())
}

fn write_shape(out: &mut String, shape: &Shape, theme: Theme) -> fmt::Result {
    match shape {
        Shape::Rect { rect, radius, fill, stroke } => {
            let (x, y) = (number(rect.x), number(rect.y));
            let (width, height) = (number(rect.width.max(0.0)), number(rect.height.max(0.0)));
            write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{}""#, number(*radius))?;
            write_look(out, *fill, *stroke, theme)?;
            out.push_str("/>");
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let (x, y) = (number(center.x), number(center.y));
            write!(out, r#"<circle cx="{x}" cy="{y}" r="{}""#, number(radius.max(0.0)))?;
            write_look(out, *fill, *stroke, theme)?;
            out.push_str("/>");
        }
        Shape::Path { segments, closed, fill, stroke, arrow } => {
            let headed = stroke.filter(|_| *arrow);
            out.push_str("<path d=\"");
            match headed {
                Some(stroke) => write_segments(out, &marks::under_head(segments, stroke))?,
                None => write_segments(out, segments)?,
            }
            out.push_str(if *closed { "z\"" } else { "\"" });
            write_look(out, *fill, *stroke, theme)?;
            out.push_str("/>");
            if let Some((stroke, [tip, rest @ ..])) = headed.and_then(|s| Some((s, marks::arrow_head(segments, s)?))) {
                write!(out, r#"<path d="M{}"#, place(tip))?;
                rest.iter().try_for_each(|corner| write!(out, "L{}", place(*corner)))?;
                write!(out, r#"z" fill="{}"/>"#, theme.color(stroke.ink).hex())?;
            }
        }
        Shape::Text { at, text, style } => write_text(out, *at, text, *style, theme)?,
    }
    Ok(())
}

fn write_text(out: &mut String, at: Point, text: &str, style: TextStyle, theme: Theme) -> fmt::Result {
    let generic = match style.face {
        Face::Sans | Face::SansMedium | Face::SansSemibold => "'JetBrains Mono',sans-serif",
        Face::Mono | Face::MonoBold => "Inter,monospace",
    };
    let anchor = match style.align {
        Align::Left => "start",
        Align::Middle => "middle",
        Align::Right => "end",
    };
    write!(out, r#"<text xml:space="preserve" x="{}" y="{}" "#, number(at.x), number(at.y))?;
    write!(out, r#"font-family="'{}',{generic}" font-weight="{}" "#, style.face.family(), style.face.weight())?;
    write!(out, r#"font-size="{}" text-anchor="{anchor}" font-variant-ligatures="none" "#, number(style.size))?;
    write!(out, r#"fill="{}">{}</text>"#, theme.color(style.ink).hex(), escaped(&printable(text)))
}

fn write_look(out: &mut String, fill: Option<Fill>, stroke: Option<Stroke>, theme: Theme) -> fmt::Result {
    match fill {
        None => out.push_str(r#" fill="none""#),
        Some(Fill::Plain(ink)) => write!(out, r#" fill="{}""#, theme.color(ink).hex())?,
        Some(Fill::Hatch { ink, under }) => write!(out, r#" fill="url(#{})""#, hatch_name(ink, under))?,
    }
    let Some(stroke) = stroke.filter(|stroke| stroke.width > 0.0) else { return Ok(()) };
    write!(out, r#" stroke="{}" stroke-width="{}""#, theme.color(stroke.ink).hex(), number(stroke.width))?;
    if let Some([on, off]) = marks::dash_pattern(stroke) {
        write!(out, r#" stroke-dasharray="{} {}""#, number(on), number(off))?;
    }
    let cap = if stroke.dash == super::Dash::Dotted { "round" } else { "butt" };
    write!(out, r#" stroke-linecap="{cap}" stroke-linejoin="round""#)
}

fn write_segments(out: &mut String, segments: &[Segment]) -> fmt::Result {
    for (number, segment) in segments.iter().enumerate() {
        match *segment {
            // A path must start somewhere, whatever its maker gave first.
            Segment::Move(to) => write!(out, "M{}", place(to))?,
            Segment::Line(to) | Segment::Curve(_, _, to) if number == 0 => write!(out, "M{}", place(to))?,
            Segment::Line(to) => write!(out, "L{}", place(to))?,
            Segment::Curve(a, b, to) => write!(out, "C{} {} {}", place(a), place(b), place(to))?,
        }
    }
    Ok(())
}

fn hatch_name(ink: Ink, under: Ink) -> String {
    format!("hatch-{ink:?}-{under:?}").to_lowercase()
}

fn place(point: Point) -> String {
    format!("{} {}", number(point.x), number(point.y))
}

/// A length with at most two decimals; what is no number becomes 0, for a document must stay readable.
fn number(length: f32) -> String {
    if !length.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it stands in XML; characters that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::sample;

    #[test]
    fn a_small_picture_is_written_as_it_always_was() {
        insta::assert_snapshot!(svg(&sample::small(), Theme::Dark));
    }

    #[test]
    fn odd_texts_and_numbers_still_make_a_readable_document() {
        let style = TextStyle::new(Face::Mono, 13.5, Ink::Text);
        let mut scene = Scene::new(super::super::Size::new(100.0, 100.0));
        scene.caption = "a < b & \"c\" \u{0}".to_owned();
        scene.push(
            Node::text(super::super::Key::new("t"), Point::new(f32::NAN, f32::INFINITY), "<&>\u{1}\n😀", style)
                .says("<>"),
        );
        scene.push(Node::line(
            super::super::Key::new("l"),
            vec![Segment::Line(Point::new(1.0, 1.0))],
            Stroke::new(Ink::Mark, 1.0),
        ));
        let written = svg(&scene, Theme::Light);
        assert!(resvg::usvg::Tree::from_str(&written, &resvg::usvg::Options::default()).is_ok(), "{written}");
    }

    #[test]
    fn a_document_with_fonts_carries_only_those_it_needs() {
        let mut scene = Scene::new(super::super::Size::new(100.0, 100.0));
        let style = TextStyle::new(Face::Mono, 13.5, Ink::Text);
        scene.push(Node::text(super::super::Key::new("t"), Point::new(1.0, 20.0), "x != y", style));
        assert_eq!(faces(&scene), [Face::Mono]);
        assert_eq!(svg_with_fonts(&scene, Theme::Dark).matches("@font-face").count(), 1);
    }
}
