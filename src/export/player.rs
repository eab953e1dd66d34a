//! The picture of a lesson as a page plays it: step, play, scrub, keys, and no network.
//!
//! Each frame is a whole SVG document. Consecutive ones differ in a few lines, so every line is written once and a frame
//! is the list of its lines' numbers. Without scripts the page shows one frame.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged as _;

use super::lesson::{Frame, LessonPage};
use super::markup::escaped;
use crate::scene::svg::{characters, faces, font_face_css, svg};
use crate::scene::text::Face;

/// Plays what [`body`] wrote.
pub const SCRIPT: &str = include_str!("player.js");

const STYLE: &str = include_str!("player.css");

/// Whether a page carries the fonts of its pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fonts {
    /// It does, and looks the same everywhere; some hundred kilobytes.
    #[default]
    Embedded,
    /// It names them, and shows what the reader's machine has.
    Named,
}

/// The style of the player, and the fonts if they are to go along.
pub fn style(page: &LessonPage<'_>) -> String {
    let fonts = match page.fonts {
        Fonts::Named => String::new(),
        Fonts::Embedded => {
            let used: Vec<Vec<Face>> = page.frames.iter().map(|frame| faces(&frame.scene)).collect();
            let used: Vec<Face> =
                Face::ALL.into_iter().filter(|face| used.iter().flatten().any(|f| f == face)).collect();
            let mut shown: BTreeSet<char> = page.frames.iter().flat_map(|frame| characters(&frame.scene)).collect();
            // The page around the picture is set in the same fonts; what it has beyond these falls back.
            shown.extend((' '..='~').chain('\u{a0}'..='\u{17f}').chain("–—‘’“”…•→←↑↓≠≤≥×÷−≈∞✓".chars()));
            font_face_css(&used, &shown)
        }
    };
    format!("{fonts}{STYLE}")
}

/// The picture, its controls, the program and its output, as HTML, with the frames as data for [`SCRIPT`].
pub fn body(page: &LessonPage<'_>) -> String {
    let Some(frame) = page.frames.get(page.shown).or(page.frames.first()) else { return String::new() };
    let mut out = String::from("<section class=\"player\" id=\"player\" aria-label=\"The program, step by step\">\n");
    let _ = writeln!(out, "<figure>\n<div id=\"stage\">{}</div>", svg(&frame.scene, page.theme));
    let _ = writeln!(
        out,
        "<figcaption id=\"caption\" aria-live=\"polite\">{}</figcaption>\n</figure>",
        escaped(&frame.scene.caption)
    );
    if page.frames.len() > 1 {
        out.push_str(CONTROLS);
    }
    out.push_str("<div class=\"panes\">\n");
    if !page.program.is_empty() {
        out.push_str(&listing(page.program, frame));
    }
    if !page.output.is_empty() {
        let printed = page.output.get(..frame.printed).unwrap_or(page.output);
        let _ = writeln!(
            out,
            "<div>\n<h2 class=\"label\">Output</h2>\n<pre id=\"output\" tabindex=\"0\" aria-label=\"Output\">{}</pre>\n</div>",
            escaped(printed)
        );
    }
    out.push_str("</div>\n</section>\n");
    if page.frames.len() > 1 {
        let _ = writeln!(out, "<script type=\"application/json\" id=\"frames\">{}</script>", data(page));
    }
    out
}

const CONTROLS: &str = r#"<div class="controls" hidden>
<button type="button" id="first" aria-label="To the start" title="To the start (Home)">|◀</button>
<button type="button" id="back" aria-label="One step back" title="One step back (←)">◀</button>
<button type="button" id="play" aria-label="Play" title="Play or pause (Space)">▶ Play</button>
<button type="button" id="forward" aria-label="One step forward" title="One step forward (→)">▶|</button>
<input type="range" id="scrub" min="0" value="0" aria-label="Step">
<span id="place"></span>
</div>
"#;

/// The program with line numbers, its comments set apart; the script moves the marks.
fn listing(program: &str, frame: &Frame) -> String {
    let mut out = String::from(
        "<div>\n<h2 class=\"label\">Program</h2>\n<pre class=\"program\" tabindex=\"0\" aria-label=\"Program\"><code>",
    );
    let comments = comments(program);
    let mut start = 0;
    for (line, number) in program.trim_end_matches('\n').split('\n').zip(1_u32..) {
        let class = match Some(number) {
            number if number == frame.ran => " class=\"ran\"",
            number if number == frame.next => " class=\"next\"",
            _ => "",
        };
        let comment = comments.range(start..start + line.len()).next().map_or(line.len(), |at| at - start);
        let (code, comment) = line.split_at_checked(comment).unwrap_or((line, ""));
        let _ = write!(out, "<span data-line=\"{number}\"{class}>{}", escaped(code));
        if !comment.is_empty() {
            let _ = write!(out, "<i>{}</i>", escaped(comment));
        }
        out.push_str("\n</span>");
        start += line.len() + 1;
    }
    out.push_str("</code></pre>\n</div>\n");
    out
}

/// Where comments start in a program, in bytes; a malformed program has those that can be told.
fn comments(program: &str) -> BTreeSet<usize> {
    let parsed = parse_unchecked(program, ParseOptions::from(Mode::Module));
    let comments = parsed.tokens().iter().filter(|token| token.kind() == TokenKind::Comment);
    comments.map(|token| token.range().start().to_usize()).collect()
}

/// `{"start", "output", "lines": [text …], "frames": [[step, ran, next, printed, caption, [line …]] …]}`, in which 0 is no
/// line and `printed` counts UTF-16 units, as scripts count.
fn data(page: &LessonPage<'_>) -> String {
    let mut lines = Lines::default();
    let mut frames = Vec::new();
    for frame in &page.frames {
        let document = svg(&frame.scene, page.theme);
        let numbers: Vec<String> = document.trim_end().split('\n').map(|line| lines.number(line).to_string()).collect();
        let printed = page.output.get(..frame.printed).unwrap_or(page.output).encode_utf16().count();
        frames.push(format!(
            "[{},{},{},{printed},{},[{}]]",
            frame.step,
            frame.ran.unwrap_or(0),
            frame.next.unwrap_or(0),
            json(&frame.scene.caption),
            numbers.join(",")
        ));
    }
    let start = page.shown.min(page.frames.len().saturating_sub(1));
    let texts: Vec<String> = lines.texts.iter().map(|text| json(text)).collect();
    format!(
        "{{\"start\":{start},\"output\":{},\"lines\":[\n{}],\"frames\":[\n{}]}}",
        json(page.output),
        texts.join(",\n"),
        frames.join(",\n")
    )
}

#[derive(Default)]
struct Lines {
    numbers: HashMap<String, usize>,
    texts: Vec<String>,
}

impl Lines {
    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

/// A JSON string that can stand in a script element: it holds no `<`.
fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '<' => out.push_str("\\u003c"),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ends_no_script_and_no_string() {
        assert_eq!(json("a\"\\\n</script>\u{1}é\u{2028}"), "\"a\\\"\\\\\\n\\u003c/script>\\u0001é\\u2028\"");
    }

    #[test]
    fn the_style_takes_its_colours_from_the_theme() {
        for used in STYLE.split("color:").skip(1) {
            assert!(used.starts_with("var(--") || used.starts_with("transparent"), "{used}");
        }
    }
}
