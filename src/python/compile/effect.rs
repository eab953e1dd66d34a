//! What each instruction takes from the stack and puts there.

use super::code::{Op, SUPER_METHOD};

/// Values that the instruction pops and pushes when it does not jump; what it only looks at is not counted.
pub(super) fn effect(op: Op, arg: u32) -> (u32, u32) {
    match op {
        Op::Nop | Op::Resume | Op::Swap | Op::DeleteFast | Op::MakeCell | Op::CopyFreeVars => (0, 0),
        Op::DeleteDeref | Op::DeleteName | Op::DeleteGlobal | Op::SetupAnnotations => (0, 0),
        Op::JumpForward | Op::JumpBackward => (0, 0),
        Op::Copy | Op::PushNull | Op::LoadConst | Op::LoadSmallInt | Op::LoadFast | Op::LoadFastBorrow => (0, 1),
        Op::LoadFastAndClear | Op::LoadDeref | Op::LoadClassDeref | Op::LoadName | Op::LoadGlobal => (0, 1),
        Op::LoadBuildClass | Op::LoadAssertionError | Op::LoadLocals | Op::ReturnGenerator => (0, 1),
        Op::ForIter | Op::ImportFrom | Op::WithExceptStart => (0, 1),
        Op::PopTop | Op::StoreFast | Op::StoreDeref | Op::StoreName | Op::StoreGlobal | Op::DeleteAttr => (1, 0),
        Op::ListAppend | Op::SetAdd | Op::ListExtend | Op::SetUpdate | Op::DictUpdate | Op::DictMerge => (1, 0),
        Op::EndFor | Op::PopJumpIfTrue | Op::PopJumpIfFalse | Op::PopJumpIfNone | Op::PopJumpIfNotNone => (1, 0),
        Op::PrintExpr | Op::ReturnValue | Op::ImportStar | Op::PopExcept | Op::Reraise => (1, 0),
        Op::LoadAttr | Op::UnaryNegative | Op::UnaryPositive | Op::UnaryInvert | Op::UnaryNot | Op::ToBool => (1, 1),
        Op::LoadFromDictOrGlobals | Op::LoadFromDictOrDeref => (1, 1),
        Op::ListToTuple | Op::GetIter | Op::CheckExcMatch | Op::YieldValue | Op::Send => (1, 1),
        Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAiter | Op::AsyncGenWrap => (1, 1),
        Op::GetAnext => (0, 1),
        Op::EndAsyncFor => (2, 0),
        Op::LoadMethod | Op::PushExcInfo | Op::BeforeWith | Op::BeforeAsyncWith => (1, 2),
        Op::LoadSuperAttr if arg & SUPER_METHOD != 0 => (3, 2),
        Op::LoadSuperAttr => (3, 1),
        Op::StoreAttr | Op::DeleteSubscript | Op::MapAdd => (2, 0),
        Op::BinaryOp | Op::BinarySubscript | Op::CompareOp | Op::IsOp | Op::ContainsOp | Op::ImportName => (2, 1),
        Op::CheckEgMatch => (2, 2),
        Op::PrepareReraiseStar => (2, 1),
        Op::MatchSequence | Op::MatchMapping | Op::MatchKeys | Op::GetLength => (0, 1),
        Op::MatchClass => (3, 1),
        Op::StoreSubscript => (3, 0),
        Op::BinarySlice => (3, 1),
        Op::StoreSlice => (4, 0),
        Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString | Op::BuildSlice => (arg, 1),
        Op::BuildMap => (2 * arg, 1),
        Op::BuildConstKeyMap => (arg + 1, 1),
        Op::UnpackSequence => (1, arg),
        Op::UnpackEx => (1, (arg & 0xff) + 1 + (arg >> 8)),
        Op::Call => (arg + 2, 1),
        Op::CallKeywords => (arg + 3, 1),
        Op::CallEx => (3 + arg, 1),
        Op::MakeFunction => (1 + arg.count_ones(), 1),
        Op::FormatValue => (1 + u32::from(arg & 4 != 0), 1),
        Op::RaiseVarargs => (arg, 0),
    }
}

/// Whether control never goes on to the next instruction.
pub(super) fn is_terminal(op: Op) -> bool {
    matches!(op, Op::JumpForward | Op::JumpBackward | Op::ReturnValue | Op::RaiseVarargs | Op::Reraise)
}

/// Values that a jump to the instruction's target leaves of those that going on leaves.
pub(super) fn jump_pushes(op: Op) -> u32 {
    match op {
        Op::ForIter => 0,
        other => effect(other, 0).1,
    }
}
