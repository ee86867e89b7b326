//! Advice about variables: those that never have a value, those that nothing uses, and secrets.

use std::collections::BTreeSet;

use super::super::document::Mapping;
use super::super::json;
use super::uses::{Role, Use, captured, uses};
use super::walk::Walk;
use super::{Findings, near};

pub fn look(mapping: &Mapping, walk: &Walk<'_>, found: &mut Findings) {
    let uses = uses(walk);
    let captured = captured(walk);
    let mut own: BTreeSet<String> = captured.iter().map(|(name, _)| (*name).to_owned()).collect();
    json::each(mapping.section("vars"), &mut |name, _| {
        own.insert(name.to_owned());
    });
    own.extend(sorted(walk));
    for used in &uses {
        defined(used, &own, found);
        if mapping.secret(&used.name) {
            secret(mapping, used, found);
        }
    }
    let is_used = |name: &str| uses.iter().any(|used| used.name == name);
    json::each(mapping.section("vars"), &mut |name, variable| {
        let at = format!("/vars/{name}");
        if !is_used(name) && !WIDGET.contains(&name) {
            let words =
                format!("nothing uses `{name}`: write it as {{{name}}} where it is needed, or remove it");
            found.warning(&at, words);
        }
        if variable["secret"] == true && !variable["default"].is_null() {
            let words =
                "everybody can read a mapping, so a secret in it is none: remove `default`, or `secret`";
            found.warning(&format!("{at}/default"), words);
        }
        if variable["inUrl"] == true && variable["secret"] != true {
            found.warning(&format!("{at}/inUrl"), "only a secret needs it: add `secret`, or remove `inUrl`");
        }
    });
    for (name, at) in captured {
        if !is_used(name) && !WIDGET.contains(&name) && mapping.variable(name).is_null() {
            found.warning(at, format!("nothing uses `{name}`: use it, or do not capture it"));
        }
    }
}

/// Variables `sort.…` that orders set.
fn sorted(walk: &Walk<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for listing in walk.named("listing") {
        json::each(&listing.value["sorts"], &mut |_, sort| {
            names.extend(sort.is_string().then(|| "sort".to_owned()));
            json::each(sort, &mut |name, _| {
                names.insert(format!("sort.{name}"));
            });
        });
    }
    names
}

/// Whether a variable can have a value where it is used.
fn defined(used: &Use<'_>, own: &BTreeSet<String>, found: &mut Findings) {
    let Use { name, at, section, role } = used;
    if own.contains(name) {
        return;
    }
    let given: Vec<_> = GIVEN.iter().filter(|(names, _)| names.contains(&&**name)).collect();
    // What reads answers, and what all requests share, sees the variables of every request.
    let is_shared = ["http", "comment", "error", "can", "capture"].contains(section);
    if given.iter().any(|(_, sections)| is_shared || sections.is_empty() || sections.contains(section)) {
        return;
    }
    if !given.is_empty() {
        let sections: Vec<_> = given.iter().flat_map(|(_, sections)| sections.iter().copied()).collect();
        let words = format!("`{name}` has a value only in {}: remove it here", sections.join(", "));
        return found.warning(at, words);
    }
    let known = GIVEN.iter().flat_map(|(names, _)| names.iter().copied());
    let near = near::meant(name, own.iter().map(String::as_str).chain(known));
    let help = "declare it in `vars`, fill it by a `capture`";
    match role {
        Role::Root => {
            let words = format!(
                "the address begins with `{name}`, which never has a value: {help}, or correct the name{near}"
            );
            found.error(at, words);
        }
        Role::Condition if at.ends_with("/unless") => {
            found.warning(at, format!("`{name}` never has a value: {help}, or remove it{near}"));
        }
        Role::Condition => {
            let words =
                format!("`{name}` never has a value, so this is never done: {help}, or remove it{near}");
            found.error(at, words);
        }
        _ => found.warning(at, format!("`{name}` never has a value: {help}, or remove it{near}")),
    }
}

/// Whether a secret is used where it may be.
fn secret(mapping: &Mapping, used: &Use<'_>, found: &mut Findings) {
    let name = &used.name;
    match used.role {
        Role::Root | Role::Address if mapping.variable(name)["inUrl"] != true => {
            let words = format!(
                "`{name}` is a secret, which addresses leave out: send it in a header or a body, or set `inUrl`"
            );
            found.error(used.at, words);
        }
        Role::Text => {
            let words = format!("`{name}` is a secret, which is never shown: remove it, or `secret`");
            found.error(used.at, words);
        }
        _ => {}
    }
}

/// Variables that the widget itself reads.
const WIDGET: &[&str] = &["thread.title", "me.id", "me.name", "me.email", "me.url"];
/// Sections that do something to a comment.
const ACTS: &[&str] = &["edit", "delete", "flag", "vote", "moderate", "source", "preview"];
/// Variables that the widget sets, and in which sections; without sections, everywhere.
#[rustfmt::skip]
const GIVEN: &[(&[&str], &[&str])] = &[
    (&["page.url", "page.origin", "page.host", "page.path", "page.slug", "page.title", "page.lang", "thread"], &[]),
    (&["env.now", "env.ua", "me.id", "me.name", "me.email", "me.url", "thread.title"], &[]),
    (&["list.limit", "list.page", "list.offset", "list.cursor", "sort"], &["list", "more", "replies", "queue"]),
    (&["list.threads"], &["counts"]),
    (&["queue.state"], &["queue"]),
    (&["login.name", "login.email", "login.password"], &["auth"]),
    (&["comment.id"], &["replies", "get"]),
    (&["comment.id", "comment.parent", "comment.root", "comment.author.id"], ACTS),
    (&["flag.reason", "flag.detail"], &["flag"]),
    (&["draft.body", "draft.name", "draft.url"], ACTS),
    (&["draft.body", "draft.name", "draft.email", "draft.url", "draft.parent", "draft.root", "draft.replyTo", "draft.key"], &["create"]),
];
