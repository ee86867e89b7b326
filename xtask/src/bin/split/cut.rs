//! The parts of a module: what asks for a thread, what reads the answer, what draws it, and what only a reader who acts
//! needs.

use super::{doors, name};
use std::collections::{BTreeSet, HashMap, HashSet};
use walrus::ir::{Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ExportItem, FunctionId, FunctionKind, GlobalKind, ImportId, ImportedFunction,
    LocalFunction, Module, Table, TableId, passes,
};

/// Leaves in `primary` what is needed first and moves the functions named in `later` to `deferred`. Both are parsed
/// from the same bytes.
///
/// In `primary` a door stands in the place of each moved function that something there can reach: it calls the function
/// through a slot of the table that `deferred` fills, and before that `complete`, if it may be that nobody has fetched
/// `deferred`. The table is exported as `table_name`, unless it was before.
///
/// Where there is a `complete`, `deferred` reaches the functions of `primary` in the same way, so that they need no names, which
/// everybody would download. Otherwise it imports them: a door more is a function more to compile for a first thread.
pub fn cut(
    primary: &mut Module,
    deferred: &mut Module,
    later: &HashSet<&str>,
    table_name: &str,
    complete: Option<FunctionId>,
) -> Result<(), String> {
    let plan = Plan::new(primary, later)?;
    let origins = keep_moved(deferred, &plan)?;
    let back = match complete {
        Some(_) => doors::to_primary(deferred, &plan, &origins)?,
        None => Vec::new(),
    };
    export_to_deferred(primary, deferred, &origins, table_name)?;
    doors::to_deferred(primary, &plan, &back, complete)?;
    passes::gc::run(primary);
    Ok(())
}

/// A name for the table that parts of different builds do not share.
pub fn table_name(bytes: &[u8]) -> String {
    format!("deferred-{:016x}", hash(bytes))
}

/// Which functions move, as positions: those are the same in both copies of the module, ids are not.
pub struct Plan {
    moved: BTreeSet<usize>,
    /// Those of them that `primary` can reach; the place in this list is the place among the new slots.
    pub doors: Vec<usize>,
    /// The first new slot of the table.
    pub base: u64,
}

impl Plan {
    fn new(module: &Module, later: &HashSet<&str>) -> Result<Self, String> {
        let functions = functions(module);
        let position: HashMap<FunctionId, usize> =
            functions.iter().enumerate().map(|(position, id)| (*id, position)).collect();
        let mut calls: Vec<Vec<usize>> = vec![Vec::new(); functions.len()];
        let mut reached_by = calls.clone();
        for (id, body) in module.funcs.iter_local() {
            for called in called(body) {
                calls[position[&id]].push(position[&called]);
                reached_by[position[&called]].push(position[&id]);
            }
        }
        // What fetches the second half, and what waits for it, cannot be in it.
        let mut needed = vec![position[&complete(module)?]];
        let mut kept: HashSet<usize> = HashSet::new();
        while let Some(at) = needed.pop() {
            if kept.insert(at) {
                needed.extend(&calls[at]);
            }
        }
        let waits = |id: &FunctionId| name::of(module.funcs.get(*id)).contains(WAITING);
        kept.extend(functions.iter().filter(|id| waits(id)).map(|id| position[id]));
        let outside: HashSet<usize> = reached_from_outside(module).iter().map(|id| position[id]).collect();
        let is_reached = |at: usize, moved: &BTreeSet<usize>| {
            outside.contains(&at) || reached_by[at].iter().any(|caller| !moved.contains(caller))
        };

        let is_later = |at: &usize| later.contains(&*name::of(module.funcs.get(functions[*at])));
        let is_free = |at: &usize| {
            !kept.contains(at) && matches!(module.funcs.get(functions[*at]).kind, FunctionKind::Local(_))
        };
        let mut moved: BTreeSet<usize> = (0..functions.len()).filter(is_free).filter(is_later).collect();
        // What only moved functions call moves with them.
        loop {
            let more: Vec<usize> = (0..functions.len())
                .filter(is_free)
                .filter(|at| !moved.contains(at) && !is_reached(*at, &moved))
                .collect();
            if more.is_empty() {
                break;
            }
            moved.extend(more);
        }
        // A function smaller than its door stays.
        loop {
            let small: Vec<usize> = moved
                .iter()
                .copied()
                .filter(|at| is_reached(*at, &moved) && size(module, functions[*at]) < SMALL)
                .collect();
            if small.is_empty() {
                break;
            }
            moved.retain(|at| !small.contains(at));
        }
        let doors = moved.iter().copied().filter(|at| is_reached(*at, &moved)).collect();
        Ok(Self { moved, doors, base: module.tables.get(table(module)?).initial })
    }

    /// The first slot behind those of the doors.
    pub fn back(&self) -> u64 {
        self.base + self.doors.len() as u64
    }

    /// Makes room in the table for the doors and for as many functions that `deferred` calls.
    pub fn grow_table(&self, table: &mut Table, back: usize) {
        let slots = (self.doors.len() + back) as u64;
        table.initial += slots;
        table.maximum = table.maximum.map(|maximum| maximum + slots);
    }
}

/// All functions, by their positions.
pub fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(|function| function.id()).collect()
}

/// What every door calls first.
pub fn complete(module: &Module) -> Result<FunctionId, String> {
    module.exports.get_func(COMPLETE).map_err(|error| error.to_string())
}

/// The table that both halves share.
pub fn table(module: &Module) -> Result<TableId, String> {
    let table = module.tables.main_function_table().map_err(|error| error.to_string())?;
    table.ok_or_else(|| "the module has no table of functions".to_owned())
}

/// Turns everything but the moved functions into imports and returns which of `primary`'s each is.
fn keep_moved(deferred: &mut Module, plan: &Plan) -> Result<HashMap<ImportId, Origin>, String> {
    let mut origins = HashMap::new();
    let elements: Vec<_> = deferred.elements.iter().map(|element| element.id()).collect();
    elements.into_iter().for_each(|id| deferred.elements.delete(id));
    let data: Vec<_> = deferred.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|id| deferred.data.delete(id));
    let exports: Vec<_> = deferred.exports.iter().map(|export| export.id()).collect();
    exports.into_iter().for_each(|id| deferred.exports.delete(id));
    deferred.start = None;

    let functions = functions(deferred);
    for (at, id) in functions.iter().enumerate().filter(|(at, _)| !plan.moved.contains(at)) {
        let function = deferred.funcs.get(*id);
        let import = match &function.kind {
            FunctionKind::Import(imported) => imported.import,
            _ => {
                let ty = function.ty();
                let import = deferred.imports.add("", "", *id);
                deferred.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
                import
            }
        };
        origins.insert(import, Origin::Function(at));
    }
    let memories: Vec<_> = deferred.memories.iter().map(|memory| memory.id()).collect();
    for (at, id) in memories.into_iter().enumerate() {
        let import = deferred.imports.add("", "", id);
        let memory = deferred.memories.get_mut(id);
        memory.import = Some(import);
        memory.data_segments.clear();
        origins.insert(import, Origin::Memory(at));
    }
    let globals: Vec<_> = deferred.globals.iter().map(|global| global.id()).collect();
    for (at, id) in globals.into_iter().enumerate() {
        let import = deferred.imports.add("", "", id);
        deferred.globals.get_mut(id).kind = GlobalKind::Import(import);
        origins.insert(import, Origin::Global(at));
    }
    let tables: Vec<_> = deferred.tables.iter().map(|table| table.id()).collect();
    for (at, id) in tables.into_iter().enumerate() {
        let import = deferred.imports.add("", "", id);
        let table = deferred.tables.get_mut(id);
        table.import = Some(import);
        table.elem_segments.clear();
        table.maximum = None; // it grows with every further cut
        origins.insert(import, Origin::Table(at));
    }

    let table = table(deferred)?;
    doors::fill(deferred, table, plan.base, plan.doors.iter().map(|door| functions[*door]).collect());
    // What is exported counts as used.
    let root = deferred.exports.add("table", table);
    passes::gc::run(deferred);
    deferred.exports.delete(root);
    Ok(origins)
}

/// Something of `primary` that `deferred` uses, by its position.
pub enum Origin {
    Function(usize),
    Memory(usize),
    Global(usize),
    Table(usize),
}

/// Exports from `primary` what `deferred` still imports, under short names; its table of functions as `table_name`.
fn export_to_deferred(
    primary: &mut Module,
    deferred: &mut Module,
    origins: &HashMap<ImportId, Origin>,
    table_name: &str,
) -> Result<(), String> {
    let functions = functions(primary);
    let main_table = table(primary)?;
    let imports: Vec<ImportId> = deferred.imports.iter().map(|import| import.id()).collect();
    let mut names = (0..).map(short);
    for id in imports {
        let item = match origins.get(&id) {
            Some(Origin::Function(at)) => functions.get(*at).map(|id| ExportItem::Function(*id)),
            Some(Origin::Memory(at)) => primary.memories.iter().nth(*at).map(|memory| memory.id().into()),
            Some(Origin::Global(at)) => primary.globals.iter().nth(*at).map(|global| global.id().into()),
            Some(Origin::Table(at)) => primary.tables.iter().nth(*at).map(|table| table.id().into()),
            None => None,
        };
        let item = item.ok_or("a part imports something unknown")?;
        let is_main = matches!(item, ExportItem::Table(id) if id == main_table);
        // What another part imports has a name already.
        let known =
            primary.exports.iter().find(|export| is_same(&export.item, &item) && is_between(&export.name));
        let name = match known {
            Some(export) => export.name.clone(),
            None => {
                let is_free = |name: &String| primary.exports.iter().all(|export| export.name != *name);
                let name = if is_main { Some(table_name.to_owned()) } else { names.find(is_free) };
                let name = name.ok_or("there are no more names")?;
                primary.exports.add(&name, item);
                name
            }
        };
        let import = deferred.imports.get_mut(id);
        import.module = "primary".to_owned();
        import.name = name;
    }
    Ok(())
}

fn called(body: &LocalFunction) -> Vec<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl<'i> Visitor<'i> for Calls {
        fn visit_function_id(&mut self, function: &FunctionId) {
            self.0.push(*function);
        }
    }
    let mut calls = Calls(Vec::new());
    dfs_in_order(&mut calls, body, body.entry_block());
    calls.0
}

/// Functions that are called from JavaScript, through a table, or at the start.
fn reached_from_outside(module: &Module) -> Vec<FunctionId> {
    let mut functions: Vec<FunctionId> = module.start.into_iter().collect();
    for element in module.elements.iter() {
        match &element.items {
            ElementItems::Functions(items) => functions.extend(items),
            ElementItems::Expressions(_, items) => {
                functions.extend(items.iter().filter_map(|item| match item {
                    ConstExpr::RefFunc(function) => Some(*function),
                    _ => None,
                }));
            }
        }
    }
    functions.extend(module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(function) => Some(function),
        _ => None,
    }));
    functions
}

fn size(module: &Module, function: FunctionId) -> u64 {
    match &module.funcs.get(function).kind {
        FunctionKind::Local(body) => body.size(),
        _ => 0,
    }
}

/// A name from a count: `A`, `B` … `Z`, `AA` …; those that the glue takes get small letters (`xtask/src/shorten.rs`).
fn short(count: usize) -> String {
    let mut name = Vec::new();
    let mut count = count + 1;
    while count > 0 {
        count -= 1;
        name.insert(0, b'A' + (count % 26) as u8);
        count /= 26;
    }
    name.into_iter().map(char::from).collect()
}

/// Whether parts know something by this name; the glue's are longer or small.
fn is_between(name: &str) -> bool {
    name.starts_with("deferred-") || name.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_same(one: &ExportItem, other: &ExportItem) -> bool {
    match (one, other) {
        (ExportItem::Function(one), ExportItem::Function(other)) => one == other,
        (ExportItem::Table(one), ExportItem::Table(other)) => one == other,
        (ExportItem::Memory(one), ExportItem::Memory(other)) => one == other,
        (ExportItem::Global(one), ExportItem::Global(other)) => one == other,
        _ => false,
    }
}

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The export that every door calls first (`src/backend/deferred.rs`).
const COMPLETE: &str = "complete_now";
/// Part of the names of functions that wait for the second half.
const WAITING: &str = "causerie::backend::deferred::";
/// Instructions of a function that is hardly larger than its door.
const SMALL: u64 = 12;
