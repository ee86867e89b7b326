//! The words every other module speaks: a thread, its comments, what a reader may do, what went wrong.
//!
//! Nothing here knows where the data came from or how it is shown. `mapping` fills these types from a
//! backend's JSON; `state` keeps them; `view` reads them.

mod act;
mod author;
mod capabilities;
mod comment;
mod draft;
mod id;
mod kind;
mod page;
mod problem;
mod summary;

pub use act::{Act, Ballot, Done, Moderation};
pub use author::{Author, Body, Content, Role};
pub use capabilities::{Acts, Capabilities, Create, Field, FieldName, Fields, Need, Offers, Session};
pub use comment::{Comment, CommentCan, Replies, Time, Via, Votes};
pub use draft::{Created, Draft};
pub use id::CommentId;
pub use kind::{Kind, State};
pub use page::{Next, Page, Sort};
pub use problem::{Problem, ProblemKind};
pub use summary::Summary;
