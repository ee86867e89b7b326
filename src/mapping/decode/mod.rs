//! From a backend's JSON to the model: one comment, and a page of them.

mod comment;
mod marks;
mod names;
mod order;
mod thread;

pub use comment::{count, id, named as comment, summary, votes};
pub use order::raw;
pub use thread::{Reading, inside};
