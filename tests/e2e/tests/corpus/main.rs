//! Nothing hostile gets in: vectors of every sort through the built widget in a real browser.
//!
//! Our own vectors stand in `tests/vectors`. Where the variable `CAUSERIE_CORPUS` names a folder, the vectors of all
//! its files are tried too. Each file has a line in the output that says what came of it.

mod answers;
mod bodies;
mod fields;
mod generator;
mod ids;
mod kept;
mod links;
mod names;
mod sighting;
mod stage;
mod tally;
mod threads;
mod trial;
mod vector;

use causerie_e2e::{Failure, Outcome, Reader};

/// Pictures of the page's own site may be asked for, and are not there.
fn lost_pictures(reader: &Reader) {
    reader.expect_error("the server responded with a status of 40");
}

/// Fails with all failures at once.
fn told(failures: Vec<Failure>) -> Outcome {
    let words: Vec<String> = failures.iter().map(ToString::to_string).collect();
    if words.is_empty() { Ok(()) } else { Err(words.join("\n\n").into()) }
}
