//! The module that a page loads: everything it exports is in `causerie::embed`.

use causerie as _;

fn main() {}
