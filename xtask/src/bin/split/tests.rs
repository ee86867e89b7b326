//! A small module, cut in two.

use super::{cut, parse, unasked, watch};
use std::collections::HashSet;
use walrus::ir::BinaryOp;
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, Module, RefType, ValType, ir::Value,
};

/// `read` calls nothing; `act` calls `idle` and `both`; `idle` calls `helper`, which nobody else calls, and `both`.
fn module() -> Vec<u8> {
    let mut module = Module::default();
    let table = module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
    let complete = function(&mut module, "complete_now", &[]);
    let both = function(&mut module, "both", &[]);
    let helper = function(&mut module, "helper", &[]);
    let idle = function(&mut module, "idle", &[helper, both]);
    let act = function(&mut module, "act", &[idle, both]);
    let read = function(&mut module, "read", &[]);
    let slots = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(0)) };
    let element = module.elements.add(slots, ElementItems::Functions(vec![read]));
    module.tables.get_mut(table).elem_segments.insert(element);
    for (name, function) in [("complete_now", complete), ("act", act), ("read", read)] {
        module.exports.add(name, function);
    }
    module.emit_wasm()
}

/// A function that is larger than a door and calls others.
fn function(module: &mut Module, name: &str, calls: &[FunctionId]) -> FunctionId {
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.name(name.to_owned());
    let scratch = module.locals.add(ValType::I32);
    let mut body = builder.func_body();
    for value in 0..5 {
        body.local_get(scratch).i32_const(value).binop(BinaryOp::I32Add).local_set(scratch);
    }
    for call in calls {
        body.call(*call);
    }
    builder.finish(vec![], &mut module.funcs)
}

#[test]
fn of_functions_that_call_closures_those_stay_that_are_exported() {
    let mut module = parse(&module()).unwrap();
    let known = function(&mut module, "a::closures::_::invoke::<bool>", &[]);
    let other = function(&mut module, "a::closures::_::invoke::<i8>", &[]);
    module.exports.add("known", known);
    let element = module.elements.iter().next().unwrap().id();
    let ElementItems::Functions(places) = &mut module.elements.get_mut(element).items else { unreachable!() };
    places.extend([known, other]);
    let bytes = unasked::drop(&module.emit_wasm()).unwrap();
    let module = parse(&bytes).unwrap();
    let names: Vec<_> = module.funcs.iter().filter_map(|function| function.name.as_deref()).collect();
    assert!(names.contains(&"a::closures::_::invoke::<bool>"), "{names:?}");
    assert!(!names.contains(&"a::closures::_::invoke::<i8>"), "{names:?}");
    wasmparser::validate(&bytes).unwrap();
}

#[test]
fn a_module_whose_glue_knows_the_table_of_functions_is_refused() {
    let mut module = parse(&module()).unwrap();
    assert!(unasked::drop(&module.emit_wasm()).is_ok());
    let table = cut::table(&module).unwrap();
    module.exports.add("table", table);
    assert!(unasked::drop(&module.emit_wasm()).is_err());
}

#[test]
fn what_only_idle_functions_call_moves_with_them() {
    let bytes = module();
    let (mut primary, mut deferred) = (parse(&bytes).unwrap(), parse(&bytes).unwrap());
    let complete = cut::complete(&primary).unwrap();
    let name = cut::table_name(&bytes);
    cut::cut(&mut primary, &mut deferred, &HashSet::from(["idle"]), &name, Some(complete)).unwrap();
    let exports: Vec<_> = primary.exports.iter().map(|export| export.name.clone()).collect();
    assert!(exports.iter().any(|name| name.starts_with("deferred-")), "{exports:?}");
    assert_eq!(deferred.exports.iter().count(), 0);
    // `idle` and `helper` are in the second half, with a door back to `both`.
    assert_eq!(deferred.funcs.iter_local().count(), 3);
    // In their place the first half has one door.
    assert_eq!(primary.funcs.iter_local().count(), 5);
    for half in [primary.emit_wasm(), deferred.emit_wasm()] {
        wasmparser::validate(&half).unwrap();
    }
}

#[test]
fn what_fetches_the_second_half_is_not_in_it() {
    let bytes = module();
    let (mut primary, mut deferred) = (parse(&bytes).unwrap(), parse(&bytes).unwrap());
    cut::cut(&mut primary, &mut deferred, &HashSet::from(["complete_now"]), "deferred-1", None).unwrap();
    assert_eq!(deferred.funcs.iter_local().count(), 0);
}

#[test]
fn a_watched_module_needs_the_gate() {
    assert!(watch::watch(&mut parse(&module()).unwrap()).is_err());
}

#[test]
fn what_is_cut_again_links_with_both() {
    let bytes = module();
    let (mut primary, mut acting) = (parse(&bytes).unwrap(), parse(&bytes).unwrap());
    let complete = cut::complete(&primary).unwrap();
    cut::cut(&mut primary, &mut acting, &HashSet::from(["idle"]), "deferred-1", Some(complete)).unwrap();
    let first = primary.emit_wasm();
    let (mut primary, mut drawing) = (parse(&first).unwrap(), parse(&first).unwrap());
    cut::cut(&mut primary, &mut drawing, &HashSet::from(["both"]), "deferred-1", None).unwrap();
    // Only `both`; its door in the first waits for nobody.
    assert_eq!(drawing.funcs.iter_local().count(), 1);
    let exports: Vec<_> = primary.exports.iter().map(|export| export.name.clone()).collect();
    let named = exports.iter().collect::<HashSet<_>>();
    assert_eq!(named.len(), exports.len(), "{exports:?}");
    for part in [&mut acting, &mut drawing] {
        assert!(part.imports.iter().all(|import| named.contains(&import.name)), "{exports:?}");
        // The table has grown since the first cut.
        assert!(part.tables.iter().all(|table| table.maximum.is_none()));
        wasmparser::validate(&part.emit_wasm()).unwrap();
    }
    wasmparser::validate(&primary.emit_wasm()).unwrap();
}
