//! Makes the text files of a release small, with the program `minify` of this package.

use crate::{Outcome, process};
use std::path::Path;

/// Minifies every script, style sheet and JSON file below a folder.
pub fn folder(folder: &Path) -> Outcome {
    process::run(process::helper("run", "minify", "minify").arg(folder))
}
