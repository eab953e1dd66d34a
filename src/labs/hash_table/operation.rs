//! What is done to the table, one key at a time, and as which line of Python.

use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

/// One operation; its key as it was typed, which is a Python literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    pub kind: Kind,
    pub key: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Insert,
    LookUp,
    Delete,
}

/// A dict or a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Dict,
    Set,
}

impl Operation {
    /// # Errors
    /// What is wrong with the key, in words.
    pub fn new(kind: Kind, key: &str) -> Result<Self, String> {
        Ok(Self { kind, key: check(key.trim())? })
    }

    /// The line of Python that does it as operation number `number`; a missing key is no error.
    pub fn line(&self, container: Container, number: usize) -> String {
        let key = &self.key;
        match (container, self.kind) {
            (Container::Dict, Kind::Insert) => format!("d[{key}] = {number}"),
            (Container::Dict, Kind::LookUp) => format!("d.get({key})"),
            (Container::Dict, Kind::Delete) => format!("d.pop({key}, None)"),
            (Container::Set, Kind::Insert) => format!("s.add({key})"),
            (Container::Set, Kind::LookUp) => format!("{key} in s"),
            (Container::Set, Kind::Delete) => format!("s.discard({key})"),
        }
    }
}

impl Container {
    /// What the program calls it.
    pub fn name(self) -> &'static str {
        match self {
            Container::Dict => "d",
            Container::Set => "s",
        }
    }

    /// The line that makes an empty one.
    pub fn first_line(self) -> &'static str {
        match self {
            Container::Dict => "d = {}",
            Container::Set => "s = set()",
        }
    }
}

/// Longer keys than this are no use in a picture.
const LONGEST: usize = 200;

/// An insertion for each key of a comma-separated list.
///
/// # Errors
/// What is wrong with one of them, in words.
pub fn inserts(list: &str) -> Result<Vec<Operation>, String> {
    Ok(keys(list)?.into_iter().map(|key| Operation { kind: Kind::Insert, key }).collect())
}

/// The keys of a comma-separated list, each as it was typed.
///
/// # Errors
/// What is wrong with one of them, in words.
pub fn keys(list: &str) -> Result<Vec<String>, String> {
    let list = list.trim();
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!("[{list}\n]");
    let parsed = ruff_python_parser::parse_expression(&text).map_err(|error| format!("{list}: {}", error.error))?;
    let Expr::List(parts) = parsed.expr() else { return Err(format!("{list} is no list of keys")) };
    let source = |part: &Expr| {
        let range = ruff_text_size::Ranged::range(part);
        text.get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default().to_owned()
    };
    parts.iter().map(|part| check(&bracketed(part, source(part)))).collect()
}

/// With the brackets that a tuple needs to be one argument.
fn bracketed(part: &Expr, source: String) -> String {
    if part.as_tuple_expr().is_some_and(|tuple| !tuple.parenthesized) { format!("({source})") } else { source }
}

/// The literal that can be a key, without what stands around it.
fn check(key: &str) -> Result<String, String> {
    if key.is_empty() {
        return Err("a key is wanted, such as 'ham', 42 or (1, 2)".to_owned());
    }
    if key.len() > LONGEST {
        return Err(format!("a key of {} characters is too long to draw; {LONGEST} are the most", key.len()));
    }
    if key.contains(['\n', '\r']) {
        return Err("a key stands on one line".to_owned());
    }
    let parsed = ruff_python_parser::parse_expression(key).map_err(|error| {
        let hint =
            if key.chars().all(char::is_alphanumeric) { format!("; did you mean '{key}'?") } else { String::new() };
        format!("{key} is no Python literal: {}{hint}", error.error)
    })?;
    literal(parsed.expr(), key)?;
    let range = ruff_text_size::Ranged::range(parsed.expr());
    let literal = key.get(range.start().to_usize()..range.end().to_usize()).unwrap_or(key);
    Ok(bracketed(parsed.expr(), literal.to_owned()))
}

fn literal(expression: &Expr, key: &str) -> Result<(), String> {
    let changeable = |what: &str| Err(format!("{key}: a {what} can change, so it has no hash and cannot be a key"));
    match expression {
        Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_) => Ok(()),
        Expr::Tuple(tuple) => tuple.iter().try_for_each(|item| literal(item, key)),
        Expr::UnaryOp(unary) if matches!(unary.op, UnaryOp::USub | UnaryOp::UAdd) && is_number(&unary.operand) => {
            Ok(())
        }
        // A complex number with a real part.
        Expr::BinOp(sum)
            if matches!(sum.op, Operator::Add | Operator::Sub) && is_number(&sum.left) && is_imaginary(&sum.right) =>
        {
            Ok(())
        }
        Expr::List(_) | Expr::ListComp(_) => changeable("list"),
        Expr::Dict(_) | Expr::DictComp(_) => changeable("dict"),
        Expr::Set(_) | Expr::SetComp(_) => changeable("set"),
        Expr::Name(name) => Err(format!("{key} is no literal; did you mean '{}'?", name.id)),
        _ => Err(format!("{key} is no literal: a number, a string, None, True, False, or a tuple of such")),
    }
}

fn is_number(expression: &Expr) -> bool {
    match expression {
        Expr::NumberLiteral(_) => true,
        Expr::UnaryOp(unary) => matches!(unary.op, UnaryOp::USub | UnaryOp::UAdd) && is_number(&unary.operand),
        _ => false,
    }
}

fn is_imaginary(expression: &Expr) -> bool {
    matches!(expression, Expr::NumberLiteral(number) if matches!(number.value, Number::Complex { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn refused(key: &str, expected: &str) {
        let error = Operation::new(Kind::Insert, key).expect_err("a refusal");
        assert!(error.contains(expected), "{key}: {error}");
    }

    #[test]
    fn literals_are_keys() {
        for key in [
            "'ham'",
            "42",
            "-7",
            "1.5",
            "1e400",
            "2+3j",
            "-1-2j",
            "b'x'",
            "None",
            "True",
            "(1, (2, 'a'))",
            "()",
            "1, 2",
            "'a' 'b'",
            "0xff",
        ] {
            assert!(Operation::new(Kind::Insert, key).is_ok(), "{key}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused_in_words() {
        refused("", "a key is wanted");
        refused("ham", "did you mean 'ham'?");
        refused("[1]", "a list can change");
        refused("(1, {})", "a dict can change");
        refused("f'{x}'", "no literal");
        refused("print()", "no literal");
        refused("1 +", "no Python literal");
        refused(&"9".repeat(201), "too long");
        refused("'a\nb'", "one line");
    }

    #[test]
    fn a_list_of_keys_is_taken_apart() {
        assert_eq!(keys("'a, b', 8, (1, 2), -3,"), Ok(["'a, b'", "8", "(1, 2)", "-3"].map(str::to_owned).to_vec()));
        assert_eq!(keys("  "), Ok(Vec::new()));
        assert!(keys("1] + [2").is_err());
        assert!(keys("1, [2]").is_err());
    }

    #[test]
    fn what_stands_around_a_key_is_left_out() {
        let key = |text| Operation::new(Kind::Insert, text).map(|operation| operation.key);
        assert_eq!(key(" 'a'  # ham"), Ok("'a'".to_owned()));
        assert_eq!(key("1, 2"), Ok("(1, 2)".to_owned()));
        assert_eq!(key("(1, 2), (3,)"), Ok("((1, 2), (3,))".to_owned()));
    }

    #[test]
    fn operations_are_lines_of_python() {
        let line = |kind, container| Operation { kind, key: "'a'".into() }.line(container, 3);
        assert_eq!(line(Kind::Insert, Container::Dict), "d['a'] = 3");
        assert_eq!(line(Kind::Delete, Container::Set), "s.discard('a')");
    }

    proptest! {
        #[test]
        fn any_text_is_a_key_or_refused(text in ".{0,40}") {
            let _ = Operation::new(Kind::Insert, &text);
            let _ = keys(&text);
        }
    }
}
