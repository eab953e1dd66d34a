//! The commonest operations on ints, by a short way.

use crate::python::compile::code::{BinaryOperator, Comparison};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref, known};

impl Machine {
    /// The two topmost values when both are plain ints that fit a machine word.
    #[inline]
    pub(super) fn two_ints(&self) -> Option<(i64, i64)> {
        let [.., left, right] = self.thread().values.as_slice() else { return None };
        let (left, right) = (self.heap.get(left.reference()), self.heap.get(right.reference()));
        match (&left.body, &right.body) {
            (Body::Int(a), Body::Int(b)) if left.class == known::INT && right.class == known::INT => Some((*a, *b)),
            _ => None,
        }
    }

    /// The commonest operations on ints, by the way that [`Machine::binary`] would take at length.
    #[inline]
    pub(super) fn quick_binary(&mut self, operator: BinaryOperator) -> Option<Ref> {
        let (left, right) = self.two_ints()?;
        let value = match operator {
            BinaryOperator::Add => left.checked_add(right)?,
            BinaryOperator::Subtract => left.checked_sub(right)?,
            BinaryOperator::Multiply => left.checked_mul(right)?,
            _ => return None,
        };
        Some(self.new_int(value))
    }

    /// The same for comparisons.
    #[inline]
    pub(super) fn quick_compare(&mut self, comparison: Comparison) -> Option<Ref> {
        let (left, right) = self.two_ints()?;
        let answer = match comparison {
            Comparison::Less => left < right,
            Comparison::LessEqual => left <= right,
            Comparison::Equal => left == right,
            Comparison::NotEqual => left != right,
            Comparison::Greater => left > right,
            Comparison::GreaterEqual => left >= right,
        };
        Some(self.new_bool(answer))
    }
}
