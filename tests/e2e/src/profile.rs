//! Which functions of a watched module (`cargo xtask profile`) a first thread runs, before anything waits for the rest.

use crate::Outcome;
use std::io::Write;
use std::path::PathBuf;
use std::{env, fs};

/// The file that collects the names, if they are wanted.
pub(crate) fn file() -> Option<PathBuf> {
    env::var_os("CAUSERIE_PROFILE").map(PathBuf::from)
}

/// Adds names, one a line.
pub(crate) fn add(file: &PathBuf, names: &str) -> Outcome {
    let mut file = fs::OpenOptions::new().create(true).append(true).open(file)?;
    Ok(file.write_all(names.as_bytes())?)
}

/// Gives the page `document.ranFirst()`: the names, a line each, of the functions that a first thread needed.
pub(crate) const WATCHER: &str = "(() => {
  let module, isOwn;
  const start = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await start(...given);
    module = made.instance.exports;
    return made;
  };
  // A mapping of the owner's own is checked before anything is shown, with the second half.
  const ask = window.fetch;
  window.fetch = (...given) => {
    isOwn ||= String(given[0]).endsWith('mapping.schema.json');
    return ask(...given);
  };
  document.ranFirst = () => Object.entries(isOwn ? {} : module ?? {})
    .filter(([name, global]) => name.startsWith('ran ') && global.value === 1)
    .map(([name]) => name.split(' ').slice(2).join(' ') + '\\n').join('');
})();";
