//! Doors: functions that stand for one of the other half and call it through a slot of the table they share.

use super::cut::{Origin, Plan, functions, table};
use std::collections::HashMap;
use walrus::ir::Value;
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, ImportId, Module,
    TableId,
};

/// Puts a door in the place of each moved function that can be reached; the others go. Functions that are called back
/// get their slots.
pub fn to_deferred(
    primary: &mut Module,
    plan: &Plan,
    back: &[usize],
    before: Option<FunctionId>,
) -> Result<(), String> {
    let table = table(primary)?;
    plan.grow_table(primary.tables.get_mut(table), back.len());
    let functions = functions(primary);
    fill(primary, table, plan.back(), back.iter().map(|at| functions[*at]).collect());
    for (slot, at) in (plan.base..).zip(&plan.doors) {
        door(primary, functions[*at], before, table, slot);
    }
    Ok(())
}

/// Gives `deferred` doors to the functions of `primary` that it calls, and returns these in the order of their slots.
pub fn to_primary(
    deferred: &mut Module,
    plan: &Plan,
    origins: &HashMap<ImportId, Origin>,
) -> Result<Vec<usize>, String> {
    let table = table(deferred)?;
    let mut back = Vec::new();
    for id in functions(deferred) {
        let FunctionKind::Import(imported) = &deferred.funcs.get(id).kind else { continue };
        let import = imported.import;
        let Some(Origin::Function(at)) = origins.get(&import) else { continue };
        deferred.imports.delete(import);
        door(deferred, id, None, table, plan.back() + back.len() as u64);
        back.push(*at);
    }
    plan.grow_table(deferred.tables.get_mut(table), back.len());
    Ok(back)
}

/// Puts functions into the table, from the slot `first` on.
pub fn fill(module: &mut Module, table: TableId, first: u64, functions: Vec<FunctionId>) {
    let slots = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(first as i32)) };
    let element = module.elements.add(slots, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(element);
}

/// Replaces a function with one that calls what stands in a slot of the table, after `before`.
fn door(module: &mut Module, id: FunctionId, before: Option<FunctionId>, table: TableId, slot: u64) {
    let ty = module.funcs.get(id).ty();
    let (parameters, results) = {
        let ty = module.types.get(ty);
        (ty.params().to_vec(), ty.results().to_vec())
    };
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    let arguments: Vec<_> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut body = builder.func_body();
    if let Some(before) = before {
        body.call(before);
    }
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.i32_const(slot as i32).call_indirect(ty, table);
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}
