//! Templates of requests: RFC 6570 for addresses, and the plain form of it for headers and bodies.

mod data;
mod uri;

pub use data::{Data, Text};
pub use uri::{UriTemplate, encode};
