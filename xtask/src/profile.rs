//! `cargo xtask profile`: finds out which functions a first thread never runs, so that `cargo xtask dist` can put them
//! into the second half of the module (docs/decisions/0006-two-modules.md).

use crate::process;
use crate::steps::Steps;
use crate::{Outcome, demo, dist, project, test};
use std::collections::BTreeSet;
use std::fs;

/// Tells all end-to-end stories with a module that remembers which of its functions ran, and writes down the others.
pub fn run() -> Outcome {
    let mut steps = Steps::new(4);
    test::prepare(&mut steps)?;
    let folder = steps.step("building a widget that remembers", dist::watched)?;
    steps.step("building the reference backend", demo::build_server)?;
    let file = project::target().join("profile.txt");
    let _absent_is_fine = fs::remove_file(&file);
    steps.step("telling stories, in Chromium", || {
        let mut command = test::end_to_end("");
        process::run(command.env("CAUSERIE_DIST", &folder).env("CAUSERIE_PROFILE", &file))
    })?;
    let ran = project::read(&file)?;
    let ran: BTreeSet<&str> = ran.lines().collect();
    let all = dist::functions(&folder)?;
    let idle: BTreeSet<&str> = all.lines().filter(|name| !ran.contains(name)).collect();
    let list: String = idle.iter().flat_map(|name| [name, "\n"]).collect();
    let path = project::root().join(dist::IDLE);
    fs::write(&path, list).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("{} of {} functions are not needed by a first thread", idle.len(), all.lines().count());
    Ok(())
}
