//! The source lines of a traceback and the carets under them (`Lib/traceback.py`, `_extract_caret_anchors_from_line_segment`).

use ruff_python_ast::{Expr, Operator, Stmt};
use ruff_text_size::Ranged;

use crate::python::compile::code::Position;
use crate::python::version::Version;

/// The line at `position`, indented by four, and its carets if they say more than the whole line.
pub fn source_lines(source: &str, position: Position, version: Version) -> String {
    let Some(line) = source.lines().nth(position.line.saturating_sub(1) as usize).filter(|_| position.line > 0) else {
        return String::new();
    };
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return String::new();
    }
    let indent = line.len() - line.trim_start().len();
    let mut text = format!("    {trimmed}\n");
    let several = position.end_line > position.line;
    if several && version >= Version::V3_13 {
        return several_lines(source, position);
    }
    let start = (position.column as usize).max(indent);
    let end = if several { line.trim_end().len() } else { (position.end_column as usize).min(line.trim_end().len()) };
    if start >= end {
        return text;
    }
    let segment = line.get(start..end).unwrap_or_default();
    let anchors = if several { None } else { anchors(segment, version) };
    let whole_line = start == indent && end == line.trim_end().len();
    if whole_line && anchors.is_none() {
        return text;
    }
    let before = line.get(indent..start).map_or(start - indent, |part| part.chars().count());
    text.push_str(&format!("    {}", " ".repeat(before)));
    match anchors {
        Some((left, right)) => {
            let count = |from: usize, to: usize| {
                segment.get(from..to).map_or(to.saturating_sub(from), |part| part.chars().count())
            };
            text.push_str(&"~".repeat(count(0, left)));
            text.push_str(&"^".repeat(count(left, right)));
            text.push_str(&"~".repeat(count(right, segment.len())));
        }
        None => text.push_str(&"^".repeat(segment.chars().count())),
    }
    text.push('\n');
    text
}

/// From 3.13 an expression over several lines shows all of them, long ones folded.
fn several_lines(source: &str, position: Position) -> String {
    let lines: Vec<&str> = source
        .lines()
        .skip(position.line.saturating_sub(1) as usize)
        .take((position.end_line - position.line + 1) as usize)
        .collect();
    let dedent =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min();
    let dedent = dedent.unwrap_or(0);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let shown = line.get(dedent..).unwrap_or_default().trim_end();
        text.push_str(&format!("    {shown}\n"));
        let indent = line.len() - line.trim_start().len();
        let start = if at == 0 { (position.column as usize).max(indent) } else { indent };
        let end = if at + 1 == lines.len() { position.end_column as usize } else { line.trim_end().len() };
        if end > start && start >= dedent {
            text.push_str(&format!("    {}{}\n", " ".repeat(start - dedent), "^".repeat(end - start)));
        }
    }
    text
}

/// Where the carets stand within a segment that is one binary operation, subscript or (from 3.13) call.
fn anchors(segment: &str, version: Version) -> Option<(usize, usize)> {
    let parsed = ruff_python_parser::parse_module(segment).ok()?;
    let [Stmt::Expr(statement)] = parsed.syntax().body.as_slice() else { return None };
    match statement.value.as_ref() {
        Expr::BinOp(operation) => {
            let left_end = usize::from(operation.left.range().end());
            let right_start = usize::from(operation.right.range().start());
            let between = segment.get(left_end..right_start)?;
            let at = between.find(|char: char| !char.is_whitespace() && char != ')')?;
            let width =
                if matches!(operation.op, Operator::FloorDiv | Operator::Pow | Operator::LShift | Operator::RShift) {
                    2
                } else {
                    1
                };
            Some((left_end + at, left_end + at + width))
        }
        Expr::Subscript(subscript) => {
            let value_end = usize::from(subscript.value.range().end());
            let at = segment.get(value_end..)?.find('[')?;
            Some((value_end + at, segment.len()))
        }
        Expr::Call(call) if version >= Version::V3_13 => {
            let function_end = usize::from(call.func.range().end());
            let at = segment.get(function_end..)?.find('(')?;
            Some((function_end + at, segment.len()))
        }
        _ => None,
    }
}
