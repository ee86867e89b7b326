//! Real comment servers, each a fresh one beside its test. `cargo xtask test` installs them and says where they are.

pub mod django;
mod http;
mod isso;
mod json_server;
mod program;
mod waline;
pub mod wordpress;

pub use django::Django;
pub use http::{Call, Reply};
pub use isso::{Isso, Moderation};
pub use json_server::JsonServer;
pub use waline::{Account, Waline};
pub use wordpress::WordPress;

use crate::Outcome;
use std::env;
use std::path::{Path, PathBuf};

/// What a variable set by `cargo xtask test` names.
fn installed(variable: &str) -> Outcome<PathBuf> {
    let missing = || format!("{variable} is not set: `cargo xtask test live` sets it");
    Ok(env::var_os(variable).map(PathBuf::from).ok_or_else(missing)?)
}

/// A file of `tests/e2e/servers`, which configures a server.
fn own(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("servers").join(file)
}
