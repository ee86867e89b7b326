//! `cargo xtask profile`: finds out which functions a first thread never runs, so that `cargo xtask dist` can put them
//! into the second half of the module (docs/decisions/0006-two-modules.md).

use crate::process;
use crate::steps::Steps;
use crate::{Outcome, demo, dist, project, servers, test};
use std::collections::BTreeSet;
use std::fs;

/// Tells all end-to-end stories with a module that remembers which of its functions ran, and writes down the others.
pub fn run() -> Outcome {
    let mut steps = Steps::new(5);
    let servers = servers::usual();
    test::prepare(&mut steps)?;
    steps.step("looking after the servers", || servers::install(&servers))?;
    let folder = steps.step("building a widget that remembers", dist::watched)?;
    steps.step("building the reference backend", demo::build_server)?;
    let file = project::target().join("profile.txt");
    let _absent_is_fine = fs::remove_file(&file);
    steps.step("telling stories, in Chromium", || {
        let mut command = test::end_to_end("", &servers);
        for word in LONG {
            command.args(["--skip", word]);
        }
        process::run(command.env("CAUSERIE_DIST", &folder).env("CAUSERIE_PROFILE", &file))
    })?;
    let ran = project::read(&file)?;
    let ran: BTreeSet<&str> = ran.lines().collect();
    let all = dist::functions(&folder)?;
    let idle: BTreeSet<&str> = all.lines().filter(|name| !ran.contains(name) && may_wait(name)).collect();
    let list: String = idle.iter().flat_map(|name| [name, "\n"]).collect();
    let path = project::root().join(dist::IDLE);
    fs::write(&path, list).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("{} of {} functions are not needed by a first thread", idle.len(), all.lines().count());
    Ok(())
}

/// Stories that take long and need nothing, before a reader acts, that no other needs.
#[rustfmt::skip]
const LONG: &[&str] = &[
    "long_life", "a_hundred", "knows_no_keys", "recovery", "breaking", "integrity", "a_comment_that_fails", "never_answers",
];

/// Whether a function that no story needed is not needed by any thread: whether it runs depends on what the reader or
/// the page does, and not on the data.
fn may_wait(name: &str) -> bool {
    let is_in = |words: &[&str]| words.iter().any(|word| name.contains(word));
    // What waited in vain is dropped without the second half.
    let is_drop = name.starts_with("core::ptr::drop_in_place") && !name.contains("yew::");
    is_in(NEVER) || is_in(ACTING) && !is_in(READING) && !is_drop
}

/// Parts of names of functions for a reader who acts, for a page that changes, or for nobody.
#[rustfmt::skip]
const ACTING: &[&str] = &[
    "yew::", "causerie::embed::", "causerie::view::app", "causerie::view::deed", "App>::shrink", "Slices>::after", "Outline>::renewed", "Run>::has_any",
    "view::field::words", "::saying", "::failed_actions", "PartialEq>", "::make_mut",
    "causerie::state::Thread>", "causerie::state::form", "causerie::state::own", "causerie::state::post",
    "causerie::state::outbox", "causerie::state::wait", "causerie::state::action", "causerie::state::memory::pending_",
    "causerie::state::memory::outgoing_", "Storage>::save_other", "Storage>::save_edit", "Storage>::save_unsent",
    "Storage>::forget_unsent", "Storage>::with_more", "Backend>::wait",
    "FormView>::replaced", "view::entry::reason", "trouble::seconds",
    "Storage>::save_reader", "Storage>::save_pending", "Storage>::pending", "causerie::model::draft",
    "causerie::state::act", "causerie::state::edit", "causerie::state::queue", "causerie::model::act",
    "view::entry::acts", "::moderators_line", "::signed_in", "View>::done", "::await_sign_in", "storage::keep",
    "locale::late", "backend::join", "Backend>::join", "Backend>::source", "Backend>::listen_live", "backend::live",
    "client::live", "decode::comment::summary", "FormView>::preview", "View>::summary", "Fetch>>::live",
    "decode::marks", "state::join", "::declares", "Thread>::joined", "Thread>::join", "learn",
    "mapping::text::to_html", "mapping::text::linked", "begin_acting", "accept_acting", "ask::acted",
    "client::act", "client::session", "client::goal", "Fetch>>::hear", "Fetch>>::awaits_focus", "::forget_reader",
    "::forget_session", "::forget_all", "Variables>::forget", "Conversation>::done", "Conversation>::drafted",
    "Conversation>::keep", "Conversation>::recognise", "state::act::Doing", "model::comment::Comment as core::clone",
    "client::create", "client::trouble::fields", "client::trouble::place", "Conversation>::created", "causerie::mapping::text::escape",
    "causerie::body::markdown", "causerie::mapping::document::schema", "Mapping>::check",
    "console_error_panic_hook", "PanicHookInfo", "wasm_bindgen::convert::closures", "js_sys::futures",
];
/// Parts of names of functions for Yew's own elements and listeners, which no view uses, and for a queue of many components,
/// while a thread is one.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "EventDescriptor", "yew::virtual_dom::listeners", "yew::scheduler::QueueEntry", "KeyedEntry", "AttributeOrProperty",
];
/// Parts of names of functions that another thread may need though no story did.
#[rustfmt::skip]
const READING: &[&str] = &[
    "backend::deferred", "causerie::backend::fetch::Fetch>::", "causerie::backend::fetch::Fetch as", "fetch::exchange", "causerie::state::Fetching", "Thread>::more", "Thread>::go_on", "Thread>::follow",
    "hashbrown::", "indexmap::", "collections::", "slice::sort",
];
