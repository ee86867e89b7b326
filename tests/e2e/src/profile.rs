//! When the functions of a watched module (`cargo xtask profile`) ran: before which of its parts were needed.

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

/// Gives the page `document.ranFirst()`: a line for each function that was needed early, with the bits that its global has
/// (`xtask/src/bin/split/watch.rs`), and its name.
pub(crate) const WATCHER: &str = "(() => {
  let module, isOwn;
  const start = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await start(...given);
    module = made.instance.exports;
    return made;
  };
  // A mapping of the owner's own is checked before anything is shown, with the second half: that says nothing of it.
  const ask = window.fetch;
  window.fetch = (...given) => {
    isOwn ||= String(given[0]).endsWith('mapping.schema.json');
    return ask(...given);
  };
  document.ranFirst = () => Object.entries(module ?? {})
    .map(([name, { value }]) => [name, isOwn ? value & ~2 : value])
    .filter(([name, bits]) => name.startsWith('ran ') && bits)
    .map(([name, bits]) => `${bits} ${name.split(' ').slice(2).join(' ')}\n`).join('');
})();";
