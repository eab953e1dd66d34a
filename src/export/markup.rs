//! Markdown that somebody wrote, as HTML that is safe to open.
//!
//! Raw HTML shows as the text that it is, links go only to the web or within the page, and pictures are those that the
//! caller gives. How it looks is [`page`](super::page)'s business.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The kinds of Markdown that notes and answers use.
pub fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES
}

/// `text` as HTML, its headings `deeper` levels down.
///
/// `picture` gives the address to show for a picture's address in the text, or `None` to show its words instead.
pub fn to_html(text: &str, deeper: usize, mut picture: impl FnMut(&str) -> Option<String>) -> String {
    let mut events = Vec::new();
    // Links and pictures that were left out, whose ends are to be left out as well.
    let mut left_out = 0_usize;
    let mut kept = Vec::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                let level = lower(level, deeper);
                events.push(Event::Start(Tag::Heading { level, id: None, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => events.push(Event::End(TagEnd::Heading(lower(level, deeper)))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let keep = leads_out(&dest_url);
                kept.push(keep);
                if keep {
                    events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Event::End(TagEnd::Link) => {
                if kept.pop().unwrap_or(false) {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let shown = if left_out == 0 { picture(&dest_url) } else { None };
                match shown {
                    Some(address) => {
                        let dest_url = CowStr::from(address);
                        events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                        kept.push(true);
                    }
                    None => {
                        left_out += 1;
                        kept.push(false);
                        events.push(Event::Text("[Picture: ".into()));
                    }
                }
            }
            Event::End(TagEnd::Image) => {
                if kept.pop().unwrap_or(false) {
                    events.push(Event::End(TagEnd::Image));
                } else {
                    left_out = left_out.saturating_sub(1);
                    events.push(Event::Text("]".into()));
                }
            }
            other => events.push(other),
        }
    }
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    out
}

/// Text as it stands in HTML, in an attribute too.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Whether a link may stand in a page that has no files beside it and runs nothing.
fn leads_out(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:", "#"].iter().any(|start| lower.starts_with(start))
}

fn lower(level: HeadingLevel, deeper: usize) -> HeadingLevel {
    HeadingLevel::try_from((level as usize + deeper).min(6)).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        let html = to_html(markdown, 1, |address| (address == "a.svg").then(|| "data:x".to_owned()));
        assert_eq!(html.trim(), expected);
    }

    #[test]
    fn raw_html_shows_as_text() {
        check("a <b onclick=x>c</b>", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>");
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    #[test]
    fn links_that_run_something_lose_their_address() {
        check("[a](javascript:alert)", "<p>a</p>");
        check("[a]( JaVaScRiPt:alert) [b](data:text/html,x) [c](other.md)", "<p>a b c</p>");
        check("[a](https://x.org)", "<p><a href=\"https://x.org\">a</a></p>");
    }

    #[test]
    fn pictures_are_those_given() {
        check("![one](a.svg)", "<p><img src=\"data:x\" alt=\"one\" /></p>");
        check("![two *here*](https://x.org/b.png)", "<p>[Picture: two <em>here</em>]</p>");
        check("[![one](a.svg)](x.md)", "<p><img src=\"data:x\" alt=\"one\" /></p>");
        check("![two ![three](c.svg)](b.svg)", "<p>[Picture: two [Picture: three]]</p>");
    }

    #[test]
    fn headings_go_below_those_of_the_page() {
        check("# a", "<h2>a</h2>");
        check("###### a", "<h6>a</h6>");
    }

    proptest! {
        #[test]
        fn no_tag_comes_through(text in r#"[<>a-z"'=/ !\[\]\(\):*_`\n&;-]{0,80}"#) {
            let html = to_html(&format!("{text}<script>{text}<img src=x onerror=y>"), 1, |_| None);
            prop_assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        }
    }
}
