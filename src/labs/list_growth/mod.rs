//! The list-growth lab: appends under three growth rules.

pub mod rule;
