//! `kill -9` at any moment: what was acknowledged is there, once, and nothing is there twice.
//!
//! `CAUSERIE_KILLS` says how many rounds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::database::Database;
use support::rounds::rounds;

#[test]
fn a_killed_server_loses_nothing_that_it_acknowledged() {
    rounds(200, Database::sqlite());
}
