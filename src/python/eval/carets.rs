//! The source lines of a traceback and the carets under them.
//!
//! From 3.13 by `Lib/traceback.py` (`format_frame_summary`), before by `Python/traceback.c` (`tb_displayline`).

use std::collections::BTreeSet;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::display_width::display_width;
use crate::python::compile::code::Position;
use crate::python::version::Version;

/// The lines at `position`, indented by four, and carets under them where they say more than the whole line.
pub fn source_lines(source: &str, position: Position, version: Version) -> String {
    if position.line == 0 {
        return String::new();
    }
    if version.shows_whole_statements() { whole_statement(source, position) } else { first_line(source, position) }
}

type Line = Vec<char>;

/// Where an operator or a bracket stands in a segment: from one line and column to another, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchors {
    left: (usize, usize),
    right: (usize, usize),
}

/// The text of a traceback before 3.13: one line, and carets from the instruction's start to its end or to the line's.
fn first_line(source: &str, position: Position) -> String {
    let Some(line) = source.lines().nth(position.line as usize - 1) else { return String::new() };
    let indent = line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len();
    let shown = line.get(indent..).unwrap_or_default();
    if shown.trim().is_empty() {
        return String::new();
    }
    let mut text = format!("    {}\n", shown.trim_end());
    let several = position.end_line > position.line;
    let (start, end) = (
        position.column as usize,
        if several { line.trim_end().len() } else { (position.end_column as usize).min(line.len()) },
    );
    let (Some(before), Some(segment)) = (line.get(indent..start.max(indent)), line.get(start.max(indent)..end)) else {
        return text;
    };
    let anchors = if several { None } else { anchors_in_line(segment) };
    if anchors.is_none() && before.is_empty() && segment.len() == shown.len() {
        return text;
    }
    let width = |text: &str| display_width(&text.chars().collect::<Line>());
    text.push_str("    ");
    text.push_str(&" ".repeat(width(before)));
    match anchors {
        Some((left, right)) => {
            let part = |from: usize, to: usize| width(segment.get(from..to).unwrap_or_default());
            text.push_str(&"~".repeat(part(0, left)));
            text.push_str(&"^".repeat(part(left, right)));
            text.push_str(&"~".repeat(part(right, segment.len())));
        }
        None => text.push_str(&"^".repeat(width(segment))),
    }
    text.push('\n');
    text
}

/// `extract_anchors_from_line`: bytes of the segment's operator, or of its brackets.
fn anchors_in_line(segment: &str) -> Option<(usize, usize)> {
    let parsed = ruff_python_parser::parse_module(segment).ok()?;
    let [Stmt::Expr(statement)] = parsed.syntax().body.as_slice() else { return None };
    match statement.value.as_ref() {
        Expr::BinOp(operation) => {
            let bytes = segment.as_bytes();
            let (first, last) =
                (usize::from(operation.left.range().end()), usize::from(operation.right.range().start()));
            let at = (first..last).find(|at| bytes.get(*at).is_some_and(|byte| !b" \t\x0c)".contains(byte)))?;
            let two = at + 1 < last && bytes.get(at + 1).is_some_and(|byte| !b" \t\x0c".contains(byte));
            Some((at, at + 1 + usize::from(two)))
        }
        Expr::Subscript(subscript) => {
            let value_end = usize::from(subscript.value.range().end());
            let at = segment.get(value_end..)?.find('[')?;
            Some((value_end + at, segment.len()))
        }
        _ => None,
    }
}

/// The text of a traceback from 3.13: all lines of the instruction, long ones folded.
fn whole_statement(source: &str, position: Position) -> String {
    let (first, count) =
        (position.line as usize - 1, (position.end_line.max(position.line) - position.line + 1) as usize);
    let original: Vec<&str> = source.lines().skip(first).take(count).map(str::trim_end).collect();
    let lines: Vec<Line> = dedent(&original);
    if lines.len() != count || lines.iter().all(Vec::is_empty) {
        return String::new();
    }
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    // Offsets in characters of the lines without their common indentation.
    let cut = original[0].chars().count() - first.len();
    let offset = |line: &str, bytes: u32| {
        let whole = line.char_indices().take_while(|(at, _)| *at < bytes as usize).count();
        whole.saturating_sub(cut)
    };
    let start = offset(original[0], position.column).min(first.len());
    let end = offset(original[count - 1], position.end_column).min(last.len());
    let anchors = anchors_in_segment(&segment_of(&lines, start, end));
    let shows_carets = shows_carets(&lines, start, end, anchors);
    let anchors = anchors.map(|anchors| {
        let place = |(line, column): (usize, usize)| {
            let column = if line == 0 { column + start } else { column };
            (line, lines.get(line).map_or(column, |text| display_width(&text[..column.min(text.len())])))
        };
        Anchors { left: place(anchors.left), right: place(anchors.right) }
    });
    let mut significant = BTreeSet::from([0, count - 1]);
    for line in anchors.iter().flat_map(|anchors| [anchors.left.0, anchors.right.0]) {
        significant.extend(line.saturating_sub(1)..=(line + 1).min(count - 1));
    }
    let (start, end) = (display_width(&first[..start]), display_width(&last[..end]));
    let mut shown = Vec::new();
    let output = |number: usize, shown: &mut Vec<String>| {
        let line = &lines[number];
        shown.push(line.iter().collect());
        if !shows_carets {
            return;
        }
        let spaces = line.iter().take_while(|char| char.is_whitespace()).count();
        let columns = if number + 1 == count { end } else { display_width(line) };
        let caret = |column: usize| {
            if column < spaces || (number == 0 && column < start) {
                return ' ';
            }
            match anchors {
                Some(anchors) if (number, column) >= anchors.left && (number, column) < anchors.right => '^',
                Some(_) => '~',
                None => '^',
            }
        };
        shown.push((0..columns).map(caret).collect());
    };
    let mut before = None;
    for number in significant {
        match before.map(|before| number - before) {
            Some(2) => output(number - 1, &mut shown),
            Some(gap) if gap > 2 => shown.push(format!("...<{} lines>...", gap - 1)),
            _ => {}
        }
        output(number, &mut shown);
        before = Some(number);
    }
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    dedent(&shown).into_iter().map(|line| format!("    {}\n", line.into_iter().collect::<String>())).collect()
}

/// `textwrap.dedent`: lines without their common indentation; blank ones are empty.
fn dedent(lines: &[&str]) -> Vec<Line> {
    let blank = |line: &str| line.chars().all(char::is_whitespace);
    let indents = lines.iter().filter(|line| !blank(line)).map(|line| {
        let count = line.chars().take_while(|char| matches!(char, ' ' | '\t')).count();
        line.chars().take(count).collect::<Line>()
    });
    let margin = indents.reduce(|common, indent| {
        let same = common.iter().zip(&indent).take_while(|(a, b)| a == b).count();
        indent[..same].to_vec()
    });
    let margin = margin.map_or(0, |margin| margin.len());
    lines.iter().map(|line| if blank(line) { Line::new() } else { line.chars().skip(margin).collect() }).collect()
}

/// The instruction's own text, line by line.
fn segment_of(lines: &[Line], start: usize, end: usize) -> Vec<Line> {
    let mut segment = lines.to_vec();
    if let Some(last) = segment.last_mut() {
        last.truncate(end);
    }
    if let Some(first) = segment.first_mut() {
        first.drain(..start.min(first.len()));
    }
    segment
}

/// A parsed text, whose ranges are turned into lines and columns.
struct Text {
    text: String,
    /// Byte at which each line begins.
    starts: Vec<usize>,
}

impl Text {
    fn of(lines: &[Line], before: &str, after: &str) -> Text {
        let joined: Vec<String> = lines.iter().map(|line| line.iter().collect()).collect();
        let text = format!("{before}{}{after}", joined.join("\n"));
        let mut starts = vec![before.len()];
        for line in &joined {
            starts.push(starts[starts.len() - 1] + line.len() + 1);
        }
        Text { text, starts }
    }

    /// Line and column, in characters, of a byte.
    fn place(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        (line, self.text.get(start..byte).map_or(0, |part| part.chars().count()))
    }
}

/// `_extract_caret_anchors_from_line_segment`: where the operator of a binary operation or the brackets of a call or
/// subscript stand.
fn anchors_in_segment(lines: &[Line]) -> Option<Anchors> {
    let text = Text::of(lines, "(\n", "\n)");
    let parsed = ruff_python_parser::parse_module(&text.text).ok()?;
    let [Stmt::Expr(statement)] = parsed.syntax().body.as_slice() else { return None };
    let place = |byte: ruff_text_size::TextSize| text.place(usize::from(byte));
    let bracket = |callee: &Expr, bracket: char| {
        let left = find_from(lines, place(callee.range().end()), |char| char == bracket)?;
        Some(Anchors { left, right: place(statement.value.range().end()) })
    };
    match statement.value.as_ref() {
        Expr::BinOp(operation) => {
            let (line, column) =
                find_from(lines, place(operation.left.range().end()), |char| !char.is_whitespace() && char != ')')?;
            let right = place(operation.right.range().start());
            let second = lines.get(line).and_then(|line| line.get(column + 1)).copied();
            let two = second.is_some_and(|char| !char.is_whitespace() && !"\\#".contains(char))
                && (right.0 > line || column + 1 < right.1);
            Some(Anchors { left: (line, column), right: (line, column + 1 + usize::from(two)) })
        }
        Expr::Subscript(subscript) => bracket(&subscript.value, '['),
        Expr::Call(call) => bracket(&call.func, '('),
        _ => None,
    }
}

/// The first character from a place on that is wanted; comments and line ends are passed over.
fn find_from(lines: &[Line], from: (usize, usize), wanted: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let (mut line, mut column) = from;
    while let Some(text) = lines.get(line) {
        match text.get(column) {
            None | Some('\\' | '#') => (line, column) = (line + 1, 0),
            Some(char) if wanted(*char) => return Some((line, column)),
            Some(_) => column += 1,
        }
    }
    None
}

/// `_should_show_carets`: not under `return name(…)` and `name = …(…)`, nor where they would mark all there is.
fn shows_carets(lines: &[Line], start: usize, end: usize, anchors: Option<Anchors>) -> bool {
    let text = Text::of(lines, "", "");
    if let Ok(parsed) = ruff_python_parser::parse_module(&text.text) {
        let value = match parsed.syntax().body.first() {
            None => return false,
            Some(Stmt::Return(statement)) => match statement.value.as_deref() {
                Some(value @ Expr::Call(call)) if call.func.is_name_expr() => Some(value),
                _ => None,
            },
            Some(Stmt::Assign(statement)) => match (statement.targets.as_slice(), statement.value.as_ref()) {
                ([Expr::Name(_)], value @ Expr::Call(_)) => Some(value),
                _ => None,
            },
            Some(_) => None,
        };
        // CPython compares the columns of the tree, which are bytes, with characters: kept as it is.
        let bytes = |byte: ruff_text_size::TextSize| {
            let byte = usize::from(byte);
            let line = text.place(byte).0;
            (line, byte - text.starts.get(line).copied().unwrap_or(0))
        };
        if let Some(value) = value
            && bytes(value.range().start()) == (0, start)
            && bytes(value.range().end()) == (lines.len() - 1, end)
        {
            return false;
        }
    }
    let rest = |line: Option<&Line>, range: &dyn Fn(&Line) -> bool| line.is_some_and(range);
    anchors.is_some()
        || rest(lines.first(), &|line| line.iter().take(start).any(|char| !char.is_whitespace()))
        || rest(lines.last(), &|line| line.iter().skip(end).any(|char| !char.is_whitespace()))
}
