//! What the targets share: checks of what a reader would see, and a backend that answers anything.

pub mod backend;
pub mod nodes;
pub mod words;
