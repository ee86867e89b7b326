//! What npm installs.

use crate::process::{self, program};
use crate::{Outcome, apt};
use std::fs;
use std::path::{Path, PathBuf};

/// Takes files out of a package, given with its version, into a new folder below `folder`; gives that folder.
pub fn unpacked(package: &str, folder: &Path, files: &[&str]) -> Outcome<PathBuf> {
    need()?;
    let place = folder.join("package");
    fs::create_dir_all(&place).map_err(|error| format!("cannot make {}: {error}", place.display()))?;
    // A cache of its own: the package is large, and nobody asks for it again.
    let mut pack = program("npm");
    pack.args(["pack", "--loglevel=error", package]).arg("--cache").arg(place.join("cache"));
    let said = process::quietly(pack.arg("--pack-destination").arg(&place))?;
    let name = said.lines().last().unwrap_or_default().trim();
    let mut unpack = program("tar");
    unpack.args(["--extract", "--gzip", "--strip-components=1", "--file"]).arg(place.join(name));
    unpack.arg("--directory").arg(&place);
    process::quietly(unpack.args(files.iter().map(|file| format!("package/{file}"))))?;
    Ok(place)
}

fn need() -> Outcome {
    apt::need(&[("node", "nodejs"), ("npm", "npm")])
}
