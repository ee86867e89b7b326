//! The mapping document: JSON in, typed sections out; every mistake names its place.

mod comment;
mod expression;
mod later;
mod listing;
mod reader;
mod request;
mod sections;
mod write;

pub use comment::{AuthorShape, BodyShape, CommentShape, Mine};
pub use listing::{By, Listing, Paging, Unit};
pub use request::{Credentials, Encoding, RequestTemplate, Step};
pub use sections::{ErrorShape, Mapping, PageSource};
pub use write::{CreateShape, Format, Then};
