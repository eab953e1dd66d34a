//! Markdown as data: blocks of text in manners, read by pulldown-cmark.
//!
//! How it looks is [`super::markdown`]'s business.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
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
pub struct Span {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    pub struck: bool,
    pub link: Option<String>,
}

/// Reads a document; deeper nesting than any note has is cut off, so that no text can exhaust the stack.
pub fn parse(text: &str) -> Vec<Block> {
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
