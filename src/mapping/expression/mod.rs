//! The read side of a mapping: pointers, conditions and expressions over an answer.

mod condition;
mod context;
mod evaluate;
mod found;
mod pointer;

pub use condition::{Condition, Test};
pub use context::{Answer, Context};
pub use evaluate::{Expression, Fallback, Join, Rule, Source, Steps};
pub use found::{Cast, Found, same, scalar};
pub use pointer::Pointer;
