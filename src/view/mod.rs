//! What the reader sees: one file per visible thing. Views turn the state into markup and read nothing else, so that the
//! same code renders on a server; what the reader does is in `deed`.

mod app;
mod around;
mod deed;
mod drawn;
mod element;
mod entry;
mod field;
mod form;
mod frame;
mod known;
mod maker;
mod moderation;
mod outline;
mod problem;
mod run;
mod setting;
mod shown;
mod slices;
mod summary;
mod thread;

pub use app::{App, AppProps, Begun, First, Message};
pub use drawn::Drawn;
pub use outline::Outline;
pub use setting::Setting;
pub use thread::View;

use element::{Element, element};

/// Begins a link of a stranger's: written by a user, in whatever language, not vouched for, without access to this page.
fn foreign_link(name: &'static str, url: &str) -> Element {
    let link = element("a", name).attribute("rel", "ugc nofollow noopener").attribute("dir", "auto");
    link.attribute("href", url.to_owned())
}
