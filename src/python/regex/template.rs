//! What `sub` and `expand` put in: text and references to groups (`re._parser.parse_template`).

use super::escape::{control, is_octal, octal};
use super::token::{Token, Tokens, quoted};
use super::{Dialect, PatternError};

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Group(usize),
}

/// Reads a template for a pattern with these groups.
pub fn parse_template(
    source: &[char],
    groups: usize,
    names: &[(String, usize)],
    dialect: Dialect,
) -> Result<Vec<Piece>, PatternError> {
    let mut tokens = Tokens::new(source, dialect.text)?;
    let mut pieces = Vec::new();
    let mut text = String::new();
    while let Some(token) = tokens.take()? {
        let char = match token {
            Token::Char(char) => {
                text.push(char);
                continue;
            }
            Token::Escape(char) => char,
        };
        let (group, back) = match char {
            'g' => named_group(&mut tokens, names)?,
            '0' => {
                let digits = tokens.take_while(2, is_octal)?;
                let code = u32::from_str_radix(&digits, 8).unwrap_or(0) & 0xff;
                text.extend(char::from_u32(code));
                continue;
            }
            '1'..='9' => {
                let mut digits = char.to_string();
                if let Some(second) = tokens.take_char_if(|char| char.is_ascii_digit())? {
                    digits.push(second);
                    if is_octal(char)
                        && is_octal(second)
                        && let Some(third) = tokens.take_char_if(is_octal)?
                    {
                        digits.push(third);
                        text.extend(char::from_u32(octal(&tokens, &digits)?));
                        continue;
                    }
                }
                (digits.parse().unwrap_or(usize::MAX), digits.len())
            }
            char => {
                match control(char).and_then(char::from_u32) {
                    Some(control) => text.push(control),
                    None if char.is_ascii_alphabetic() => {
                        return Err(tokens.error(format!("bad escape \\{char}"), 2));
                    }
                    None => text.extend(['\\', char]),
                }
                continue;
            }
        };
        if group > groups {
            return Err(tokens.error(format!("invalid group reference {group}"), back));
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Group(group));
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

/// `\g<name>` or `\g<1>`: the group's number, and how far back an error about it points.
fn named_group(tokens: &mut Tokens<'_>, names: &[(String, usize)]) -> Result<(usize, usize), PatternError> {
    if !tokens.take_if('<')? {
        return Err(tokens.error("missing <", 0));
    }
    let name = tokens.take_until('>', "group name")?;
    let back = name.chars().count() + 1;
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return match name.parse() {
            Ok(group) if group < 1_073_741_823 => Ok((group, back)),
            _ => Err(tokens.error(format!("invalid group reference {name}"), back)),
        };
    }
    tokens.check_group_name(&name, 1)?;
    match names.iter().find(|(known, _)| *known == name) {
        Some((_, group)) => Ok((*group, back)),
        None => Err(PatternError::Index(format!("unknown group name {}", quoted(&name)))),
    }
}
