//! Backends described by data: the mapping document, and the client that talks as it says.
//!
//! [`Mapping::parse`] reads the document, [`Mapping::check`] finds mistakes in it; a [`Client`] carries on the conversation over a [`Transport`] and
//! hands the model on to `state`. The language is described in `docs/backends.md`.

mod address;
mod client;
mod decode;
mod document;
mod error;
pub mod explain;
mod expression;
mod link;
pub mod lint;
mod template;
mod text;
mod time;

use crate::json;

pub use client::{
    Client, Credentials, Failure, Gain, Goal, Keep, LARGEST, Live, Lookup, Opened, PageFacts, Place, Request,
    Response, Setup, Transport, Wire, reckoned,
};
pub use document::Mapping;
pub use error::Error;
pub use template::expand;
