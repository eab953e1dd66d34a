//! A code object as text, for tests and for those who look into the compiler.

use std::fmt::Write as _;

use super::code::{BinaryOperator, Code, Comparison, Op, SUPER_METHOD};
use crate::python::machine::Machine;
use crate::python::object::{Body, Ref};

impl Code {
    /// One line an instruction: number, line of the source, operation, argument and what it means.
    pub fn listing(&self, machine: &Machine) -> String {
        let mut text = String::new();
        for (at, (instruction, position)) in self.instructions.iter().zip(&self.positions).enumerate() {
            let meaning = self.meaning(machine, instruction.op, instruction.arg);
            let op = format!("{:?}", instruction.op);
            let _ = writeln!(text, "{at:3} {:3} {op:18} {meaning}", position.line);
        }
        for row in &self.handlers {
            let number = if row.push_instruction { ", instruction" } else { "" };
            let _ = writeln!(text, "{}..{} -> {} [{}{number}]", row.start, row.end, row.target, row.depth);
        }
        text.lines().map(str::trim_end).fold(String::new(), |all, line| all + line + "\n")
    }

    fn meaning(&self, machine: &Machine, op: Op, arg: u32) -> String {
        let name = |names: &[Ref], place: u32| match names.get(place as usize) {
            Some(name) => shown(machine, *name),
            None => "?".to_owned(),
        };
        match op {
            Op::LoadConst => name(&self.constants, arg),
            Op::LoadName | Op::StoreName | Op::DeleteName | Op::LoadGlobal | Op::StoreGlobal | Op::DeleteGlobal => {
                name(&self.names, arg)
            }
            Op::LoadAttr | Op::StoreAttr | Op::DeleteAttr | Op::LoadMethod | Op::ImportName | Op::ImportFrom => {
                name(&self.names, arg)
            }
            Op::LoadSuperAttr if arg & SUPER_METHOD != 0 => {
                format!("{} method", name(&self.names, arg & !SUPER_METHOD))
            }
            Op::LoadSuperAttr => name(&self.names, arg),
            Op::LoadFast
            | Op::LoadFastBorrow
            | Op::StoreFast
            | Op::DeleteFast
            | Op::LoadFastAndClear
            | Op::MakeCell
            | Op::LoadDeref
            | Op::StoreDeref
            | Op::DeleteDeref
            | Op::LoadClassDeref
            | Op::LoadFromDictOrDeref => {
                self.locals.get(arg as usize).map_or("?".to_owned(), |local| local.text.clone())
            }
            Op::BinaryOp => {
                let inplace = if arg >= BinaryOperator::INPLACE { " in place" } else { "" };
                let operator = BinaryOperator::ALL.get((arg % BinaryOperator::INPLACE) as usize);
                format!("{}{inplace}", operator.map_or("?".to_owned(), |operator| format!("{operator:?}")))
            }
            Op::CompareOp => Comparison::ALL.get(arg as usize).map_or("?".to_owned(), |each| format!("{each:?}")),
            Op::Nop | Op::Resume | Op::PopTop | Op::PushNull | Op::BinarySubscript | Op::BinarySlice => String::new(),
            Op::StoreSubscript | Op::StoreSlice | Op::DeleteSubscript | Op::UnaryNegative | Op::UnaryPositive => {
                String::new()
            }
            Op::UnaryInvert | Op::UnaryNot | Op::ListToTuple | Op::GetIter | Op::EndFor | Op::ReturnValue => {
                String::new()
            }
            Op::LoadBuildClass | Op::ImportStar | Op::PushExcInfo | Op::PopExcept | Op::CheckExcMatch => String::new(),
            _ => arg.to_string(),
        }
    }
}

/// A constant in short.
fn shown(machine: &Machine, object: Ref) -> String {
    match machine.heap.body(object) {
        Body::Str(text) => format!("{:?}", &*text.text),
        Body::Int(value) => value.to_string(),
        Body::BigInt(value) => value.to_string(),
        Body::Float(value) => format!("{value:?}"),
        Body::Code(code) => format!("<code {}>", code.qualified_name),
        Body::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(machine, *item)).collect();
            format!("({})", items.join(", "))
        }
        Body::Set(set) => {
            let items: Vec<String> = set.keys().map(|item| shown(machine, item)).collect();
            format!("frozenset({})", items.join(", "))
        }
        Body::Plain if object == crate::python::object::known::NONE => "None".to_owned(),
        Body::Plain if object == crate::python::object::known::ELLIPSIS => "...".to_owned(),
        Body::Bytes(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes)),
        _ => "object".to_owned(),
    }
}
