//! Looking around among the tokens of a source that does not parse: where an expression begins and ends, how deep in
//! brackets a place is.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged as _, TextRange, TextSize};

/// Whether a token is none to the parser.
fn is_trivial(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Comment | TokenKind::NonLogicalNewline | TokenKind::Indent | TokenKind::Dedent)
}

/// The first token at or after a place that is a token to the parser and no end of line.
pub(super) fn real_from(tokens: &[Token], at: TextSize) -> Option<&Token> {
    let wanted =
        |token: &&Token| token.start() >= at && !is_trivial(token.kind()) && token.kind() != TokenKind::Newline;
    tokens.iter().find(wanted)
}

/// The last one that ends at or before a place.
pub(super) fn real_before(tokens: &[Token], at: TextSize) -> Option<&Token> {
    let wanted = |token: &&Token| token.end() <= at && !is_trivial(token.kind()) && token.kind() != TokenKind::Newline;
    tokens.iter().rev().find(wanted)
}

/// Brackets that are open before a place, from the start of the source.
pub(super) fn depth_at(tokens: &[Token], at: TextSize) -> usize {
    tokens.iter().take_while(|token| token.start() < at).fold(0, |depth: usize, token| match token.kind() {
        TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth + 1,
        TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth.saturating_sub(1),
        _ => depth,
    })
}

/// What ends an expression on either side.
fn is_border(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma
            | TokenKind::Colon
            | TokenKind::Equal
            | TokenKind::ColonEqual
            | TokenKind::Semi
            | TokenKind::Newline
            | TokenKind::Return
            | TokenKind::If
            | TokenKind::Elif
            | TokenKind::Else
            | TokenKind::While
            | TokenKind::For
            | TokenKind::Assert
            | TokenKind::Raise
            | TokenKind::Import
            | TokenKind::From
            | TokenKind::With
            | TokenKind::As
            | TokenKind::Lambda
            | TokenKind::Yield
            | TokenKind::Del
    )
}

/// Where the expression that ends with the token before `end` begins.
pub(super) fn expression_start(tokens: &[Token], end: TextSize) -> TextSize {
    let mut start = end;
    let mut depth = 0_usize;
    for token in tokens.iter().rev().filter(|token| token.end() <= end && !is_trivial(token.kind())) {
        match token.kind() {
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth == 0 => break,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth -= 1,
            kind if depth == 0 && is_border(kind) => break,
            _ => {}
        }
        start = token.start();
    }
    start
}

/// Where the expression that begins at `start` ends: before a border, or before a value that follows a value.
pub(super) fn expression_end(tokens: &[Token], start: TextSize) -> TextSize {
    let mut end = start;
    let mut depth = 0_usize;
    let mut after_value = false;
    for token in tokens.iter().filter(|token| token.start() >= start && !is_trivial(token.kind())) {
        let kind = token.kind();
        match kind {
            TokenKind::Lpar | TokenKind::Lsqb => depth += 1,
            TokenKind::Lbrace if depth == 0 && after_value => break,
            TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if depth == 0 => break,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
            kind if depth == 0 && is_border(kind) => break,
            kind if depth == 0 && after_value && is_value(kind) => break,
            _ => {}
        }
        after_value = is_value(kind) || matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace);
        end = token.end();
    }
    end
}

/// Whether a token is a value by itself.
pub(super) fn is_value(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::Ellipsis
    )
}

/// From one place to another, empty when they are the wrong way round.
pub(super) fn between(start: TextSize, end: TextSize) -> TextRange {
    TextRange::new(start, end.max(start))
}
