//! What `wasm-bindgen` leaves in a module for itself, and nobody asks for afterwards.

use super::{cut, parse};
use walrus::{ElementItems, ExportItem, FunctionId, Module, passes};

/// Takes away what only `wasm-bindgen` looked for.
///
/// For each type of closure that a library speaks of there is a function through which JavaScript calls it. While the
/// glue is written it is found by its place in the table of functions; those that are used are exported then, and no
/// code calls any by its place; a module whose glue knows the table is refused.
pub fn drop(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut module = parse(bytes)?;
    let table = cut::table(&module)?;
    if module.exports.iter().any(|export| matches!(export.item, ExportItem::Table(id) if id == table)) {
        return Err("the glue knows the table of functions, and may call closures by their place".to_owned());
    }
    let segments: Vec<_> = module.elements.iter().map(|segment| segment.id()).collect();
    for segment in segments {
        let ElementItems::Functions(functions) = &module.elements.get(segment).items else { continue };
        let Some(other) = functions.iter().copied().find(|id| !calls_closure(&module, *id)) else { continue };
        // Places cannot be empty.
        let asked = |id: &FunctionId| if calls_closure(&module, *id) { other } else { *id };
        let asked = functions.iter().map(asked).collect();
        module.elements.get_mut(segment).items = ElementItems::Functions(asked);
    }
    passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

fn calls_closure(module: &Module, id: FunctionId) -> bool {
    module.funcs.get(id).name.as_ref().is_some_and(|name| name.contains("closures::_::invoke::<"))
}
