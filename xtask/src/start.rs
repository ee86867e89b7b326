//! How a release's glue starts the module. The loader has collected the bytes of its first part when it begins: what
//! wasm-bindgen adds to fetch a module, to compile a stream and to warn of older calls weighs 0.5 KB compressed.

use crate::Outcome;
use std::fs;
use std::path::Path;

/// Leaves one start in `causerie.js`: that from bytes.
pub fn from_bytes(folder: &Path) -> Outcome {
    let glue = folder.join("causerie.js");
    let text =
        fs::read_to_string(&glue).map_err(|error| format!("cannot read {}: {error}", glue.display()))?;
    let short = shortened(&text)
        .ok_or_else(|| format!("{} does not start as this wasm-bindgen's glue does", glue.display()))?;
    fs::write(&glue, short).map_err(|error| format!("cannot write {}: {error}", glue.display()))
}

fn shortened(glue: &str) -> Option<String> {
    let (before, old) = glue.split_once("async function __wbg_load(")?;
    let is_known = ["function initSync(", "async function __wbg_init(", "__wbg_init as default"]
        .iter()
        .all(|part| old.matches(part).count() == 1);
    let has_rest = before.contains("function __wbg_get_imports(") && before.contains(FINALIZE);
    (is_known && has_rest).then(|| [before, START].concat())
}

/// What keeps the instance, and gives its exports.
const FINALIZE: &str = "function __wbg_finalize_init(instance, module) {";
const START: &str = "export default async function start({ module_or_path: bytes }) {
    const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    return __wbg_finalize_init(instance, module);
}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_starts_are_dropped() {
        let kept = "function __wbg_get_imports() {}\nfunction __wbg_finalize_init(instance, module) {}\n";
        let dropped = "async function __wbg_load(module, imports) {}\nfunction initSync(module) {}\n\
            async function __wbg_init(module_or_path) {}\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(shortened(&[kept, dropped].concat()), Some([kept, START].concat()));
    }

    #[test]
    fn other_glue_is_refused() {
        let glue = "async function __wbg_load(module) {}\nexport { __wbg_init as default };\n";
        assert_eq!(shortened(glue), None);
        assert_eq!(shortened("let wasm;\n"), None);
    }
}
