//! Takes out of a release's glue what nobody needs there; it weighs 0.6 KB compressed.
//!
//! The loader has compiled the module's first part when it starts that: the glue need not fetch a module, compile
//! a stream or warn of older calls. And a browser that can run the module, which has references to objects of the page
//! (WebAssembly 2.0), has what the glue keeps stand-ins for.

use crate::Outcome;
use std::fs;
use std::path::Path;

/// Shortens `causerie.js`.
pub fn shorten(folder: &Path) -> Outcome {
    let glue = folder.join("causerie.js");
    let text =
        fs::read_to_string(&glue).map_err(|error| format!("cannot read {}: {error}", glue.display()))?;
    let short =
        shortened(&text).ok_or_else(|| format!("{} is not as this wasm-bindgen makes it", glue.display()))?;
    fs::write(&glue, short).map_err(|error| format!("cannot write {}: {error}", glue.display()))
}

fn shortened(glue: &str) -> Option<String> {
    let glue = without(glue, REGISTRY.0, REGISTRY.1)?;
    let glue = without(&glue, ENCODER.0, ENCODER.1)?;
    let (before, old) = glue.split_once("async function __wbg_load(")?;
    let lines = old.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with([' ', '}']));
    let is_known = lines.eq(DROPPED);
    let has_rest = before.contains("function __wbg_get_imports(") && before.contains(FINALIZE);
    (is_known && has_rest).then(|| [before, START].concat())
}

/// The glue without what begins and ends so, once.
fn without(glue: &str, begin: &str, end: &str) -> Option<String> {
    let (before, rest) = glue.split_once(begin)?;
    let (_, after) = rest.split_once(end)?;
    (!after.contains(begin)).then(|| [before, after].concat())
}

/// The stand-in for `FinalizationRegistry`, and the question whether there is one.
const REGISTRY: (&str, &str) = ("(typeof FinalizationRegistry === 'undefined')\n", "\n    : ");
/// The stand-in for `encodeInto`.
const ENCODER: (&str, &str) = ("if (!('encodeInto' in cachedTextEncoder)) {\n", "\n}\n");
/// How the glue goes on behind `__wbg_load`, but for what is indented.
const DROPPED: [&str; 5] = [
    "function initSync(module) {",
    "let __wbg_init_promise;",
    "async function __wbg_init(module_or_path) {",
    "async function __wbg_init_once(module_or_path) {",
    "export { initSync, __wbg_init as default };",
];
/// What keeps the instance, and gives its exports.
const FINALIZE: &str = "function __wbg_finalize_init(instance, module) {";
const START: &str = "export default async function start({ module_or_path: module }) {
    return __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
}
";

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "function __wbg_get_imports() {}
const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(state => wasm.r(state.a));
if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
    };
}
function __wbg_finalize_init(instance, module) {}
async function __wbg_load(module, imports) {
    function inner(type) {}
}
function initSync(module) {
}

let __wbg_init_promise;
async function __wbg_init(module_or_path) {
}

async function __wbg_init_once(module_or_path) {
}

export { initSync, __wbg_init as default };
";

    #[test]
    fn stand_ins_and_other_starts_are_dropped() {
        let kept = "function __wbg_get_imports() {}
const CLOSURE_DTORS = new FinalizationRegistry(state => wasm.r(state.a));
function __wbg_finalize_init(instance, module) {}
";
        assert_eq!(shortened(GLUE), Some([kept, START].concat()));
    }

    #[test]
    fn other_glue_is_refused() {
        let known = ["__wbg_load", "initSync(", "as default", "__wbg_get_imports", "__wbg_finalize_init"];
        for part in known.iter().chain(&["typeof FinalizationRegistry", "'encodeInto'"]) {
            assert_eq!(shortened(&GLUE.replace(part, "other")), None, "{part}");
        }
        assert_eq!(shortened(&[GLUE, "function more() {\n}\n"].concat()), None);
    }
}
