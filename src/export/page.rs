//! The frame of an HTML page: its head, its colours from the theme, its style.
//!
//! A page names no address outside itself, and its security policy lets it reach none. What stands in the body is given.

use std::fmt::Write as _;

use super::markup::escaped;
use crate::scene::Ink;
use crate::scene::theme::Theme;

const STYLE: &str = include_str!("page.css");

/// Which colours a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Light or dark as the reader's system is.
    Readers,
    /// Those of its pictures.
    Of(Theme),
}

/// What a page is made of; `style` and `script` may be empty.
pub struct Page<'a> {
    pub title: &'a str,
    pub look: Look,
    pub style: &'a str,
    /// HTML.
    pub body: &'a str,
    pub script: &'a str,
}

impl Page<'_> {
    /// The whole document.
    pub fn html(&self) -> String {
        let scripts = if self.script.is_empty() { "" } else { "script-src 'unsafe-inline'; " };
        let mut out = String::with_capacity(self.body.len() + self.style.len() + self.script.len() + 8_192);
        out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        // Writing to a string can't fail.
        let _ = writeln!(
            out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; font-src data:; {scripts}style-src 'unsafe-inline'\">"
        );
        out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.push_str("<meta name=\"generator\" content=\"Glasshouse\">\n");
        let _ = writeln!(out, "<title>{}</title>", escaped(self.title));
        let _ = writeln!(out, "<style>\n{}{STYLE}{}</style>\n</head>\n<body>", colors(self.look), self.style);
        out.push_str(self.body);
        if !self.script.is_empty() {
            let _ = writeln!(out, "<script>\n{}</script>", self.script);
        }
        out.push_str("</body>\n</html>\n");
        out
    }
}

fn colors(look: Look) -> String {
    let mut out = match look {
        Look::Of(theme) => tokens(theme),
        Look::Readers => {
            format!("{}@media (prefers-color-scheme:dark){{{}}}\n", tokens(Theme::Light), tokens(Theme::Dark))
        }
    };
    let _ = writeln!(out, "@media print{{{}}}", tokens(Theme::Print));
    out
}

/// The theme's colours under the names that the style uses.
fn tokens(theme: Theme) -> String {
    let named = [
        ("ground", Ink::Ground),
        ("pane", Ink::Pane),
        ("raised", Ink::Raised),
        ("hairline", Ink::Hairline),
        ("edge", Ink::Edge),
        ("text", Ink::Text),
        ("muted", Ink::Muted),
        ("alive", Ink::Alive),
        ("touch", Ink::Touch),
        ("name", Ink::Name),
        ("selection", Ink::Selection),
        ("on-solid", Ink::OnSolid),
    ];
    let mut out = format!(":root{{color-scheme:{};", if theme.is_dark() { "dark" } else { "light" });
    for (name, ink) in named {
        let _ = write!(out, "--{name}:{};", theme.color(ink).hex());
    }
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reaches_nothing_outside_itself() {
        let page = Page { title: "a <b>", look: Look::Readers, style: "", body: "<main>x</main>\n", script: "" };
        let html = page.html();
        assert!(html.contains("<title>a &lt;b&gt;</title>"));
        assert!(html.contains("default-src 'none'") && !html.contains("script-src"));
        assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("url("));
    }

    #[test]
    fn the_style_names_only_colours_that_the_theme_gives() {
        let given = tokens(Theme::Light);
        for used in STYLE.split("var(").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(given.contains(&format!("{used}:")), "{used}");
        }
        assert!(!STYLE.contains('#'), "a colour is named in the theme alone");
    }
}
