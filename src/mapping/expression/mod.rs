//! The read side of a mapping: conditions and expressions over an answer, read from the document itself.

mod condition;
mod context;
mod evaluate;
mod found;

pub use condition::{holds, passes};
pub use context::{Answer, Context};
pub use found::Found;
