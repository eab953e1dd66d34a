//! Parsing, and what the parser finds wrong in the words of CPython.

use ruff_python_ast::{ModExpression, ModModule};
use ruff_python_parser::{ParseError, Parsed};

use super::compiler::Compiled;
use super::source::Source;
use crate::python::eval::stop::SourceError;
use crate::python::version::Version;

pub(super) fn parse_module(source: &Source<'_>, version: Version) -> Compiled<Parsed<ModModule>> {
    let _ = version;
    ruff_python_parser::parse_module(source.text).map_err(|error| told(source, &error))
}

pub(super) fn parse_expression(source: &Source<'_>) -> Compiled<Parsed<ModExpression>> {
    ruff_python_parser::parse_expression(source.text).map_err(|error| told(source, &error))
}

fn told(source: &Source<'_>, error: &ParseError) -> SourceError {
    source.syntax_error("invalid syntax", error.location)
}
