//! A lesson out: its answer, its program and its picture, step by step or at one step.
//!
//! The scenes are given: running the program and making them is the caller's work.

use std::fmt::Write as _;
use std::path::Path;

use super::markup::{self, escaped};
use super::page::{Look, Page};
use super::player::{self, Fonts};
use super::{ExportError, Exported, Format, pictures_folder};
use crate::lessons::Lesson;
use crate::scene::Scene;
use crate::scene::caption::captioned;
use crate::scene::movie;
use crate::scene::raster;
use crate::scene::svg::{svg, svg_with_fonts};
use crate::scene::theme::Theme;
use crate::study::pin::plain;

/// Pixels a point in a still picture: sharp on a projector and in print.
const STILL_SCALE: f32 = 2.0;

/// Pixels a point in a moving picture, of which there are hundreds.
const MOVIE_SCALE: f32 = 1.0;

/// A lesson with a run of its program.
#[derive(Clone, Debug)]
pub struct LessonPage<'a> {
    pub lesson: &'a Lesson,
    /// The Python that ran, such as `3.12.1`.
    pub python: &'a str,
    /// The program that ran; empty for a lab.
    pub program: &'a str,
    /// All that the program printed.
    pub output: &'a str,
    /// The moments to show, in the order of the run; a page grows with each, so a long run is to be thinned first.
    pub frames: Vec<Frame>,
    /// Which of them a still picture shows, and a player first.
    pub shown: usize,
    pub theme: Theme,
    pub fonts: Fonts,
}

/// One moment of a run.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its caption is told under the picture.
    pub scene: Scene,
    /// The step of the run, as the window counts it.
    pub step: usize,
    /// The line that has just run, from 1.
    pub ran: Option<u32>,
    /// The line that runs next, from 1.
    pub next: Option<u32>,
    /// How many bytes of the output were printed by then.
    pub printed: usize,
}

impl LessonPage<'_> {
    /// The lesson as the file at `path` is to hold it, by its ending. Writes nothing.
    pub fn export(&self, path: &Path) -> Result<Exported, ExportError> {
        self.export_told(path, &mut |_| true)
    }

    /// The same; an error when `go_on`, which hears how many frames of a moving picture are done, ended it.
    pub fn export_told(&self, path: &Path, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Exported, ExportError> {
        match Format::of(path)? {
            Format::Svg => Ok(Exported::text(self.picture()?)),
            Format::Png => Ok(Exported::bytes(raster::png(&captioned(&self.frame()?.scene), self.theme, STILL_SCALE)?)),
            Format::Gif => Ok(Exported::bytes(self.movie(go_on)?)),
            Format::Html => Ok(Exported::text(self.html())),
            Format::Markdown => Ok(self.markdown(&pictures_folder(path))),
        }
    }

    fn frame(&self) -> Result<&Frame, ExportError> {
        self.frames.get(self.shown).or(self.frames.first()).ok_or(ExportError::NoPicture)
    }

    fn picture(&self) -> Result<String, ExportError> {
        let scene = captioned(&self.frame()?.scene);
        Ok(match self.fonts {
            Fonts::Embedded => svg_with_fonts(&scene, self.theme),
            Fonts::Named => svg(&scene, self.theme),
        })
    }

    /// Each frame for as long as its caption takes to read.
    fn movie(&self, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Vec<u8>, ExportError> {
        if self.frames.is_empty() {
            return Err(ExportError::NoPicture);
        }
        let timed = |frame: &Frame| (captioned(&frame.scene), reading_time_ms(&frame.scene.caption));
        let scenes: Vec<(Scene, u32)> = self.frames.iter().map(timed).collect();
        movie::gif_told(&scenes, self.theme, MOVIE_SCALE, go_on)?.ok_or(ExportError::Cancelled)
    }

    fn html(&self) -> String {
        let mut body = String::from("<main class=\"lesson\">\n<header>\n");
        // Writing to a string can't fail.
        let _ = writeln!(body, "<h1>{}</h1>", escaped(&self.lesson.question));
        let _ = writeln!(body, "<p class=\"about\">{}</p>\n</header>", escaped(&self.about()));
        if !self.frames.is_empty() {
            body.push_str(&player::body(self));
        }
        body.push_str("<div class=\"text\">\n");
        body.push_str(&markup::to_html(&self.lesson.answer.markdown(), 0, |_| None));
        body.push_str(&markup::to_html(&self.after_answer(), 0, |_| None));
        body.push_str("</div>\n</main>\n");
        let style = player::style(self);
        let script = if self.frames.len() > 1 { player::SCRIPT } else { "" };
        let page = Page { title: &self.lesson.title, look: Look::Of(self.theme), style: &style, body: &body, script };
        page.html()
    }

    fn markdown(&self, pictures_folder: &str) -> Exported {
        let mut exported = Exported::default();
        let mut text = format!("# {}\n\n{}\n\n", self.lesson.question, self.about());
        text.push_str(&self.lesson.answer.markdown());
        if let Ok(frame) = self.frame() {
            let name = format!("{pictures_folder}/{}-step-{}.svg", self.lesson.slug, frame.step);
            let _ = write!(text, "\n## The picture\n\n![Step {}]({name})\n", frame.step);
            if !frame.scene.caption.is_empty() {
                let _ = write!(text, "\n{}\n", plain(&frame.scene.caption));
            }
            exported.beside.insert(name, svg(&frame.scene, self.theme).into_bytes());
        }
        if !self.program.is_empty() {
            let _ = write!(text, "\n## The program\n\n{}", fenced("python", self.program));
        }
        if !self.output.is_empty() {
            let _ = write!(text, "\nIt prints:\n\n{}", fenced("text", self.output));
        }
        text.push('\n');
        text.push_str(&self.after_answer());
        exported.file = text.into_bytes();
        exported
    }

    fn about(&self) -> String {
        format!("{} · {} · Python {}", self.lesson.topic, self.lesson.level, self.python)
    }

    /// Markdown of what changed between versions, and of the sources.
    fn after_answer(&self) -> String {
        let mut text = String::new();
        if !self.lesson.versions.is_empty() {
            text.push_str("## By version\n\n");
            for note in &self.lesson.versions {
                let _ = writeln!(text, "- **{}**: {}", note.since, note.change);
            }
            text.push('\n');
        }
        if !self.lesson.sources.is_empty() {
            text.push_str("## Sources\n\n");
            for source in &self.lesson.sources {
                let _ = writeln!(text, "- [{}](<{}>)", plain(&source.label()), source.url());
            }
        }
        text
    }
}

/// A second to find one's place, and some twenty letters a second.
fn reading_time_ms(caption: &str) -> u32 {
    let letters = u32::try_from(caption.chars().count()).unwrap_or(u32::MAX);
    letters.saturating_mul(50).clamp(200, 7_000) + 1_000
}

/// Text as a block of code, in a fence longer than any in it.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::Library;
    use crate::scene::sample;

    fn page(lesson: &Lesson) -> LessonPage<'_> {
        let mut small = sample::small();
        small.caption = "</script> & \"small\"".to_owned();
        let frame = |scene, step: usize| Frame { scene, step, ran: Some(1), next: Some(2), printed: 3 * step };
        LessonPage {
            lesson,
            python: "3.12.1",
            program: "cart = []\nprint('<é>')\n",
            output: "<é>\n",
            frames: vec![frame(sample::sheet(), 0), frame(small, 1), frame(sample::sheet(), 9)],
            shown: 1,
            theme: Theme::Dark,
            fonts: Fonts::Named,
        }
    }

    #[track_caller]
    fn check(name: &str, test: impl FnOnce(&LessonPage<'_>, Result<Exported, ExportError>)) {
        let library = Library::embedded();
        let page = page(library.lesson("reference-counting").expect("a lesson of the app"));
        test(&page, page.export(Path::new(name)));
    }

    fn text(exported: Result<Exported, ExportError>) -> String {
        String::from_utf8(exported.unwrap().file).unwrap()
    }

    #[test]
    fn a_page_has_the_answer_the_program_and_a_player() {
        check("a.html", |page, exported| {
            let html = text(exported);
            for (heading, _) in page.lesson.answer.parts() {
                assert!(html.contains(&format!("<h2>{heading}</h2>")), "{heading}");
            }
            assert!(html.contains("data-line=\"1\" class=\"ran\">cart = []\n</span>"), "the line is marked");
            assert!(html.contains("&lt;/script&gt; &amp; &quot;small&quot;</figcaption>"), "the frame that is shown");
            assert_eq!(html.matches("</script>").count(), 2, "nothing in the data ends the script");
        });
    }

    #[test]
    fn a_page_reaches_no_network() {
        check("a.html", |page, exported| {
            let html = text(exported).replace("http://www.w3.org/2000/svg", "");
            for source in &page.lesson.sources {
                assert!(html.contains(&source.url()));
            }
            for asks in ["src=\"http", "url(http", "@import", "<link", "fetch("] {
                assert!(!html.contains(asks), "{asks}");
            }
        });
    }

    #[test]
    fn what_frames_share_is_written_once() {
        check("a.html", |page, exported| {
            let once = text(exported).len();
            let mut longer = page.clone();
            longer.frames.extend(std::iter::repeat_n(page.frames[0].clone(), 40));
            let more = text(longer.export(Path::new("a.html"))).len();
            let whole = svg(&page.frames[0].scene, page.theme).len();
            assert!((more - once) / 40 < whole / 10, "{} bytes a frame of {whole}", (more - once) / 40);
        });
    }

    #[test]
    fn fonts_go_along_when_asked_for() {
        check("a.html", |page, exported| {
            assert!(!text(exported).contains("@font-face"));
            let with = LessonPage { fonts: Fonts::Embedded, ..page.clone() };
            assert!(text(with.export(Path::new("a.html"))).contains("@font-face"));
        });
    }

    #[test]
    fn markdown_goes_with_its_picture() {
        check("a.md", |page, exported| {
            let exported = exported.unwrap();
            assert!(exported.beside.contains_key("a-pictures/reference-counting-step-1.svg"));
            let text = String::from_utf8(exported.file).unwrap();
            assert!(text.starts_with(&format!("# {}\n", page.lesson.question)));
            assert!(text.contains("](a-pictures/reference-counting-step-1.svg)\n"));
            assert!(text.contains("```python\ncart = []\n"));
        });
    }

    #[test]
    fn a_still_picture_is_that_of_the_shown_step() {
        check("a.svg", |_, exported| assert!(text(exported).contains("&quot;small&quot;")));
        check("a.png", |_, exported| assert!(exported.unwrap().file.starts_with(b"\x89PNG")));
    }

    #[test]
    fn a_moving_picture_shows_the_run() {
        check("a.svg", |page, _| {
            let mut other = page.frames[1].clone();
            other.scene.nodes.pop();
            let frames = vec![page.frames[1].clone(), other, page.frames[1].clone()];
            let bytes = LessonPage { frames, ..page.clone() }.export(Path::new("a.gif")).unwrap().file;
            let mut decoder = gif::DecodeOptions::new().read_info(bytes.as_slice()).unwrap();
            let mut frames = 0;
            let mut hundredths = 0_u32;
            while let Some(frame) = decoder.read_next_frame().unwrap() {
                frames += 1;
                hundredths += u32::from(frame.delay);
            }
            assert!(frames >= 3, "{frames} frames");
            assert!(hundredths > 400, "{hundredths} hundredths of a second");
        });
    }

    #[test]
    fn without_a_picture_the_answer_still_goes_out() {
        check("a.html", |page, _| {
            let bare = LessonPage { frames: Vec::new(), program: "", output: "", ..page.clone() };
            assert!(text(bare.export(Path::new("a.html"))).contains("<h2>In one breath</h2>"));
            for name in ["a.svg", "a.png", "a.gif"] {
                assert!(matches!(bare.export(Path::new(name)), Err(ExportError::NoPicture)), "{name}");
            }
        });
    }

    #[test]
    fn code_with_fences_is_fenced_longer() {
        assert_eq!(fenced("text", "a\n```\n"), "````text\na\n```\n````\n");
    }
}
