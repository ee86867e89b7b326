//! WordPress with a database in one file: from the package that WordPress Playground publishes, run by Debian's PHP.

use super::node;
use crate::process::{self, program};
use crate::{Outcome, apt};
use std::fs;
use std::path::{Path, PathBuf};

/// Where it is, once installed.
pub fn folder() -> PathBuf {
    super::folder("wordpress")
}

/// Installs it, and PHP.
pub fn install() -> Outcome {
    let modules = process::quietly(program("php").arg("-m")).unwrap_or_default().to_lowercase();
    if ["pdo_sqlite", "dom", "mbstring", "curl"].iter().any(|needed| !modules.contains(needed)) {
        apt::install(&["php-cli", "php-sqlite3", "php-xml", "php-mbstring", "php-curl"])?;
    }
    let (folder, mark) = (folder(), folder().join("installed.txt"));
    if fs::read_to_string(&mark).is_ok_and(|version| version == VERSION) {
        return Ok(());
    }
    apt::need(&[("python3", "python3")])?;
    println!("installing WordPress from {VERSION} into {} (once)", folder.display());
    let _absent_is_fine = fs::remove_dir_all(&folder);
    let package = node::unpacked(VERSION, &folder, &[SITE, DATABASE])?;
    unzip(&package.join(SITE), &folder)?;
    let plugins = folder.join("wp-content/plugins");
    unzip(&package.join(DATABASE), &plugins)?;
    let plugin = plugins.join("sqlite-database-integration");
    told("rename", fs::rename(plugins.join("sqlite-database-integration-main"), &plugin))?;
    told("copy", fs::copy(plugin.join("db.copy"), folder.join("wp-content/db.php")).map(drop))?;
    told("write", fs::write(folder.join("wp-config.php"), CONFIGURATION))?;
    told("remove", fs::remove_dir_all(&package))?;
    told("write", fs::write(mark, VERSION))
}

fn unzip(archive: &Path, folder: &Path) -> Outcome {
    process::quietly(program("python3").args(["-m", "zipfile", "-e"]).arg(archive).arg(folder)).map(drop)
}

fn told<T>(what: &str, done: std::io::Result<T>) -> Outcome<T> {
    done.map_err(|error| format!("cannot {what} a file of WordPress: {error}"))
}

const VERSION: &str = "@wp-playground/wordpress-builds@0.9.19";
/// WordPress 6.5.5, without most scripts and pictures.
const SITE: &str = "src/wordpress/wp-6.5.zip";
const DATABASE: &str = "src/sqlite-database-integration/sqlite-database-integration.zip";
/// Each test brings its own.
const CONFIGURATION: &str = "<?php require getenv('CAUSERIE_CONFIG');\n";
