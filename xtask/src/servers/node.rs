//! What npm installs.

use crate::process::{self, program};
use crate::{Outcome, apt};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the packages of an environment are.
pub fn modules(name: &str) -> PathBuf {
    super::folder(name).join("node_modules")
}

/// Installs packages, each given with its version, into a folder of their own.
pub fn environment(name: &str, packages: &[&str]) -> Outcome {
    need()?;
    let folder = super::folder(name);
    // What is compiled belongs to one version of Node.js: only a run tells.
    let works = process::quietly(program("node").args(["-e", CHECK]).arg(modules(name)).args(packages));
    if works.is_ok() {
        return Ok(());
    }
    println!("installing {} into {} (once)", packages.join(" "), folder.display());
    let _absent_is_fine = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let install = || {
        let mut install = program("npm");
        install.args(["install", "--no-fund", "--no-audit", "--loglevel=error", "--prefix"]).arg(&folder);
        process::quietly(install.args(packages))
    };
    // Some parts may have to be compiled.
    if install().is_err() {
        apt::install(&["g++", "make", "python3"])?;
        install()?;
    }
    Ok(())
}

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

/// Fails unless all packages are there in their versions, and what is compiled can be loaded.
const CHECK: &str = "const [folder, ...packages] = process.argv.slice(1);
for (const [, name, version] of packages.map((it) => /^(.+)@(.+)$/.exec(it))) {
  if (require(`${folder}/${name}/package.json`).version !== version) throw name;
  if (name === 'sqlite3') require(`${folder}/${name}`);
}";
