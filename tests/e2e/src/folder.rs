//! Folders of files: what is served from one, and temporary ones.

use crate::{Answer, Outcome};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

/// The built widget; `cargo xtask test` names it.
pub fn dist() -> PathBuf {
    env::var_os("CAUSERIE_DIST")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"), PathBuf::from)
}

/// The answer of a plain static server for a path below a folder.
pub(crate) fn file(root: &Path, path: &str) -> Option<Answer> {
    let path = path.trim_start_matches('/');
    let file = root.join(if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.into()
    });
    let mime = match file.extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Some(Answer::new(200, mime, fs::read(file).ok()?))
}

/// A folder that is gone when dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes an empty one.
    pub fn temporary() -> Outcome<Self> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("causerie-e2e-{}-{number}", process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// Makes one that holds the built widget in `causerie/`, as a blog owner would have copied it.
    pub fn with_widget() -> Outcome<Self> {
        let folder = Self::temporary()?;
        copy(&dist(), &folder.path().join("causerie"))?;
        // Browsers ask for it unasked, and its absence is a console error.
        folder.write("favicon.ico", "")?;
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file in it.
    pub fn write(&self, name: &str, text: &str) -> Outcome {
        let file = self.0.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&self.0))?;
        Ok(fs::write(file, text)?)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _the_system_empties_it_too = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?
        } else {
            fs::copy(entry.path(), target).map(drop)?
        }
    }
    Ok(())
}
