//! What the reader sees: one file per visible thing. Views read the state and dispatch actions; none of them
//! reads the page while it renders, so that the same code renders on a server.

mod app;
mod avatar;
mod body;
mod comment;
mod field;
mod form;
mod ping;
mod problem;
mod setting;
mod thread;
mod time;

pub use app::{App, AppProps};
pub use setting::Setting;
pub use thread::View;
