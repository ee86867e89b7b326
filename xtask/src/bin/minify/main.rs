//! Minifies every script, style sheet and JSON file below a folder, in place; `cargo xtask dist` calls it.

mod css;
mod javascript;
mod json;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let outcome = env::args_os().skip(1).try_for_each(|folder| files(Path::new(&folder)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn files(folder: &Path) -> Result<(), String> {
    let refused = |error| format!("cannot read {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        if path.is_dir() { files(&path)? } else { file(path)? }
    }
    Ok(())
}

fn file(path: PathBuf) -> Result<(), String> {
    let minify = match path.extension().and_then(|kind| kind.to_str()) {
        Some("js") => javascript::minified,
        Some("css") => css::minified,
        Some("json") => json::minified,
        _ => return Ok(()),
    };
    let failed = |what, error| format!("cannot {what} {}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| failed("read", error.to_string()))?;
    let small = minify(&text).map_err(|error| failed("minify", error))?;
    fs::write(&path, small).map_err(|error| failed("write", error.to_string()))
}
