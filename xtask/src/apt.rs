//! Debian packages: installed when that is allowed, otherwise named in one line.

use crate::Outcome;
use crate::process::{self, program};

/// Makes sure that programs exist; each is given with the package that has it.
pub fn need(programs: &[(&str, &str)]) -> Outcome {
    let missing: Vec<&str> =
        programs.iter().filter(|(name, _)| !process::exists(name)).map(|(_, package)| *package).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// Installs packages, or says what to type.
pub fn install(packages: &[&str]) -> Outcome {
    if !process::exists("apt-get") {
        return Err(format!(
            "missing here: {} (the names are Debian's); install them first",
            packages.join(" ")
        ));
    }
    let by_root = process::quietly(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !by_root {
        return Err(format!("missing here; type `sudo apt-get install {}` first", packages.join(" ")));
    }
    println!("installing {}", packages.join(" "));
    let mut install = program("apt-get");
    install.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    if process::quietly(&mut install).is_ok() {
        return Ok(());
    }
    // A fresh machine knows no package, or only those of the day its image was made.
    process::quietly(program("apt-get").arg("update"))?;
    process::quietly(&mut install).map(drop)
}
