//! From a pattern's text to its tree (`re._parser`), with the errors that CPython tells and where.

use super::escape::{self, SetEscape};
use super::flags;
use super::node::{self, MANY, Node, Place, RepeatKind};
use super::set::{Item, Set};
use super::token::{Token, Tokens, quoted};
use super::{Dialect, PatternError};

/// Groups that may be nested: as many as CPython's parser, which recurses, has room for under its ordinary limit.
const DEEPEST: usize = 330;

/// The number from which a repetition is too large.
const TOO_MANY: u64 = 0xffff_ffff;

/// The largest number of groups (`MAXGROUPS`).
const MOST_GROUPS: usize = 1_073_741_823;

/// A pattern read.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub body: Vec<Node>,
    /// As given, with those that the pattern itself sets and the one that its kind implies.
    pub flags: u32,
    /// Groups, the whole match not counted.
    pub groups: usize,
    /// Names and numbers, in the order of the pattern.
    pub names: Vec<(String, usize)>,
    pub widths: Vec<Option<(u64, u64)>>,
    /// FutureWarnings to give.
    pub warnings: Vec<String>,
}

/// Reads a pattern; `source` holds a bytes pattern's bytes as the characters of their numbers.
pub fn parse(source: &[char], given: u32, dialect: Dialect) -> Result<Parsed, PatternError> {
    let mut parser = Parser {
        tokens: Tokens::new(source, dialect.text)?,
        dialect,
        flags: given,
        names: Vec::new(),
        widths: vec![None],
        behind_groups: None,
        conditions: Vec::new(),
        warnings: Vec::new(),
    };
    let body = parser.alternatives(given & flags::VERBOSE != 0, 0)?;
    let flags = fix_flags(parser.flags, dialect.text)?;
    if parser.tokens.next.is_some() {
        return Err(parser.tokens.error("unbalanced parenthesis", 0));
    }
    if let Some((group, position)) = parser.conditions.iter().find(|(group, _)| *group >= parser.widths.len()) {
        return Err(PatternError::syntax(format!("invalid group reference {group}"), *position));
    }
    let groups = parser.widths.len() - 1;
    Ok(Parsed { body, flags, groups, names: parser.names, widths: parser.widths, warnings: parser.warnings })
}

/// The flags that a pattern of this kind has (`re._parser.fix_flags`).
fn fix_flags(given: u32, text: bool) -> Result<u32, PatternError> {
    let has = |flag: u32| given & flag != 0;
    let wrong = |message: &str| Err(PatternError::Value(message.to_owned()));
    if text {
        if has(flags::LOCALE) {
            return wrong("cannot use LOCALE flag with a str pattern");
        }
        if !has(flags::ASCII) {
            return Ok(given | flags::UNICODE);
        }
        if has(flags::UNICODE) {
            return wrong("ASCII and UNICODE flags are incompatible");
        }
    } else {
        if has(flags::UNICODE) {
            return wrong("cannot use UNICODE flag with a bytes pattern");
        }
        if has(flags::LOCALE) && has(flags::ASCII) {
            return wrong("ASCII and LOCALE flags are incompatible");
        }
    }
    Ok(given)
}

struct Parser<'a> {
    tokens: Tokens<'a>,
    dialect: Dialect,
    flags: u32,
    names: Vec<(String, usize)>,
    /// Width of each group; `None` while it is open. The first is the whole.
    widths: Vec<Option<(u64, u64)>>,
    /// Groups that there were when the outermost look-behind began.
    behind_groups: Option<usize>,
    /// Groups that conditions ask for, and where.
    conditions: Vec<(usize, usize)>,
    warnings: Vec<String>,
}

type Parse<T> = Result<T, PatternError>;

impl Parser<'_> {
    /// `a|b|c`, up to a closing parenthesis or the end.
    fn alternatives(&mut self, mut verbose: bool, nested: usize) -> Parse<Vec<Node>> {
        if nested > DEEPEST {
            return Err(PatternError::TooDeep);
        }
        let mut arms = Vec::new();
        loop {
            let first = nested == 0 && arms.is_empty();
            arms.push(self.sequence(verbose, nested + 1, first)?);
            if !self.tokens.take_if('|')? {
                break;
            }
            if nested == 0 {
                verbose = self.flags & flags::VERBOSE != 0;
            }
        }
        if arms.len() > 1 {
            return Ok(vec![Node::Branch(arms)]);
        }
        Ok(arms.pop().unwrap_or_default())
    }

    fn sequence(&mut self, mut verbose: bool, nested: usize, first: bool) -> Parse<Vec<Node>> {
        let mut sequence: Vec<Node> = Vec::new();
        while let Some(token) = self.tokens.next {
            if matches!(token, Token::Char('|' | ')')) {
                break;
            }
            self.tokens.take()?;
            let char = match token {
                Token::Escape(char) => {
                    let node = self.escape(char)?;
                    sequence.push(node);
                    continue;
                }
                Token::Char(char) => char,
            };
            if verbose {
                if matches!(char, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                    continue;
                }
                if char == '#' {
                    while !matches!(self.tokens.take()?, None | Some(Token::Char('\n'))) {}
                    continue;
                }
            }
            match char {
                '[' => {
                    let set = self.set()?;
                    sequence.push(set);
                }
                '?' | '*' | '+' | '{' => self.repetition(char, &mut sequence)?,
                '.' => sequence.push(Node::Any),
                '^' => sequence.push(Node::At(Place::Start)),
                '$' => sequence.push(Node::At(Place::End)),
                '(' => match self.group(verbose, nested, first && sequence.is_empty())? {
                    Some(node) => sequence.push(node),
                    // A comment or global flags.
                    None if first => verbose = verbose || self.flags & flags::VERBOSE != 0,
                    None => {}
                },
                char => sequence.push(Node::Literal(u32::from(char))),
            }
        }
        // Groups that hold nothing but their contents go.
        let mut flat = Vec::with_capacity(sequence.len());
        for node in sequence {
            match node {
                Node::Group { number: None, add_flags: 0, drop_flags: 0, body } => flat.extend(body),
                node => flat.push(node),
            }
        }
        Ok(flat)
    }

    fn escape(&mut self, char: char) -> Parse<Node> {
        if !('1'..='9').contains(&char) {
            return escape::in_pattern(&mut self.tokens, char, self.dialect);
        }
        // Three octal digits are a character; all else is a group's number.
        let mut digits = char.to_string();
        if let Some(second) = self.tokens.take_char_if(|char| char.is_ascii_digit())? {
            digits.push(second);
            if escape::is_octal(char)
                && escape::is_octal(second)
                && let Some(third) = self.tokens.take_char_if(escape::is_octal)?
            {
                digits.push(third);
                return escape::octal(&self.tokens, &digits).map(Node::Literal);
            }
        }
        let group: usize = digits.parse().unwrap_or(usize::MAX);
        if group >= self.widths.len() {
            return Err(self.tokens.error(format!("invalid group reference {group}"), digits.len()));
        }
        self.reference(group, digits.len() + 1)
    }

    /// A reference to a group that exists.
    fn reference(&mut self, group: usize, back: usize) -> Parse<Node> {
        if self.is_open(group) {
            return Err(self.tokens.error("cannot refer to an open group", back));
        }
        self.check_behind(group)?;
        Ok(Node::Reference(group))
    }

    fn is_open(&self, group: usize) -> bool {
        self.widths.get(group).copied().flatten().is_none()
    }

    /// A look-behind may not look at its own groups.
    fn check_behind(&self, group: usize) -> Parse<()> {
        let Some(outside) = self.behind_groups else { return Ok(()) };
        if self.is_open(group) {
            return Err(self.tokens.error("cannot refer to an open group", 0));
        }
        if group >= outside {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.tokens.error(message, 0));
        }
        Ok(())
    }

    fn set(&mut self) -> Parse<Node> {
        let here = self.tokens.tell() - 1;
        if self.tokens.next == Some(Token::Char('[')) {
            self.warnings.push(format!("Possible nested set at position {}", self.tokens.tell()));
        }
        let negated = self.tokens.take_if('^')?;
        let mut items: Vec<Item> = Vec::new();
        loop {
            let Some(this) = self.tokens.take()? else { return Err(self.unterminated_set(here)) };
            if this == Token::Char(']') && !items.is_empty() {
                break;
            }
            let low = match this {
                Token::Escape(char) => escape::in_set(&mut self.tokens, char)?,
                Token::Char(char) => {
                    self.warn_of_operation(char, items.is_empty());
                    SetEscape::Literal(u32::from(char))
                }
            };
            if !self.tokens.take_if('-')? {
                items.push(low.item());
                continue;
            }
            let Some(that) = self.tokens.take()? else { return Err(self.unterminated_set(here)) };
            if that == Token::Char(']') {
                items.push(low.item());
                items.push(Item::Literal(u32::from('-')));
                break;
            }
            let high = match that {
                Token::Escape(char) => escape::in_set(&mut self.tokens, char)?,
                Token::Char(char) => {
                    if char == '-' {
                        let position = self.tokens.tell().saturating_sub(2);
                        self.warnings.push(format!("Possible set difference at position {position}"));
                    }
                    SetEscape::Literal(u32::from(char))
                }
            };
            match (low, high) {
                (SetEscape::Literal(low), SetEscape::Literal(high)) if low <= high => {
                    items.push(Item::Range(low, high))
                }
                _ => {
                    let back = this.length() + 1 + that.length();
                    return Err(self.tokens.error(format!("bad character range {this}-{that}"), back));
                }
            }
        }
        Ok(match (items.as_slice(), negated) {
            ([Item::Literal(code)], false) => Node::Literal(*code),
            ([Item::Literal(code)], true) => Node::NotLiteral(*code),
            _ => Node::Set(Set { negated, items }),
        })
    }

    fn unterminated_set(&self, here: usize) -> PatternError {
        self.tokens.error("unterminated character set", self.tokens.tell() - here)
    }

    /// What may one day be an operation on sets.
    fn warn_of_operation(&mut self, char: char, first: bool) {
        if first || self.tokens.next != Some(Token::Char(char)) {
            return;
        }
        let operation = match char {
            '-' => "difference",
            '&' => "intersection",
            '~' => "symmetric difference",
            '|' => "union",
            _ => return,
        };
        let position = self.tokens.tell().saturating_sub(1);
        self.warnings.push(format!("Possible set {operation} at position {position}"));
    }

    fn repetition(&mut self, char: char, sequence: &mut Vec<Node>) -> Parse<()> {
        let here = self.tokens.tell();
        let (mut least, mut most) = match char {
            '?' => (0, 1),
            '*' => (0, MANY),
            '+' => (1, MANY),
            _ => (0, MANY),
        };
        if char == '{' {
            if self.tokens.next == Some(Token::Char('}')) {
                sequence.push(Node::Literal(u32::from('{')));
                return Ok(());
            }
            let low = self.tokens.take_while(usize::MAX, |char| char.is_ascii_digit())?;
            let high = if self.tokens.take_if(',')? {
                self.tokens.take_while(usize::MAX, |char| char.is_ascii_digit())?
            } else {
                low.clone()
            };
            if !self.tokens.take_if('}')? {
                sequence.push(Node::Literal(u32::from('{')));
                return self.tokens.seek(here);
            }
            if !low.is_empty() {
                least = repetitions(&low)?;
            }
            if !high.is_empty() {
                most = repetitions(&high)?;
                if most < least {
                    let back = self.tokens.tell() - here;
                    return Err(self.tokens.error("min repeat greater than max repeat", back));
                }
            }
        }
        let back = self.tokens.tell() - here + 1;
        match sequence.last() {
            None | Some(Node::At(_)) => return Err(self.tokens.error("nothing to repeat", back)),
            Some(Node::Repeat { .. }) => return Err(self.tokens.error("multiple repeat", back)),
            Some(_) => {}
        }
        let body = match sequence.pop() {
            Some(Node::Group { number: None, add_flags: 0, drop_flags: 0, body }) => body,
            other => other.into_iter().collect(),
        };
        let kind = if self.tokens.take_if('?')? {
            RepeatKind::Lazy
        } else if self.tokens.take_if('+')? {
            RepeatKind::Possessive
        } else {
            RepeatKind::Greedy
        };
        sequence.push(Node::Repeat { kind, least, most, body });
        Ok(())
    }

    /// What follows an opening parenthesis; `None` for a comment and for flags of the whole.
    fn group(&mut self, verbose: bool, nested: usize, first: bool) -> Parse<Option<Node>> {
        let start = self.tokens.tell() - 1;
        if !self.tokens.take_if('?')? {
            return self.captured(None, verbose, nested, start).map(Some);
        }
        let Some(token) = self.tokens.take()? else { return Err(self.tokens.error("unexpected end of pattern", 0)) };
        let char = match token {
            Token::Char(char) => char,
            Token::Escape(_) => {
                return Err(self.tokens.error(format!("unknown extension ?{token}"), token.length() + 1));
            }
        };
        match char {
            'P' => self.python_extension(verbose, nested, start).map(Some),
            ':' => self.uncaptured(0, 0, verbose, nested, start).map(Some),
            '#' => self.comment(start).map(|()| None),
            '=' | '!' => self.look(false, char == '!', verbose, nested, start).map(Some),
            '<' => match self.tokens.take()? {
                None => Err(self.tokens.error("unexpected end of pattern", 0)),
                Some(Token::Char(char @ ('=' | '!'))) => self.look(true, char == '!', verbose, nested, start).map(Some),
                Some(other) => Err(self.tokens.error(format!("unknown extension ?<{other}"), other.length() + 2)),
            },
            '(' => self.conditional(verbose, nested, start).map(Some),
            '>' => {
                let body = self.alternatives(verbose, nested + 1)?;
                self.close(start)?;
                Ok(Some(Node::Atomic(body)))
            }
            char if char == '-' || self.flag(char).is_some() => match self.inline_flags(char)? {
                None => {
                    if !first {
                        let back = self.tokens.tell() - start;
                        return Err(self.tokens.error("global flags not at the start of the expression", back));
                    }
                    Ok(None)
                }
                Some((add, drop)) => self.uncaptured(add, drop, verbose, nested, start).map(Some),
            },
            char => Err(self.tokens.error(format!("unknown extension ?{char}"), 2)),
        }
    }

    fn close(&mut self, start: usize) -> Parse<()> {
        if self.tokens.take_if(')')? {
            return Ok(());
        }
        Err(self.tokens.error("missing ), unterminated subpattern", self.tokens.tell() - start))
    }

    fn captured(&mut self, name: Option<String>, verbose: bool, nested: usize, start: usize) -> Parse<Node> {
        let number = self.widths.len();
        self.widths.push(None);
        if number >= MOST_GROUPS {
            return Err(PatternError::Syntax { message: "too many groups".to_owned(), position: None });
        }
        if let Some(name) = name {
            if let Some((_, old)) = self.names.iter().find(|(known, _)| *known == name) {
                let shown = quoted(&name);
                let message = format!("redefinition of group name {shown} as group {number}; was group {old}");
                return Err(self.tokens.error(message, name.chars().count() + 1));
            }
            self.names.push((name, number));
        }
        let body = self.alternatives(verbose, nested + 1)?;
        self.close(start)?;
        let width = node::width(&body, &self.widths);
        if let Some(place) = self.widths.get_mut(number) {
            *place = Some(width);
        }
        Ok(Node::Group { number: Some(number), add_flags: 0, drop_flags: 0, body })
    }

    fn uncaptured(&mut self, add: u32, drop: u32, verbose: bool, nested: usize, start: usize) -> Parse<Node> {
        let verbose = (verbose || add & flags::VERBOSE != 0) && drop & flags::VERBOSE == 0;
        let body = self.alternatives(verbose, nested + 1)?;
        self.close(start)?;
        Ok(Node::Group { number: None, add_flags: add, drop_flags: drop, body })
    }

    fn python_extension(&mut self, verbose: bool, nested: usize, start: usize) -> Parse<Node> {
        if self.tokens.take_if('<')? {
            let name = self.tokens.take_until('>', "group name")?;
            self.tokens.check_group_name(&name, 1)?;
            return self.captured(Some(name), verbose, nested, start);
        }
        if self.tokens.take_if('=')? {
            let name = self.tokens.take_until(')', "group name")?;
            self.tokens.check_group_name(&name, 1)?;
            let group = self.named(&name)?;
            return self.reference(group, name.chars().count() + 1);
        }
        match self.tokens.take()? {
            None => Err(self.tokens.error("unexpected end of pattern", 0)),
            Some(token) => Err(self.tokens.error(format!("unknown extension ?P{token}"), token.length() + 2)),
        }
    }

    fn named(&self, name: &str) -> Parse<usize> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some((_, group)) => Ok(*group),
            None => {
                let message = format!("unknown group name {}", quoted(name));
                Err(self.tokens.error(message, name.chars().count() + 1))
            }
        }
    }

    fn comment(&mut self, start: usize) -> Parse<()> {
        loop {
            match self.tokens.take()? {
                Some(Token::Char(')')) => return Ok(()),
                Some(_) => {}
                None => {
                    let back = self.tokens.tell() - start;
                    return Err(self.tokens.error("missing ), unterminated comment", back));
                }
            }
        }
    }

    fn look(&mut self, behind: bool, negated: bool, verbose: bool, nested: usize, start: usize) -> Parse<Node> {
        let outside = self.behind_groups;
        if behind && outside.is_none() {
            self.behind_groups = Some(self.widths.len());
        }
        let body = self.alternatives(verbose, nested + 1)?;
        if behind {
            self.behind_groups = outside;
        }
        self.close(start)?;
        if negated && body.is_empty() {
            return Ok(Node::Failure);
        }
        Ok(Node::Look { behind, negated, body })
    }

    fn conditional(&mut self, verbose: bool, nested: usize, start: usize) -> Parse<Node> {
        if nested > DEEPEST {
            return Err(PatternError::TooDeep);
        }
        let name = self.tokens.take_until(')', "group name")?;
        let length = name.chars().count();
        let group = if name.bytes().all(|byte| byte.is_ascii_digit()) {
            match name.parse::<usize>() {
                Ok(0) => return Err(self.tokens.error("bad group number", length + 1)),
                Ok(group) if group < MOST_GROUPS => {
                    let position = self.tokens.tell().saturating_sub(length + 1);
                    self.conditions.push((group, position));
                    group
                }
                _ => return Err(self.tokens.error(format!("invalid group reference {name}"), length + 1)),
            }
        } else {
            self.tokens.check_group_name(&name, 1)?;
            self.named(&name)?
        };
        self.check_behind(group)?;
        let yes = self.sequence(verbose, nested + 1, false)?;
        let no = if self.tokens.take_if('|')? {
            let no = self.sequence(verbose, nested + 1, false)?;
            if self.tokens.next == Some(Token::Char('|')) {
                return Err(self.tokens.error("conditional backref with more than two branches", 0));
            }
            Some(no)
        } else {
            None
        };
        self.close(start)?;
        Ok(Node::Conditional { group, yes, no })
    }

    fn flag(&self, char: char) -> Option<u32> {
        Some(match char {
            'i' => flags::IGNORE_CASE,
            'L' => flags::LOCALE,
            'm' => flags::MULTI_LINE,
            's' => flags::DOT_ALL,
            'x' => flags::VERBOSE,
            'a' => flags::ASCII,
            'u' => flags::UNICODE,
            't' if self.dialect.minor < 13 => flags::TEMPLATE,
            _ => return None,
        })
    }

    /// `(?i)`, which is for the whole (`None`), or `(?i-s:`, which is for a group.
    fn inline_flags(&mut self, first: char) -> Parse<Option<(u32, u32)>> {
        let (mut add, mut drop) = (0, 0);
        let mut ended_by = first;
        if first != '-' {
            ended_by = self.flags_to_add(first, &mut add)?;
        }
        if ended_by == ')' {
            self.flags |= add;
            return Ok(None);
        }
        let global = flags::DEBUG | flags::TEMPLATE;
        if add & global != 0 {
            return Err(self.tokens.error("bad inline flags: cannot turn on global flag", 1));
        }
        if ended_by == '-' {
            self.flags_to_drop(&mut drop)?;
        }
        if drop & global != 0 {
            return Err(self.tokens.error("bad inline flags: cannot turn off global flag", 1));
        }
        if add & drop != 0 {
            return Err(self.tokens.error("bad inline flags: flag turned on and off", 1));
        }
        Ok(Some((add, drop)))
    }

    /// Takes flags up to `)`, `-` or `:`, which it gives.
    fn flags_to_add(&mut self, first: char, add: &mut u32) -> Parse<char> {
        let mut char = first;
        loop {
            let flag = self.flag(char).unwrap_or(0);
            if self.tokens.text && char == 'L' {
                let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                return Err(self.tokens.error(message, 0));
            }
            if !self.tokens.text && char == 'u' {
                let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                return Err(self.tokens.error(message, 0));
            }
            *add |= flag;
            if flag & flags::TYPE != 0 && *add & flags::TYPE != flag {
                let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return Err(self.tokens.error(message, 0));
            }
            match self.next_flag("missing -, : or )", "missing -, : or )", ")-:")? {
                (next, true) => return Ok(next),
                (next, false) => char = next,
            }
        }
    }

    fn flags_to_drop(&mut self, drop: &mut u32) -> Parse<()> {
        let (mut char, _) = self.next_flag("missing flag", "missing flag", "")?;
        loop {
            let flag = self.flag(char).unwrap_or(0);
            if flag & flags::TYPE != 0 {
                let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                return Err(self.tokens.error(message, 0));
            }
            *drop |= flag;
            match self.next_flag("missing :", "missing :", ":")? {
                (_, true) => return Ok(()),
                (next, false) => char = next,
            }
        }
    }

    /// The next flag, or (told by true) one of the characters that end the flags.
    fn next_flag(&mut self, at_end: &str, otherwise: &str, ends: &str) -> Parse<(char, bool)> {
        match self.tokens.take()? {
            None => Err(self.tokens.error(at_end, 0)),
            Some(Token::Char(char)) if ends.contains(char) => Ok((char, true)),
            Some(Token::Char(char)) if self.flag(char).is_some() => Ok((char, false)),
            Some(token) => {
                let letter = matches!(token, Token::Char(char) if char.is_alphabetic());
                Err(self.tokens.error(if letter { "unknown flag" } else { otherwise }, token.length()))
            }
        }
    }
}

fn repetitions(digits: &str) -> Parse<u32> {
    match digits.parse::<u64>() {
        Ok(number) if number < TOO_MANY => Ok(number as u32),
        _ => Err(PatternError::Overflow("the repetition number is too large".to_owned())),
    }
}
