//! Markdown on the page: answers and notes, set to be read at length.
//!
//! Tables wrap inside the pane, code is coloured by the parser's tokens, and links and pictures can be reached by
//! keyboard. What is not known here (HTML, footnotes) shows as the text that it is.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Rect, Sense, Stroke, Ui, Vec2};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::highlight::{self, Pen};
use super::notes::PICTURES;
use crate::scene::paint::font;
use crate::scene::theme::{Theme, line, radius, space, type_size};
use crate::scene::{Face, Ink};

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    pub theme: Theme,
    /// The size of plain text, in points.
    pub size: f32,
}

/// From one line's base to the next one's, in sizes.
const LEADING: f32 = 1.56;
/// Code is set a little smaller than the text around it, since its letters are larger.
const CODE_SHARE: f32 = 0.93;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
enum Block {
    Paragraph(Vec<Span>),
    Heading(u8, Vec<Span>),
    /// The number of the first item, where they are numbered.
    List(Option<u64>, Vec<Vec<Block>>),
    Code(String, String),
    Quote(Vec<Block>),
    Table(Vec<Vec<Vec<Span>>>),
    Picture(String, String),
    Rule,
}

/// A run of text in one manner.
#[derive(Clone, Debug, Default, PartialEq)]
struct Span {
    text: String,
    strong: bool,
    emphasis: bool,
    code: bool,
    struck: bool,
    link: Option<String>,
}

/// Shows a document over the whole width.
pub fn show(ui: &mut Ui, text: &str, print: Print) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = print.size * 0.55;
        for (place, block) in parse(text).iter().enumerate() {
            ui.push_id(place, |ui| show_block(ui, block, print));
        }
    });
}

fn show_block(ui: &mut Ui, block: &Block, print: Print) {
    let color = |ink: Ink| print.theme.color32(ink, 1.0);
    match block {
        Block::Paragraph(spans) => paragraph(ui, spans, print, Ink::Text),
        Block::Heading(level, spans) => {
            ui.add_space(space::GRID);
            let size = if *level <= 2 { type_size::HEADING } else { type_size::READING };
            let spans: Vec<Span> = spans.iter().map(|span| Span { strong: true, ..span.clone() }).collect();
            paragraph(ui, &spans, Print { size, ..print }, Ink::Text);
        }
        Block::List(first, items) => {
            for (place, item) in items.iter().enumerate() {
                ui.push_id(place, |ui| list_item(ui, first.map(|first| first + place as u64), item, print));
            }
        }
        Block::Code(language, text) => code(ui, language, text, print),
        Block::Quote(blocks) => {
            let margin = egui::Margin { left: 14, ..egui::Margin::ZERO };
            let shown = egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                for (place, block) in blocks.iter().enumerate() {
                    ui.push_id(place, |ui| show_block(ui, block, print));
                }
            });
            let rect = shown.response.rect;
            let bar = Rect::from_min_size(rect.min, Vec2::new(line::STRONG, rect.height()));
            ui.painter().rect_filled(bar, 1.0, color(Ink::Edge));
        }
        Block::Table(rows) => table(ui, rows, print),
        Block::Picture(address, words) => picture(ui, address, words, print),
        Block::Rule => {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 9.0), Sense::hover());
            ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, color(Ink::Edge)));
        }
    }
}

fn list_item(ui: &mut Ui, number: Option<u64>, blocks: &[Block], print: Print) {
    let color = print.theme.color32(Ink::Muted, 1.0);
    let indent = if number.is_some() { 26.0 } else { 18.0 };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(indent, print.size * LEADING), Sense::hover());
        match number {
            Some(number) => {
                let at = egui::pos2(rect.left(), rect.center().y);
                let text = format!("{number}.");
                ui.painter().text(at, egui::Align2::LEFT_CENTER, text, font(Face::Sans, print.size), color);
            }
            None => drop(ui.painter().circle_filled(egui::pos2(rect.left() + 5.0, rect.center().y), 2.4, color)),
        }
        ui.vertical(|ui| {
            for (place, block) in blocks.iter().enumerate() {
                ui.push_id(place, |ui| show_block(ui, block, print));
            }
        });
    });
}

fn paragraph(ui: &mut Ui, spans: &[Span], print: Print, ink: Ink) {
    let job = job(spans, print, ink, ui.available_width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let response = ui.add(egui::Label::new(std::sync::Arc::clone(&galley)).selectable(true));
    let mut start = 0;
    for span in spans {
        let end = start + span.text.chars().count();
        if let Some(address) = &span.link {
            link(ui, &galley, response.rect.min, start..end, (address, &span.text));
        }
        start = end;
    }
}

/// Makes the places where a link's words stand pressable; one of them takes the keyboard.
fn link(ui: &Ui, galley: &egui::Galley, at: egui::Pos2, letters: std::ops::Range<usize>, target: (&str, &str)) {
    let mut first = 0;
    for (number, row) in galley.rows.iter().enumerate() {
        let many = row.glyphs.len();
        let inside = row.glyphs.iter().enumerate().filter(|(place, _)| letters.contains(&(first + place)));
        let bounds = inside
            .map(|(_, glyph)| {
                Rect::from_min_size(egui::pos2(glyph.pos.x, 0.0), Vec2::new(glyph.advance_width, row.size.y))
            })
            .reduce(Rect::union);
        if let Some(bounds) = bounds {
            let rect = bounds.translate(at.to_vec2() + row.pos.to_vec2());
            let response = ui.interact(rect, ui.scope_id().with(("link", letters.start, number)), Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, target.1));
            if response.has_focus() {
                let stroke = Stroke::new(line::ARROW, ui.visuals().hyperlink_color);
                ui.painter().rect_stroke(rect.expand(2.0), 3.0, stroke, egui::StrokeKind::Outside);
            }
            if response.clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(target.0));
            }
            response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(target.0);
        }
        first += many + usize::from(row.ends_with_newline);
    }
}

fn job(spans: &[Span], print: Print, ink: Ink, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for span in spans {
        job.append(&span.text, 0.0, format(span, print, ink));
    }
    job
}

fn format(span: &Span, print: Print, ink: Ink) -> TextFormat {
    let color = |ink: Ink| print.theme.color32(ink, 1.0);
    let (face, size) = match (span.code, span.strong) {
        (true, false) => (Face::Mono, print.size * CODE_SHARE),
        (true, true) => (Face::MonoBold, print.size * CODE_SHARE),
        (false, true) => (Face::SansSemibold, print.size),
        (false, false) => (Face::Sans, print.size),
    };
    let ink = match span {
        Span { link: Some(_), .. } => Ink::Touch,
        Span { code: true, .. } => Ink::OnAlive,
        _ => ink,
    };
    let line = Stroke::new(1.0, color(ink));
    TextFormat {
        font_id: font(face, size),
        color: color(ink),
        line_height: Some(print.size * LEADING),
        italics: span.emphasis && !span.code,
        valign: egui::Align::Center,
        underline: if span.link.is_some() { line } else { Stroke::NONE },
        strikethrough: if span.struck { line } else { Stroke::NONE },
        ..TextFormat::default()
    }
}

fn code(ui: &mut Ui, language: &str, text: &str, print: Print) {
    let fill = print.theme.color32(Ink::Raised, 1.0);
    let pen = Pen::new(print.theme, type_size::VALUE, type_size::VALUE * LEADING);
    let spans = if matches!(language, "" | "python" | "py") { highlight::spans(text) } else { Vec::new() };
    egui::Frame::NONE.fill(fill).corner_radius(radius::CONTROL).inner_margin(egui::Margin::symmetric(12, 8)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            egui::ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
                let job = highlight::job(text, &spans, 0, text.len(), pen);
                ui.add(egui::Label::new(job).extend().selectable(true));
            });
        },
    );
}

fn picture(ui: &mut Ui, address: &str, words: &str, print: Print) {
    if address.contains(':') {
        let span = Span { text: words.to_owned(), link: Some(address.to_owned()), ..Span::default() };
        return paragraph(ui, &[span], print, Ink::Text);
    }
    let image = egui::Image::new(format!("{PICTURES}{address}")).max_width(ui.available_width());
    let response = ui.add(image.corner_radius(radius::CONTROL).alt_text(words).show_loading_spinner(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
}

/// A table that fits the width: columns take what they need, or share what there is.
fn table(ui: &mut Ui, rows: &[Vec<Vec<Span>>], print: Print) {
    let fill = print.theme.color32(Ink::Raised, 1.0);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    egui::Frame::NONE.fill(fill).corner_radius(radius::CONTROL).inner_margin(egui::Margin::symmetric(12, 8)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            let cells = Print { size: type_size::VALUE, ..print };
            let gap = 16.0;
            let room = ui.available_width() - gap * (columns - 1) as f32;
            let widths = widths(ui, rows, columns, room, cells);
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            for (number, row) in rows.iter().enumerate() {
                let head = number == 0;
                let ink = if head { Ink::Muted } else { Ink::Text };
                let print = if head { Print { size: type_size::LABEL, ..cells } } else { cells };
                let laid: Vec<_> = row
                    .iter()
                    .zip(&widths)
                    .map(|(cell, width)| ui.fonts_mut(|fonts| fonts.layout_job(job(cell, print, ink, *width + 1.0))))
                    .collect();
                let height = laid.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 4.0;
                let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
                let mut left = rect.left();
                for (place, (galley, width)) in laid.into_iter().zip(&widths).enumerate() {
                    let cell = Rect::from_min_size(egui::pos2(left, rect.top() + 2.0), galley.size());
                    let builder = egui::UiBuilder::new().max_rect(cell).id_salt((number, place));
                    ui.new_child(builder).add(egui::Label::new(galley).selectable(true));
                    left += width + gap;
                }
                if head {
                    let stroke = Stroke::new(1.0, print.theme.color32(Ink::Edge, 1.0));
                    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
                }
            }
        },
    );
}

/// Each column's width: its longest cell's, or, where that is too much, at least its longest word's and a fair share.
fn widths(ui: &Ui, rows: &[Vec<Vec<Span>>], columns: usize, room: f32, print: Print) -> Vec<f32> {
    let measure = |spans: &[Span]| {
        let job = job(spans, print, Ink::Text, f32::INFINITY);
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    };
    let mut least = vec![0.0_f32; columns];
    let mut wish = vec![0.0_f32; columns];
    for row in rows {
        for ((cell, least), wish) in row.iter().zip(&mut least).zip(&mut wish) {
            *wish = wish.max(measure(cell));
            for span in cell {
                for word in span.text.split_whitespace() {
                    *least = least.max(measure(&[Span { text: word.to_owned(), ..span.clone() }]));
                }
            }
        }
    }
    share(&least, &wish, room)
}

/// Shares `room` among columns that need `least` and would like `wish`.
fn share(least: &[f32], wish: &[f32], room: f32) -> Vec<f32> {
    let (needed, wished): (f32, f32) = (least.iter().sum(), wish.iter().sum());
    if wished <= room {
        return wish.to_vec();
    }
    let spare = (room - needed).max(0.0);
    let wants = (wished - needed).max(1.0);
    least.iter().zip(wish).map(|(least, wish)| least + (wish - least) / wants * spare).collect()
}

/// Reads a document; deeper nesting than any note has is cut off, so that no text can exhaust the stack.
fn parse(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let events: Vec<Event<'_>> = Parser::new_ext(text, options).collect();
    Reader { events: events.into_iter().peekable(), manner: Span::default() }.blocks(0)
}

const DEEPEST: usize = 24;

struct Reader<'a> {
    events: std::iter::Peekable<std::vec::IntoIter<Event<'a>>>,
    /// How the text that comes is set; its own text stays empty.
    manner: Span,
}

impl Reader<'_> {
    /// Blocks up to the end of the one that holds them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    // The end of an outer block; ends of inline manners are taken where their text is.
                    return blocks;
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some(Event::Start(tag)) = self.events.next() {
                        if depth < DEEPEST {
                            blocks.extend(self.block(&tag, depth + 1));
                        } else {
                            self.skip();
                        }
                    }
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                // Text straight in a list item or a cell.
                _ => {
                    let (spans, pictures) = self.spans(false);
                    if spans.is_empty() && pictures.is_empty() && !self.at_block() {
                        self.events.next();
                    }
                    push_text(&mut blocks, spans, pictures);
                }
            }
        }
        blocks
    }

    /// Passes over the rest of the block that has just been entered.
    fn skip(&mut self) {
        let mut inside = 1_usize;
        for event in self.events.by_ref() {
            match event {
                Event::Start(_) => inside += 1,
                Event::End(_) => inside -= 1,
                _ => {}
            }
            if inside == 0 {
                return;
            }
        }
    }

    fn at_block(&mut self) -> bool {
        matches!(self.events.peek(), Some(Event::End(_) | Event::Rule | Event::Start(_)) | None)
    }

    fn block(&mut self, tag: &Tag<'_>, depth: usize) -> Vec<Block> {
        match tag {
            Tag::Heading { level, .. } => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    _ => 3,
                };
                vec![Block::Heading(level, self.spans(true).0)]
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let text: String = self.spans(true).0.into_iter().map(|span| span.text).collect();
                vec![Block::Code(language, text.trim_end_matches('\n').to_owned())]
            }
            Tag::BlockQuote(_) => vec![Block::Quote(self.blocks(depth))],
            Tag::List(first) => {
                let mut items = Vec::new();
                while let Some(Event::Start(Tag::Item)) = self.events.next() {
                    items.push(self.blocks(depth));
                }
                vec![Block::List(*first, items)]
            }
            Tag::Table(_) => vec![Block::Table(self.rows())],
            _ => {
                let (spans, pictures) = self.spans(true);
                let mut blocks = Vec::new();
                push_text(&mut blocks, spans, pictures);
                blocks
            }
        }
    }

    fn rows(&mut self) -> Vec<Vec<Vec<Span>>> {
        let mut rows: Vec<Vec<Vec<Span>>> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let spans = self.spans(true).0;
                    if let Some(row) = rows.last_mut() {
                        row.push(spans);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        rows
    }

    /// Text up to the end of its block, which is taken when `closed`; else up to where another block starts or ends.
    fn spans(&mut self, closed: bool) -> (Vec<Span>, Vec<(String, String)>) {
        let (mut spans, mut pictures) = (Vec::new(), Vec::new());
        let mut inside = 0_usize;
        let mut picture: Option<(String, String)> = None;
        while let Some(event) = self.events.peek() {
            let ends = match event {
                Event::End(_) => inside == 0,
                Event::Start(tag) => is_block(tag),
                _ => false,
            };
            if ends {
                if closed {
                    self.events.next();
                }
                break;
            }
            let Some(event) = self.events.next() else { break };
            let mut add = |manner: &Span, text: &str| match &mut picture {
                Some((_, words)) => words.push_str(text),
                None => spans.push(Span { text: text.to_owned(), ..manner.clone() }),
            };
            match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => add(&self.manner, &text),
                Event::Code(text) => add(&Span { code: true, ..self.manner.clone() }, &text),
                Event::SoftBreak => add(&self.manner, " "),
                Event::HardBreak => add(&self.manner, "\n"),
                Event::TaskListMarker(done) => add(&self.manner, if done { "[x] " } else { "[ ] " }),
                Event::Start(tag) => {
                    inside += 1;
                    match tag {
                        Tag::Image { dest_url, .. } => picture = Some((dest_url.to_string(), String::new())),
                        other => self.enter(&other),
                    }
                }
                Event::End(end) => {
                    inside -= 1;
                    match end {
                        TagEnd::Image => pictures.extend(picture.take()),
                        other => self.leave(other),
                    }
                }
                _ => {}
            }
        }
        (spans, pictures)
    }

    fn enter(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.manner.strong = true,
            Tag::Emphasis => self.manner.emphasis = true,
            Tag::Strikethrough => self.manner.struck = true,
            Tag::Link { dest_url, .. } => self.manner.link = Some(dest_url.to_string()),
            _ => {}
        }
    }

    fn leave(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong => self.manner.strong = false,
            TagEnd::Emphasis => self.manner.emphasis = false,
            TagEnd::Strikethrough => self.manner.struck = false,
            TagEnd::Link => self.manner.link = None,
            _ => {}
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn push_text(blocks: &mut Vec<Block>, spans: Vec<Span>, pictures: Vec<(String, String)>) {
    if spans.iter().any(|span| !span.text.trim().is_empty()) {
        blocks.push(Block::Paragraph(spans));
    }
    blocks.extend(pictures.into_iter().map(|(address, words)| Block::Picture(address, words)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Span {
        Span { text: text.to_owned(), ..Span::default() }
    }

    #[test]
    fn blocks_are_read_in_order() {
        let blocks =
            parse("# One\n\ntwo `three`\n\n- four\n- five\n  - six\n\n```python\nx = 1\n```\n\n---\n\n> seven\n");
        let code = Span { code: true, ..plain("three") };
        let six = Block::List(None, vec![vec![Block::Paragraph(vec![plain("six")])]]);
        let items = vec![vec![Block::Paragraph(vec![plain("four")])], vec![Block::Paragraph(vec![plain("five")]), six]];
        let wanted = vec![
            Block::Heading(1, vec![plain("One")]),
            Block::Paragraph(vec![plain("two "), code]),
            Block::List(None, items),
            Block::Code("python".to_owned(), "x = 1".to_owned()),
            Block::Rule,
            Block::Quote(vec![Block::Paragraph(vec![plain("seven")])]),
        ];
        assert_eq!(blocks, wanted);
    }

    #[test]
    fn manners_nest_and_end() {
        let blocks = parse("a **b *c*** [d](https://e.f) g ![h](i.svg)");
        let b = Span { strong: true, ..plain("b ") };
        let c = Span { strong: true, emphasis: true, ..plain("c") };
        let d = Span { link: Some("https://e.f".to_owned()), ..plain("d") };
        let text = vec![plain("a "), b, c, plain(" "), d, plain(" g ")];
        let picture = Block::Picture("i.svg".to_owned(), "h".to_owned());
        assert_eq!(blocks, vec![Block::Paragraph(text), picture]);
    }

    #[test]
    fn a_table_has_a_head_and_rows() {
        let blocks = parse("| a | b |\n|---|---|\n| 1 | `2` |\n");
        let two = Span { code: true, ..plain("2") };
        let rows = vec![vec![vec![plain("a")], vec![plain("b")]], vec![vec![plain("1")], vec![two]]];
        assert_eq!(blocks, vec![Block::Table(rows)]);
    }

    #[test]
    fn columns_share_what_there_is() {
        assert_eq!(share(&[10.0, 10.0], &[30.0, 40.0], 100.0), [30.0, 40.0]);
        let shared = share(&[10.0, 10.0], &[30.0, 210.0], 100.0);
        assert!((shared.iter().sum::<f32>() - 100.0).abs() < 0.1 && shared.iter().all(|width| *width >= 10.0));
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        let deep = "> ".repeat(30_000) + "x";
        parse(&deep);
        for text in
            ["", "![", "|a|\n|-|", "<b>x</b>\n\n<div>\n", "- [x] done\n- [ ] not", "1. a\n\n   b\n2. c", "[^1]: x"]
        {
            parse(text);
        }
    }
}
