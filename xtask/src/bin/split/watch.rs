//! Makes a module remember which of its functions ran before an answer was read, before a thread was drawn, and before
//! anything had to wait for what only a reader who acts needs.

use super::name;
use std::collections::HashMap;
use walrus::ir::{BinaryOp, Value};
use walrus::{ConstExpr, FunctionId, GlobalId, Module, ValType};

/// Gives each function a global of its own, exported as `ran `, a number and the function's name: the sum of the bits that
/// none of the [`GATES`] had cleared when it ran.
pub fn watch(module: &mut Module) -> Result<(), String> {
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let mut cleared: HashMap<FunctionId, i32> = HashMap::new();
    for (gate, bits) in GATES {
        let found = functions.iter().copied().find(|id| name::of(module.funcs.get(*id)) == gate);
        cleared.insert(found.ok_or_else(|| format!("the module has no function {gate}"))?, bits);
    }
    let early = global(module, READ | ACTED | DRAWN);
    for (position, id) in functions.into_iter().enumerate() {
        let ran = global(module, 0);
        let function = module.funcs.get_mut(id);
        let export = format!("ran {position} {}", name::of(function));
        let mut body = function.kind.unwrap_local_mut().builder_mut().func_body();
        body.global_get_at(0, ran).global_get_at(1, early).binop_at(2, BinaryOp::I32Or).global_set_at(3, ran);
        if let Some(bits) = cleared.get(&id) {
            let others = Value::I32(!bits);
            body.global_get_at(0, early)
                .const_at(1, others)
                .binop_at(2, BinaryOp::I32And)
                .global_set_at(3, early);
        }
        module.exports.add(&export, ran);
    }
    Ok(())
}

/// The names of the functions of a module that is watched.
pub fn names(module: &Module) -> impl Iterator<Item = &str> {
    let ran = module.exports.iter().filter_map(|export| export.name.strip_prefix("ran ")?.split_once(' '));
    ran.map(|(_, name)| name)
}

fn global(module: &mut Module, value: i32) -> GlobalId {
    module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(value)))
}

/// Before an answer was read, before anything asked for the second half, and before a thread was drawn
/// (`xtask/src/profile.rs`).
const READ: i32 = 1;
const ACTED: i32 = 2;
const DRAWN: i32 = 4;
/// Functions that are called at these moments (`src/backend/deferred.rs`, `src/embed/mounted.rs`). What is drawn without having
/// asked, such as a mistake in the page's options, is drawn in one go here, so nothing of that counts as read.
const GATES: [(&str, i32); 3] = [
    ("causerie::backend::deferred::reading", READ),
    ("causerie::backend::deferred::is_complete", ACTED),
    ("<causerie::embed::mounted::Mounted>::draw", DRAWN),
];
