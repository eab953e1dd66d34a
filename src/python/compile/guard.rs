//! Bounds on nesting, looked at before anything recurses: brackets, indentation, and chains of operators.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use ruff_text_size::{TextRange, TextSize};

use super::compiler::Compiled;
use super::source::Source;
use crate::python::eval::stop::SourceErrorKind;

/// Brackets in brackets (`MAXLEVEL`, `Parser/lexer/state.h`).
const MAX_BRACKETS: usize = 200;
/// Indentation in indentation (`MAXINDENT`).
const MAX_INDENTATION: usize = 100;
/// Tokens without a comma, brackets around included: an expression nests no deeper than it has tokens.
const MAX_CHAIN: usize = 3000;

/// Checks that the source nests no deeper than CPython allows, and no deeper than the compiler's stack holds.
pub(super) fn check(source: &Source<'_>) -> Compiled {
    let mut lexer = lexer::lex(source.text, Mode::Module);
    // Tokens since the last comma, for each open bracket.
    let mut chains = vec![0_usize];
    let mut total = 0;
    let mut indentation = 0_usize;
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return Ok(()),
            TokenKind::Indent => {
                indentation += 1;
                if indentation >= MAX_INDENTATION {
                    let range = deepest_line(source.text);
                    return Err(source.error(SourceErrorKind::Indentation, "too many levels of indentation", range));
                }
            }
            TokenKind::Dedent => indentation = indentation.saturating_sub(1),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                chains.push(1);
                total += 1;
                if chains.len() > MAX_BRACKETS + 1 {
                    return Err(source.syntax_error("too many nested parentheses", deepest_bracket(source.text)));
                }
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                total -= chains.pop().unwrap_or(0);
                if chains.is_empty() {
                    chains.push(0);
                }
                count(&mut chains, &mut total);
            }
            TokenKind::Comma | TokenKind::Semi => {
                if let Some(chain) = chains.last_mut() {
                    total -= *chain;
                    *chain = 0;
                }
            }
            // A logical line ends all that is open, closed or not.
            TokenKind::Newline => {
                chains = vec![0];
                total = 0;
            }
            TokenKind::Comment | TokenKind::NonLogicalNewline => {}
            _ => {
                count(&mut chains, &mut total);
                if total > MAX_CHAIN {
                    let start = TextRange::empty(TextSize::default());
                    return Err(source.unmodelled("an expression that nests this deep is not modelled", start));
                }
            }
        }
    }
}

fn count(chains: &mut [usize], total: &mut usize) {
    if let Some(chain) = chains.last_mut() {
        *chain += 1;
        *total += 1;
    }
}

/// Where the line with the most indentation begins.
fn deepest_line(text: &str) -> TextRange {
    let mut at = 0;
    let mut deepest = (0, 0);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if indent > deepest.0 {
            deepest = (indent, at);
        }
        at += line.len();
    }
    range_at(deepest.1)
}

/// Where the first bracket too many stands; brackets in strings and comments count too, which only moves the place.
fn deepest_bracket(text: &str) -> TextRange {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_BRACKETS {
            return range_at(at);
        }
    }
    range_at(0)
}

fn range_at(at: usize) -> TextRange {
    TextRange::empty(TextSize::try_from(at).unwrap_or_default())
}
