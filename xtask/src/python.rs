//! Python programs, each in an environment of its own.

use crate::process::{self, program as start};
use crate::{Outcome, apt, project};
use std::fs;
use std::path::PathBuf;

/// A program of an environment, once installed.
pub fn program(environment: &str, name: &str) -> PathBuf {
    project::tools().join(environment).join("bin").join(name)
}

/// Installs packages, each given with its version, or options of `pip install`.
pub fn environment(name: &str, packages: &[&str]) -> Outcome {
    let folder = project::tools().join(name);
    // A folder restored from a cache may name a Python that is gone: only a run tells.
    let works = process::quietly(start(program(name, "python")).args(["-c", CHECK]).args(packages));
    if works.is_ok() {
        return Ok(());
    }
    apt::need(&[("python3", "python3")])?;
    println!("installing {} into {} (once)", packages.join(" "), folder.display());
    let _absent_is_fine = fs::remove_dir_all(&folder);
    let environment = || process::quietly(start("python3").args(["-m", "venv"]).arg(&folder));
    if environment().is_err() {
        apt::install(&["python3-venv"])?;
        environment()?;
    }
    let install =
        || process::quietly(start(program(name, "pip")).args(["install", "--quiet"]).args(packages));
    // Some parts may have to be compiled.
    if install().is_err() {
        apt::install(&["gcc", "libffi-dev", "python3-dev"])?;
        install()?;
    }
    Ok(())
}

/// A file that a package of an environment brings along, once installed.
pub fn file(environment: &str, package: &str, name: &str) -> Outcome<PathBuf> {
    let folder = process::quietly(start(program(environment, "python")).args(["-c", FOLDER, package]))?;
    Ok(PathBuf::from(folder.trim()).join(name))
}

/// Prints where a package is, without running it.
const FOLDER: &str = "import sys
from importlib.util import find_spec
print(find_spec(sys.argv[1]).submodule_search_locations[0])";

/// Fails unless all packages are there in their versions.
const CHECK: &str = "import sys
from importlib.metadata import version
for name, wanted in (package.split('==') for package in sys.argv[1:] if '==' in package):
    assert version(name) == wanted";
