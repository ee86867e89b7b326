//! End-to-end tests: the built widget in a real browser, told as stories of one reader.
//!
//! A story starts servers ([`Origin`], [`Reference`], those in [`servers`]), opens pages as a [`Reader`], and ends with the
//! reader's own checks: no exception, no console error, no request to anybody else.

mod answer;
mod chromium;
mod console;
mod faulty;
mod folder;
pub mod native;
mod origin;
mod process;
mod profile;
mod reader;
mod reference;
pub mod servers;
mod story;

pub use answer::{Answer, Gate};
pub use faulty::{Fault, Faulty};
pub use folder::{Folder, dist};
pub use origin::{Origin, Received};
pub use reader::Reader;
pub use reference::Reference;
pub use story::{story, story_with};

/// What a test ends with: nothing, or a sentence that says what was expected and what was found.
pub type Outcome<T = ()> = Result<T, Failure>;
/// Why a test failed.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
