//! Nothing hostile gets in: vectors of every sort through the built widget in a real browser.
//!
//! Our own vectors stand in `tests/vectors`. Where the variable `CAUSERIE_CORPUS` names a folder, the vectors of all
//! its files are tried too. Each file has a line in the output that says what came of it.

mod bodies;
mod generator;
mod stage;
mod tally;
mod trial;
mod vector;

use causerie_e2e::Reader;

/// Pictures of the page's own site may be asked for, and are not there.
fn lost_pictures(reader: &Reader) {
    reader.expect_error("the server responded with a status of 40");
}
