//! Puts the scripts that belong to the module's sources into its glue: a file of their own would be a request more.

use crate::Outcome;
use std::fs;
use std::path::Path;

/// Replaces each import of such a script in `causerie.js` by the script.
pub fn inline(folder: &Path) -> Outcome {
    let glue = folder.join("causerie.js");
    let refused = |error| format!("cannot put scripts into {}: {error}", glue.display());
    let text = fs::read_to_string(&glue).map_err(refused)?;
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(match imported(line) {
            Some((names, path)) => scope(names, &fs::read_to_string(folder.join(path)).map_err(refused)?),
            None => line.to_owned(),
        });
    }
    fs::write(&glue, lines.join("\n") + "\n").map_err(refused)?;
    fs::remove_dir_all(folder.join("snippets")).map_err(refused)
}

/// The names that a line imports from a script, and its path.
fn imported(line: &str) -> Option<(&str, &str)> {
    let (names, path) = line.strip_prefix("import { ")?.split_once(" } from './")?;
    Some((names, path.strip_suffix("';").filter(|path| path.starts_with("snippets/"))?))
}

/// A script that keeps its other names to itself.
fn scope(names: &str, script: &str) -> String {
    format!("const {{ {names} }} = (() => {{\n{}return {{ {names} }};\n}})();", script.replace("export ", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_of_the_module_are_put_in() {
        let path = "snippets/causerie-1/src/view/draw.js";
        let line = format!("import {{ build, patch }} from './{path}';");
        assert_eq!(imported(&line), Some(("build, patch", path)));
        assert_eq!(imported("import { x } from './other.js';"), None);
        assert_eq!(imported("let wasm;"), None);
    }

    #[test]
    fn a_script_keeps_its_other_names_to_itself() {
        let script = "const inner = 1;\nexport function build() { return inner; }\n";
        let expected = "const { build } = (() => {\nconst inner = 1;\nfunction build() { return inner; }\n\
            return { build };\n})();";
        assert_eq!(scope("build", script), expected);
    }
}
