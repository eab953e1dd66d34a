//! Parsing, and what the parser finds wrong in the words of CPython (`Grammar/python.gram`, the `invalid_` rules).

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{Expr, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, Mode, ParseErrorType, ParseOptions, Parsed,
    UnsupportedSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::compiler::Compiled;
use super::source::Source;
use super::token_errors;
use super::token_search::{between, depth_at, expression_end, expression_start, is_value, real_before, real_from};
use crate::python::eval::stop::{SourceError, SourceErrorKind};
use crate::python::version::Version;

pub(super) fn parse_module(source: &Source<'_>, version: Version) -> Compiled<Parsed<ModModule>> {
    let options = ParseOptions::from(Mode::Module).with_target_version(target(version));
    let parsed = ruff_python_parser::parse_unchecked(source.text, options);
    if let Some(error) = parsed.errors().iter().min_by_key(|error| error.location.start()) {
        let teller = Teller { source, tokens: parsed.tokens(), version };
        return Err(teller.tell(&error.error, error.location));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let message = match error.kind {
            UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => {
                "multiple exception types must be parenthesized"
            }
            _ => "invalid syntax",
        };
        return Err(source.syntax_error(message, error.range));
    }
    match parsed.try_into_module() {
        Some(module) => Ok(module),
        None => Err(source.syntax_error("invalid syntax", TextRange::default())),
    }
}

pub(super) fn parse_expression(source: &Source<'_>, version: Version) -> Compiled<Parsed<ModExpression>> {
    ruff_python_parser::parse_expression(source.text).map_err(|error| {
        let options = ParseOptions::from(Mode::Expression);
        let parsed = ruff_python_parser::parse_unchecked(source.text, options);
        Teller { source, tokens: parsed.tokens(), version }.tell(&error.error, error.location)
    })
}

fn target(version: Version) -> PythonVersion {
    PythonVersion { major: 3, minor: version.minor() as u8 }
}

/// Finds CPython's words for an error of the parser.
struct Teller<'s, 't> {
    source: &'s Source<'t>,
    tokens: &'s [Token],
    version: Version,
}

/// What the brackets of the source have wrong.
enum Brackets {
    Fine,
    /// A closing one that fits no opening one.
    Wrong(TextRange, String),
    /// The innermost one that is never closed.
    Unclosed(TextRange, char),
}

impl Teller<'_, '_> {
    fn tell(&self, error: &ParseErrorType, range: TextRange) -> SourceError {
        if let Some(found) = token_errors::first(self.source.text, self.version)
            && (!found.is_of_indentation()
                || self.source.line_column(found.range.start()).0 <= self.source.line_column(range.end()).0)
        {
            return self.source.error(found.kind, found.message, found.range);
        }
        let brackets = self.brackets();
        if let Brackets::Wrong(place, message) = &brackets
            && place.start() <= range.end()
        {
            return self.source.syntax_error(message.clone(), *place);
        }
        if let ParseErrorType::Lexical(error) = error
            && !matches!(error, LexicalErrorType::Eof)
        {
            return self.lexical(error, range);
        }
        let found_at = real_from(self.tokens, range.start()).map_or(range.start(), Ranged::start);
        let (kind, message, range) = self.message(error, range);
        // A bracket of an earlier line that is open still was what was forgotten; on the line itself only at the end.
        if let Brackets::Unclosed(place, bracket) = brackets {
            let (line, open_line) = (self.source.line_column(found_at).0, self.source.line_column(place.start()).0);
            let rest = self.source.text.get(found_at.to_usize()..).unwrap_or_default();
            if line > open_line || rest.trim().is_empty() {
                return self.source.syntax_error(format!("'{bracket}' was never closed"), place);
            }
        }
        self.source.error(kind, message, range)
    }

    fn brackets(&self) -> Brackets {
        let mut open: Vec<(char, TextRange)> = Vec::new();
        for token in self.tokens {
            match token.kind() {
                TokenKind::Lpar => open.push(('(', token.range())),
                TokenKind::Lsqb => open.push(('[', token.range())),
                TokenKind::Lbrace => open.push(('{', token.range())),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                    let (closing, opening) = match token.kind() {
                        TokenKind::Rpar => (')', '('),
                        TokenKind::Rsqb => (']', '['),
                        _ => ('}', '{'),
                    };
                    match open.pop() {
                        None => return Brackets::Wrong(token.range(), format!("unmatched '{closing}'")),
                        Some((found, place)) if found != opening => {
                            let (line, _) = self.source.line_column(token.start());
                            let (open_line, _) = self.source.line_column(place.start());
                            let other = if line == open_line { String::new() } else { format!(" on line {open_line}") };
                            let message = format!(
                                "closing parenthesis '{closing}' does not match opening parenthesis '{found}'{other}"
                            );
                            return Brackets::Wrong(token.range(), message);
                        }
                        Some(_) => {}
                    }
                }
                _ => {}
            }
        }
        match open.pop() {
            Some((bracket, place)) => Brackets::Unclosed(place, bracket),
            None => Brackets::Fine,
        }
    }

    fn lexical(&self, error: &LexicalErrorType, range: TextRange) -> SourceError {
        let text = self.source.text.get(range.start().to_usize()..).unwrap_or_default();
        let message = match error {
            LexicalErrorType::UnclosedStringError => {
                let quotes = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
                let triple = quotes.starts_with("'''") || quotes.starts_with("\"\"\"");
                let (line, _) = self.source.line_column(range.start());
                if triple {
                    let lines = self.source.text.trim_end_matches('\n').matches('\n').count() + 1;
                    format!("unterminated triple-quoted string literal (detected at line {lines})")
                } else {
                    format!("unterminated string literal (detected at line {line})")
                }
            }
            LexicalErrorType::IndentationError => {
                let message = "unindent does not match any outer indentation level";
                return self.source.error(SourceErrorKind::Indentation, message, range);
            }
            LexicalErrorType::UnrecognizedToken { tok } if tok.is_ascii() => "invalid syntax".to_owned(),
            LexicalErrorType::UnrecognizedToken { tok } if tok.is_whitespace() || tok.is_control() => {
                format!("invalid non-printable character U+{:04X}", u32::from(*tok))
            }
            LexicalErrorType::UnrecognizedToken { tok } => {
                format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
            }
            LexicalErrorType::LineContinuationError => {
                "unexpected character after line continuation character".to_owned()
            }
            LexicalErrorType::FStringError(error) | LexicalErrorType::TStringError(error) => {
                self.f_string(error, range)
            }
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => return self.bad_escape(range),
            LexicalErrorType::InvalidByteLiteral => {
                let token = self.string_around(range);
                let message = "bytes can only contain ASCII literal characters";
                return self.source.syntax_error(message, token);
            }
            LexicalErrorType::OtherError(told) => number(told, text),
            _ => "invalid syntax".to_owned(),
        };
        self.source.syntax_error(message, range)
    }

    fn f_string(&self, error: &InterpolatedStringErrorType, range: TextRange) -> String {
        let old = self.version == Version::V3_11;
        let message = match error {
            InterpolatedStringErrorType::UnclosedLbrace => "expecting '}'",
            InterpolatedStringErrorType::InvalidConversionFlag if !old => {
                let flag = self.text(range).trim_start_matches('!');
                if flag.is_empty() || flag.starts_with('}') {
                    return "f-string: missing conversion character".to_owned();
                }
                return format!("f-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'");
            }
            InterpolatedStringErrorType::InvalidConversionFlag => {
                "invalid conversion character: expected 's', 'r', or 'a'"
            }
            InterpolatedStringErrorType::SingleRbrace => "single '}' is not allowed",
            InterpolatedStringErrorType::UnterminatedString => "unterminated string",
            InterpolatedStringErrorType::UnterminatedTripleQuotedString => "unterminated triple-quoted string",
            InterpolatedStringErrorType::LambdaWithoutParentheses if old => "invalid syntax",
            InterpolatedStringErrorType::LambdaWithoutParentheses => {
                "lambda expressions are not allowed without parentheses"
            }
            InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
                "conversion type must come right after the exclamation mark"
            }
            InterpolatedStringErrorType::NewlineInFormatSpec => {
                "newlines are not allowed in format specifiers for single quoted f-strings"
            }
        };
        format!("f-string: {message}")
    }

    fn message(&self, error: &ParseErrorType, range: TextRange) -> (SourceErrorKind, String, TextRange) {
        let syntax = |message: &str| (SourceErrorKind::Syntax, message.to_owned(), range);
        let newest = self.version >= Version::V3_15;
        match error {
            ParseErrorType::UnexpectedIndentation => {
                (SourceErrorKind::Indentation, "unexpected indent".to_owned(), range)
            }
            ParseErrorType::OtherError(told) => self.other(told, range),
            ParseErrorType::ExpectedToken { expected, found } => self.expected(*expected, *found, range),
            ParseErrorType::InvalidAssignmentTarget => (SourceErrorKind::Syntax, self.cannot_assign(range), range),
            ParseErrorType::InvalidNamedAssignmentTarget => {
                syntax(&format!("cannot use assignment expressions with {}", self.described(range)))
            }
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                syntax(&format!("'{}' is an illegal expression for augmented assignment", self.described(range)))
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => match self.described(range) {
                kind @ ("tuple" | "list") => syntax(&format!("only single target (not {kind}) can be annotated")),
                _ => syntax("illegal target for annotation"),
            },
            ParseErrorType::InvalidDeleteTarget => syntax(&format!("cannot delete {}", self.described(range))),
            ParseErrorType::PositionalAfterKeywordArgument | ParseErrorType::PositionalAfterKeywordUnpacking => {
                let unpacking = matches!(error, ParseErrorType::PositionalAfterKeywordUnpacking);
                let kind = if unpacking { " unpacking" } else { "" };
                // The bracket that closes the arguments is the last token that the parser saw.
                let at = self.closing_after(range.end()).unwrap_or(range);
                (SourceErrorKind::Syntax, format!("positional argument follows keyword argument{kind}"), at)
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                syntax("iterable argument unpacking follows keyword argument unpacking")
            }
            ParseErrorType::UnparenthesizedGeneratorExpression => syntax("Generator expression must be parenthesized"),
            ParseErrorType::IterableUnpackingInComprehension => {
                syntax("iterable unpacking cannot be used in comprehension")
            }
            ParseErrorType::ParamAfterVarKeywordParam if newest => {
                syntax("parameters cannot follow var-keyword parameter")
            }
            ParseErrorType::ParamAfterVarKeywordParam => syntax("arguments cannot follow var-keyword argument"),
            ParseErrorType::NonDefaultParamAfterDefaultParam if self.version == Version::V3_11 => {
                syntax("non-default argument follows default argument")
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                syntax("parameter without a default follows parameter with a default")
            }
            ParseErrorType::ExpectedKeywordParam if newest => syntax("named parameters must follow bare *"),
            ParseErrorType::ExpectedKeywordParam => syntax("named arguments must follow bare *"),
            ParseErrorType::VarParameterWithDefault if newest => {
                syntax("var-positional parameter cannot have default value")
            }
            ParseErrorType::VarParameterWithDefault => syntax("var-positional argument cannot have default value"),
            ParseErrorType::EmptyImportNames if self.version >= Version::V3_13 => {
                syntax("Expected one or more names after 'import'")
            }
            ParseErrorType::InvalidStarredExpressionUsage => syntax("can't use starred expression here"),
            ParseErrorType::FStringError(error) | ParseErrorType::TStringError(error) => {
                syntax(&self.f_string(error, range))
            }
            ParseErrorType::SimpleStatementsOnSameLine => self.two_statements(range),
            _ => syntax("invalid syntax"),
        }
    }

    /// `print x` as in Python 2.
    fn two_statements(&self, range: TextRange) -> (SourceErrorKind, String, TextRange) {
        let line = self.line_tokens(range.start());
        if let Some(first) = line.first().filter(|token| token.kind() == TokenKind::Name)
            && let name @ ("print" | "exec") = self.text(first.range())
        {
            let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            let end = line.last().map_or(range.end(), Ranged::end);
            return (SourceErrorKind::Syntax, message, TextRange::new(first.start(), end));
        }
        (SourceErrorKind::Syntax, "invalid syntax".to_owned(), range)
    }

    fn expected(
        &self,
        expected: TokenKind,
        found: TokenKind,
        range: TextRange,
    ) -> (SourceErrorKind, String, TextRange) {
        let message = match (expected, found) {
            (TokenKind::Colon, TokenKind::Newline | TokenKind::EndOfFile) => "expected ':'",
            (
                TokenKind::Colon | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::Comma,
                TokenKind::Equal,
            ) => return self.equal_for_comparison(range),
            // The colon is the only token that may stand there (`&&':'`).
            (TokenKind::Colon, _) if self.header_forces_colon(range) => "expected ':'",
            (TokenKind::Else, TokenKind::Colon) => "invalid syntax",
            (TokenKind::Else, _) => {
                let end = real_before(self.tokens, range.start()).map_or(range.start(), Ranged::end);
                let before_test = expression_start(self.tokens, end);
                let keyword = real_before(self.tokens, before_test).map_or(before_test, Ranged::start);
                let range = between(expression_start(self.tokens, keyword), end);
                return (SourceErrorKind::Syntax, "expected 'else' after 'if' expression".to_owned(), range);
            }
            (TokenKind::Lpar, _) if self.version >= Version::V3_12 || found == TokenKind::Colon => "expected '('",
            (TokenKind::Comma | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace, found)
                if starts_value(found) && self.may_lack_comma(range) =>
            {
                let start = expression_start(self.tokens, range.start());
                let range = between(start, expression_end(self.tokens, range.start()));
                return (SourceErrorKind::Syntax, "invalid syntax. Perhaps you forgot a comma?".to_owned(), range);
            }
            _ => "invalid syntax",
        };
        (SourceErrorKind::Syntax, message.to_owned(), range)
    }

    /// The bracket that closes what is open at a place.
    fn closing_after(&self, at: TextSize) -> Option<TextRange> {
        let mut depth = 0_usize;
        for token in self.tokens.iter().filter(|token| token.start() >= at) {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if depth == 0 => return Some(token.range()),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// `=` where a test stands (`invalid_named_expression`): perhaps `==` was meant.
    fn equal_for_comparison(&self, range: TextRange) -> (SourceErrorKind, String, TextRange) {
        let start = expression_start(self.tokens, range.start());
        let left = between(start, real_before(self.tokens, range.start()).map_or(range.start(), Ranged::end));
        let parsed = ruff_python_parser::parse_expression(self.text(left));
        let is_name = matches!(parsed.as_ref().map(|parsed| parsed.expr()), Ok(Expr::Name(_)));
        let right = between(range.end(), expression_end(self.tokens, range.end()));
        if ruff_python_parser::parse_expression(self.text(right).trim()).is_err() {
            return (SourceErrorKind::Syntax, "invalid syntax".to_owned(), range);
        }
        if is_name {
            let whole = between(start, expression_end(self.tokens, range.end()));
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return (SourceErrorKind::Syntax, message.to_owned(), whole);
        }
        match parsed.map(|parsed| is_bitwise_or(parsed.expr())) {
            Ok(true) => {
                let what = self.described(left);
                let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
                (SourceErrorKind::Syntax, message, left)
            }
            _ => (SourceErrorKind::Syntax, "invalid syntax".to_owned(), range),
        }
    }

    /// The string token that holds a place.
    fn string_around(&self, range: TextRange) -> TextRange {
        let held = |token: &&Token| token.start() <= range.start() && range.start() <= token.end();
        self.tokens.iter().filter(|token| token.kind() == TokenKind::String).find(held).map_or(range, Ranged::range)
    }

    /// An escape in a str that stands for no character (`decode_unicode_with_escapes`).
    fn bad_escape(&self, range: TextRange) -> SourceError {
        let token = self.string_around(range);
        let text = self.text(token);
        let content = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        let quotes = if content.starts_with("\"\"\"") || content.starts_with("'''") { 3 } else { 1 };
        let bytes = content.as_bytes().get(quotes..).unwrap_or_default();
        let message = match escape_error(bytes) {
            Some((start, end, reason)) => {
                format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {reason}")
            }
            None => "(unicode error) 'unicodeescape' codec can't decode bytes".to_owned(),
        };
        let after = self.tokens.iter().find(|next| next.start() >= token.end()).map_or(token, Ranged::range);
        self.source.syntax_error(message, if self.version >= Version::V3_12 { token } else { after })
    }

    /// Whether the logical line begins with a word whose colon nothing may stand in the place of.
    fn header_forces_colon(&self, range: TextRange) -> bool {
        let first = self.line_tokens(range.start()).iter().find(|token| token.kind() != TokenKind::Async);
        first.is_some_and(|token| {
            matches!(token.kind(), TokenKind::Def | TokenKind::Try | TokenKind::Finally | TokenKind::Else)
        })
    }

    /// Whether a value after a value is in brackets where a comma could stand (`invalid_expression`).
    fn may_lack_comma(&self, range: TextRange) -> bool {
        let line = self.line_tokens(range.start());
        let is_definition = line.iter().take(2).any(|token| token.kind() == TokenKind::Def);
        let start = expression_start(self.tokens, range.start());
        let mut first = self.tokens.iter().filter(|token| token.start() >= start);
        let kinds = (first.next().map(Token::kind), first.next().map(Token::kind));
        let before_is_value = real_before(self.tokens, range.start()).is_some_and(|token| {
            is_value(token.kind())
                || matches!(token.kind(), TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::FStringEnd)
        });
        before_is_value
            && !is_definition
            && depth_at(self.tokens, range.start()) > 0
            && !matches!(kinds, (Some(TokenKind::Name), Some(TokenKind::String | TokenKind::FStringStart)))
    }

    /// The same from what the parser said of it.
    fn keyword_argument(&self, told: &str, range: TextRange) -> Option<(SourceErrorKind, String, TextRange)> {
        if !told.contains("keyword argument") && !told.contains("parameter name") {
            return None;
        }
        let equal = real_from(self.tokens, range.end()).filter(|token| token.kind() == TokenKind::Equal)?;
        self.wrong_keyword(equal.range())
    }

    /// `f(1=2)`, `f(None=1)`: what stands before the `=` of an argument is no name (`invalid_kwarg`).
    fn wrong_keyword(&self, equal: TextRange) -> Option<(SourceErrorKind, String, TextRange)> {
        let start = expression_start(self.tokens, equal.start());
        let left = between(start, equal.start());
        let whole = between(start, equal.end());
        let message = match self.text(left).trim() {
            word @ ("None" | "True" | "False") => format!("cannot assign to {word}"),
            text if ruff_python_parser::parse_expression(text).is_ok_and(|parsed| !parsed.expr().is_name_expr()) => {
                "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned()
            }
            _ => return None,
        };
        Some((SourceErrorKind::Syntax, message, whole))
    }

    fn other(&self, told: &str, range: TextRange) -> (SourceErrorKind, String, TextRange) {
        if let Some(what) = told.strip_prefix("Expected an indented block after ") {
            let keyword: String = what.split('`').nth(1).unwrap_or_default().to_owned();
            let what = match what {
                _ if what.contains("function") => "function definition".to_owned(),
                _ if what.contains("class") => "class definition".to_owned(),
                _ => format!("'{keyword}' statement"),
            };
            let line = self.header_line(range.start());
            let message = format!("expected an indented block after {what} on line {line}");
            let range = match real_from(self.tokens, range.start()) {
                Some(token) if token.kind() != TokenKind::EndOfFile => token.range(),
                _ => range,
            };
            return (SourceErrorKind::Indentation, message, range);
        }
        let at_end = self.source.text.get(range.start().to_usize()..).is_none_or(|rest| rest.trim().is_empty());
        let range = match (told.starts_with("Expected `except`") && at_end, self.source.text.trim_end().len()) {
            (true, end) => TextRange::empty(TextSize::try_from(end).unwrap_or_default()),
            (false, _) => range,
        };
        if let Some(wrong) = self.keyword_argument(told, range) {
            return wrong;
        }
        let message = match told {
            _ if told.starts_with("Expected `except` or `finally`") => "expected 'except' or 'finally' block",
            _ if told.starts_with("Multiple exception types must be parenthesized")
                && self.version < Version::V3_14 =>
            {
                "multiple exception types must be parenthesized"
            }
            _ if told.starts_with("Trailing comma not allowed") => {
                "trailing comma not allowed without surrounding parentheses"
            }
            _ if told.starts_with("Only one '/' separator") => "/ may appear only once",
            _ if told.starts_with("'/' parameter must appear before") => "/ must be ahead of *",
            _ if told.starts_with("Position-only parameter separator not allowed as first") => {
                if self.version >= Version::V3_15 {
                    "at least one parameter must precede /"
                } else {
                    "at least one argument must precede /"
                }
            }
            _ if told.starts_with("Only one '*'")
                || told.starts_with("Keyword-only parameter separator not allowed") =>
            {
                let star = TextRange::at(range.start(), TextSize::from(1));
                let word = if self.version >= Version::V3_15 { "parameter" } else { "argument" };
                return (SourceErrorKind::Syntax, format!("* {word} may appear only once"), star);
            }
            _ if told.starts_with("Cannot have both 'except' and 'except*'") => {
                let word = self.tokens.iter().find(|token| token.start() >= range.start()).map_or(range, Ranged::range);
                let message = "cannot have both 'except' and 'except*' on the same 'try'";
                return (SourceErrorKind::Syntax, message.to_owned(), word);
            }
            _ if told.contains("default `except`") => "default 'except:' must be last",
            _ => "invalid syntax",
        };
        (SourceErrorKind::Syntax, message.to_owned(), range)
    }

    /// The line of the statement whose block is missing: the line before, by tokens.
    fn header_line(&self, before: TextSize) -> u32 {
        let mut start = None;
        let mut at_line_start = true;
        for token in self.tokens.iter().take_while(|token| token.end() <= before) {
            match token.kind() {
                TokenKind::Newline => at_line_start = true,
                TokenKind::Indent | TokenKind::Dedent | TokenKind::Comment | TokenKind::NonLogicalNewline => {}
                _ => {
                    if at_line_start {
                        start = Some(token.start());
                    }
                    at_line_start = false;
                }
            }
        }
        start.map_or(1, |start| self.source.line_column(start).0)
    }

    /// The tokens of the logical line that holds the place.
    fn line_tokens(&self, at: TextSize) -> &[Token] {
        let ends = |token: &Token| {
            matches!(token.kind(), TokenKind::Newline | TokenKind::Semi | TokenKind::Indent | TokenKind::Dedent)
        };
        let place = self.tokens.partition_point(|token| token.start() < at);
        let before = self.tokens.get(..place).unwrap_or_default();
        let start = before.iter().rposition(ends).map_or(0, |end| end + 1);
        let after = self.tokens.get(place..).unwrap_or_default();
        let end = place + after.iter().position(ends).unwrap_or(after.len());
        self.tokens.get(start..end).unwrap_or_default()
    }

    fn text(&self, range: TextRange) -> &str {
        self.source.text.get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default()
    }

    fn cannot_assign(&self, range: TextRange) -> String {
        let what = self.described(range);
        let line = self.line_tokens(range.start());
        let alone = line.first().is_some_and(|first| first.start() == range.start())
            && line.iter().filter(|token| token.kind() == TokenKind::Equal).count() == 1
            && line.iter().any(|token| token.kind() == TokenKind::Equal && token.start() >= range.end());
        let simple = matches!(
            ruff_python_parser::parse_expression(self.text(range)).map(|parsed| is_bitwise_or(parsed.expr())),
            Ok(true)
        );
        if alone && simple {
            return format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        }
        format!("cannot assign to {what}")
    }

    /// What CPython calls the expression at the range (`_PyPegen_get_expr_name`).
    fn described(&self, range: TextRange) -> &'static str {
        match ruff_python_parser::parse_expression(self.text(range)) {
            Ok(parsed) => described(parsed.expr()),
            Err(_) => "expression",
        }
    }
}

/// Whether the expression binds tighter than a comparison and is none of what has its own message.
fn is_bitwise_or(expression: &Expr) -> bool {
    !matches!(
        expression,
        Expr::Compare(_)
            | Expr::BoolOp(_)
            | Expr::If(_)
            | Expr::Lambda(_)
            | Expr::Named(_)
            | Expr::Tuple(_)
            | Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::Generator(_)
            | Expr::Yield(_)
    ) && !matches!(expression, Expr::UnaryOp(operation) if operation.op == ruff_python_ast::UnaryOp::Not)
}

fn described(expression: &Expr) -> &'static str {
    match expression {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "literal",
    }
}

/// Whether an element or argument may begin with the token, as far as a forgotten comma can be told by it.
fn starts_value(kind: TokenKind) -> bool {
    kind == TokenKind::Lbrace || (kind != TokenKind::Ellipsis && is_value(kind))
}

/// What is wrong with a number (`tok_get_normal_mode`, `Parser/lexer/lexer.c`).
fn number(told: &str, text: &str) -> String {
    let prefix = text.get(..2).unwrap_or_default().to_ascii_lowercase();
    match prefix.as_str() {
        "0x" => "invalid hexadecimal literal".to_owned(),
        "0o" => "invalid octal literal".to_owned(),
        "0b" => "invalid binary literal".to_owned(),
        _ if told.contains("nvalid decimal integer literal") && text.starts_with('0') => {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            message.to_owned()
        }
        _ if text.starts_with(|char: char| char.is_ascii_digit()) => "invalid decimal literal".to_owned(),
        _ => "invalid syntax".to_owned(),
    }
}

/// The first escape of a str's text that is none: from which byte to which, and why.
fn escape_error(bytes: &[u8]) -> Option<(usize, usize, &'static str)> {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte != b'\\' {
            at += 1;
            continue;
        }
        let wanted = match bytes.get(at + 1) {
            Some(b'x') => (2, "truncated \\xXX escape"),
            Some(b'u') => (4, "truncated \\uXXXX escape"),
            Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
            Some(b'N') => {
                let name = bytes.get(at + 3..).filter(|_| bytes.get(at + 2) == Some(&b'{'));
                return match name.and_then(|name| name.iter().position(|byte| *byte == b'}')) {
                    Some(length) => Some((at, at + 3 + length, "unknown Unicode character name")),
                    None => Some((at, at + 1, "malformed \\N character escape")),
                };
            }
            _ => {
                at += 2;
                continue;
            }
        };
        let digits: Vec<u8> =
            bytes.iter().skip(at + 2).take(wanted.0).take_while(|byte| byte.is_ascii_hexdigit()).copied().collect();
        if digits.len() < wanted.0 {
            return Some((at, at + 1 + digits.len(), wanted.1));
        }
        let value = std::str::from_utf8(&digits).ok().and_then(|text| u32::from_str_radix(text, 16).ok());
        if value.is_none_or(|value| value > 0x10_ffff) {
            return Some((at, at + 1 + wanted.0, "illegal Unicode character"));
        }
        at += 2 + wanted.0;
    }
    None
}
