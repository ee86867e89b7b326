//! Makes a module remember which of its functions ran before anything had to wait for the second half.

use super::name;
use walrus::ir::{BinaryOp, Value};
use walrus::{ConstExpr, FunctionId, GlobalId, Module, ValType};

/// Gives each function a global of its own, exported as `ran `, a number and the function's name. It is 1 once the
/// function has run before [`GATE`] did.
pub fn watch(module: &mut Module) -> Result<(), String> {
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let gate = functions.iter().copied().find(|id| name::of(module.funcs.get(*id)) == GATE);
    let gate = gate.ok_or_else(|| format!("the module has no function {GATE}"))?;
    let early = global(module, 1);
    for (position, id) in functions.into_iter().enumerate() {
        let ran = global(module, 0);
        let function = module.funcs.get_mut(id);
        let export = format!("ran {position} {}", name::of(function));
        let mut body = function.kind.unwrap_local_mut().builder_mut().func_body();
        body.global_get_at(0, ran).global_get_at(1, early).binop_at(2, BinaryOp::I32Or).global_set_at(3, ran);
        if id == gate {
            body.const_at(0, Value::I32(0)).global_set_at(1, early);
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

/// Whatever may need the second half asks this function first (`src/backend/deferred.rs`).
const GATE: &str = "causerie::backend::deferred::is_complete";
