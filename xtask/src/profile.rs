//! `cargo xtask profile`: finds out when functions are needed first, so that `cargo xtask dist` can cut the module into its
//! parts (docs/decisions/0006-two-modules.md, 0016-parts-that-come-in-turn.md).

use crate::process;
use crate::steps::Steps;
use crate::{Outcome, demo, dist, project, servers, test};
use std::collections::{BTreeSet, HashMap};
use std::fs;

/// Tells all end-to-end stories with a module that remembers when its functions ran, and writes down which part each is
/// in; what no list names is in the first.
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
    let known = known(&ran);
    let all = dist::functions(&folder)?;
    for (part, is_in) in [("acting", is_acting as Rule), ("reading", is_reading), ("drawing", is_drawing)] {
        let before = |name: &str| known.get(name).copied().unwrap_or_default();
        let names: BTreeSet<&str> = all.lines().filter(|name| is_in(name, before(name))).collect();
        let list: String = names.iter().flat_map(|name| [name, "\n"]).collect();
        let path = dist::lists().join(format!("{part}.txt"));
        fs::write(&path, list).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        println!("{} of {} functions are named for {part}", names.len(), all.lines().count());
    }
    Ok(())
}

/// By name, the bits of everything before which a function ran in any story (`xtask/src/bin/split/watch.rs`).
fn known(lines: &str) -> HashMap<&str, u8> {
    let mut known = HashMap::new();
    for (bits, name) in lines.lines().filter_map(|line| line.split_once(' ')) {
        *known.entry(name).or_default() |= bits.parse::<u8>().unwrap_or(u8::MAX);
    }
    known
}

/// Whether a function, with its bits, is in a part.
type Rule = fn(&str, u8) -> bool;

fn is_acting(name: &str, before: u8) -> bool {
    before & ACTED == 0 && may_wait(name)
}

/// Only what answers are for: whatever else a mapping may need for a request is there from the start, and drops, because what
/// waited in vain is dropped early.
fn is_reading(name: &str, before: u8) -> bool {
    before & READ == 0 && !is_acting(name, before) && is_in(name, ANSWERS) && !is_drop(name)
}

fn is_drawing(name: &str, before: u8) -> bool {
    before & DRAWN == 0 && !is_acting(name, before) && is_in(name, VIEWS)
}

/// As in `xtask/src/bin/split/watch.rs`.
const READ: u8 = 1;
const ACTED: u8 = 2;
const DRAWN: u8 = 4;

/// Stories that take long and need nothing, before a reader acts, that no other needs.
#[rustfmt::skip]
const LONG: &[&str] = &[
    "long_life", "a_hundred", "knows_no_keys", "recovery", "breaking", "integrity", "a_comment_that_fails",
];

/// Whether a function that no story needed is not needed by any thread: whether it runs depends on what the reader or
/// the page does, and not on the data.
fn may_wait(name: &str) -> bool {
    // What waited in vain is dropped without the second half.
    let is_dropped = is_drop(name) && !name.contains("yew::");
    is_in(name, NEVER) || is_in(name, ACTING) && !is_in(name, READING) && !is_dropped
}

fn is_drop(name: &str) -> bool {
    is_in(name, &["core::ptr::drop_in_place", "::drop_slow", "Drop>::drop"])
}

fn is_in(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

/// Parts of names of functions for a reader who acts, for a page that changes, or for nobody.
#[rustfmt::skip]
const ACTING: &[&str] = &[
    "yew::", "causerie::embed::", "causerie::view::app", "causerie::view::deed", "App>::shrink", "Drawn>::known", "view::known", "Outline>::again",
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
    "backend::deferred", "Mounted>::configure", "causerie::backend::fetch::Fetch>::", "causerie::backend::fetch::Fetch as", "fetch::exchange", "causerie::state::Fetching", "Thread>::more", "Thread>::go_on", "Thread>::follow",
    "hashbrown::", "indexmap::", "collections::", "slice::sort", "closures::_::invoke",
];
/// Parts of names of functions that read answers.
#[rustfmt::skip]
const ANSWERS: &[&str] = &[
    "causerie::mapping::decode::", "causerie::body::", "causerie::state::", "causerie::model::", "causerie::entity::",
    "Conversation>::capture", "Conversation>::judge", "Conversation>::recognise", "Conversation>::forget_session",
    "Conversation>::go_on", "Task>::free", "Conversation>::mark_ballots", "client::conversation::read", "Fetch>>::opened", "Mounted>::take",
];
/// Parts of names of functions that draw.
const VIEWS: &[&str] = &["causerie::view::", "yew::", "Mounted>::draw"];
