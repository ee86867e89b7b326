//! Where the bytes of a module are: its functions, sorted into groups by their names.

use super::name;
use std::ops::Range;
use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// The groups, in the order they are told.
pub const GROUPS: [&str; 14] = [
    ENGINE,
    "its JSON",
    "comments' HTML and Markdown",
    "state",
    "views",
    EDGE,
    "locale, model, the rest of ours",
    "Yew",
    GLUE,
    "serde_json, indexmap, hashbrown",
    OTHERS,
    STD,
    DATA,
    REST,
];

/// The parts of a file: the module, and those that are its last sections.
pub fn parts(file: &[u8]) -> Result<Vec<&[u8]>, String> {
    let (mut end, mut parts) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(file) {
        match payload.map_err(|error| error.to_string())? {
            Payload::CustomSection(section) if section.name() == "part" => parts.push(section.data()),
            other => end = other.as_section().map_or(end, |(_, range)| range.end),
        }
    }
    parts.insert(0, &file[..end]);
    Ok(parts)
}

/// The bytes of each group of `half`, whose functions are those of `named` in the same order.
pub fn bytes(half: &[u8], named: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let parsed = |error: BinaryReaderError| error.to_string();
    let names = names(named).map_err(parsed)?;
    let Parts { functions, data } = Parts::of(half).map_err(parsed)?;
    let expected = Parts::of(named).map_err(parsed)?.functions;
    let is_same = |(one, other): (&Range<usize>, &Range<usize>)| half[one.clone()] == named[other.clone()];
    if functions.len() != expected.len() || !functions.iter().zip(&expected).all(is_same) {
        return Err("the files in dist/ are of another build".to_owned());
    }
    let mut groups: Vec<(&str, Vec<u8>)> = GROUPS.iter().map(|group| (*group, Vec::new())).collect();
    let mut add = |group: &str, range: &Range<usize>| {
        let place = GROUPS.iter().position(|found| *found == group).unwrap_or(GROUPS.len() - 1);
        groups[place].1.extend_from_slice(&half[range.clone()]);
    };
    let mut end = 0;
    let pieces = functions.iter().zip(&names).map(|(range, name)| (range, of(name)));
    for (range, group) in pieces.chain(data.iter().map(|range| (range, DATA))) {
        add(REST, &(end..range.start));
        add(group, range);
        end = range.end;
    }
    add(REST, &(end..half.len()));
    Ok(groups)
}

/// The group of a function.
///
/// A function that is made for a type – a `Vec` of it, its `drop` – counts for the one whose type it is: the first
/// crate in the name beside the standard library.
fn of(name: &str) -> &'static str {
    // The client's whole exchange, and the `fetch` it waits for, are inlined into the one place where the backend waits
    // for it.
    if name.contains("<causerie::backend::Backend>::ask::{closure#1}") {
        return ENGINE;
    }
    let is_path = |piece: &&str| piece.contains("::") && !piece.starts_with(':');
    let paths = || name.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c)).filter(is_path);
    let foreign = paths().find_map(|path| path.split_once("::").filter(|(head, _)| !is_std(head)));
    match foreign {
        Some(("causerie", rest)) => match rest.split("::").next().unwrap_or_default() {
            "mapping" => ENGINE,
            "json" => "its JSON",
            "body" => "comments' HTML and Markdown",
            "state" => "state",
            "view" => "views",
            "backend" | "embed" => EDGE,
            _ => "locale, model, the rest of ours",
        },
        Some(("yew", _)) => "Yew",
        Some((
            "wasm_bindgen"
            | "wasm_bindgen_futures"
            | "js_sys"
            | "web_sys"
            | "gloo_timers"
            | "gloo_events"
            | "gloo_utils",
            _,
        )) => GLUE,
        Some(("serde_json" | "indexmap" | "hashbrown", _)) => "serde_json, indexmap, hashbrown",
        Some(_) => OTHERS,
        None if paths().next().is_some() => STD,
        None if ["wbindgen", "wbg", "externref"].iter().any(|part| name.contains(part)) => GLUE,
        None if name.starts_with("__") || name.starts_with("mem") => STD,
        None => EDGE,
    }
}

fn is_std(head: &str) -> bool {
    ["core", "alloc", "std", "compiler_builtins", "__rustc"].contains(&head)
}

/// Where the bodies of functions, and the data, are.
#[derive(Default)]
struct Parts {
    functions: Vec<Range<usize>>,
    data: Option<Range<usize>>,
}

impl Parts {
    fn of(module: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::CodeSectionEntry(body) => parts.functions.push(body.range()),
                Payload::DataSection(section) => parts.data = Some(section.range()),
                _ => {}
            }
        }
        Ok(parts)
    }
}

/// The names of a module's own functions, in their order.
fn names(module: &[u8]) -> Result<Vec<String>, BinaryReaderError> {
    let (mut imported, mut own) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => own.resize(section.count() as usize, String::new()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for subsection in names {
                    let Name::Function(map) = subsection? else { continue };
                    for naming in map {
                        let naming = naming?;
                        let place = (naming.index as usize).checked_sub(imported);
                        if let Some(own) = place.and_then(|place| own.get_mut(place)) {
                            *own = name::stable(naming.name);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(own)
}

const ENGINE: &str = "mapping engine";
const EDGE: &str = "backend and embed";
const GLUE: &str = "wasm-bindgen, web-sys, js-sys, gloo";
const OTHERS: &str = "allocator, other crates";
const STD: &str = "core, alloc, std";
const DATA: &str = "data: texts, names, tables";
const REST: &str = "imports, exports, types, table";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_the_first_crate_in_its_name_that_is_not_the_standard_library() {
        for (name, expected) in [
            ("<causerie::mapping::client::conversation::Conversation>::judge", ENGINE),
            ("<causerie::backend::Backend>::ask::{closure#1}", ENGINE),
            ("<causerie::backend::Backend>::run", EDGE),
            ("causerie::json::parse::parse", "its JSON"),
            ("<alloc::raw_vec::RawVec<causerie::state::own::Outgoing>>::grow_one", "state"),
            (
                "<&mut <causerie::state::Thread>::put::{closure#1} as core::ops::function::FnMut<()>>::call_mut",
                "state",
            ),
            (
                "core::ptr::drop_in_place::<causerie::model::comment::Comment>",
                "locale, model, the rest of ours",
            ),
            ("<yew::html::component::scope::Scope<causerie::view::app::App>>::callback", "Yew"),
            (
                "<<js_sys::futures::queue::Queue>::new::{closure#0} as core::ops::function::FnOnce<()>>::call_once",
                GLUE,
            ),
            (
                "<serde_json::map::Map<alloc::string::String, serde_json::value::Value>>::get",
                "serde_json, indexmap, hashbrown",
            ),
            ("<str as core::fmt::Debug>::fmt", STD),
            ("<rlsf::tlsf::Tlsf>::allocate", OTHERS),
            ("__wbindgen_malloc", GLUE),
            ("memcpy", STD),
            ("mount", EDGE),
        ] {
            assert_eq!(of(name), expected, "{name}");
        }
    }
}
