//! Makes a module remember which of its functions ran.

use super::name;
use walrus::ir::Value;
use walrus::{ConstExpr, FunctionId, Module, ValType};

/// Gives each function a global of its own, exported as `ran ` and the function's name, which is 1 once it has run.
pub fn watch(module: &mut Module) {
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for (position, id) in functions.into_iter().enumerate() {
        let zero = ConstExpr::Value(Value::I32(0));
        let ran = module.globals.add_local(ValType::I32, true, false, zero);
        let function = module.funcs.get_mut(id);
        let export = format!("ran {position} {}", name::of(function));
        let body = function.kind.unwrap_local_mut().builder_mut();
        body.func_body().global_set_at(0, ran).const_at(0, Value::I32(1));
        module.exports.add(&export, ran);
    }
}

/// The names of the functions of a module that is watched.
pub fn names(module: &Module) -> impl Iterator<Item = &str> {
    module
        .exports
        .iter()
        .filter_map(|export| export.name.strip_prefix("ran ")?.split_once(' '))
        .map(|(_, name)| name)
}
