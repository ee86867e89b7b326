//! Advice about lists: pages that never come, orders never asked for, replies never loaded, counts never read.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::{json, template};
use super::Findings;
use super::walk::{Place, Walk};

pub fn look(mapping: &Mapping, walk: &Walk<'_>, found: &mut Findings) {
    for listing in walk.named("listing").filter(|listing| listing.value.is_object()) {
        pages(mapping, listing, found);
        orders(mapping, listing, found);
    }
    counts(mapping, walk, found);
    let told = &mapping.section("comment")["replies"];
    let replies = mapping.section("replies");
    if !replies.is_null() && told["hidden"].is_null() && told["next"].is_null() {
        let words = "never used, because no comment says that it has more replies: add `comment.replies.hidden` or `comment.replies.next`, or remove this";
        found.warning("/replies", words);
    }
    for name in ["hidden", "next"] {
        if replies.is_null() && !told[name].is_null() {
            let words =
                "hidden replies are announced but cannot be loaded: add a list `replies`, or remove this";
            found.warning(&format!("/comment/replies/{name}"), words);
        }
    }
}

/// Badges are counted by a script that knows a part of the language.
fn counts(mapping: &Mapping, walk: &Walk<'_>, found: &mut Findings) {
    let counts = mapping.section("counts");
    if counts.is_object() && !sends(mapping, counts, "list.threads") {
        found.error(
            "/counts",
            "{list.threads} is sent nowhere, so nobody knows what to count: put it into `query` or `body`",
        );
    }
    for place in walk.named("steps").filter(|place| matches!(place.section(), "count" | "counts")) {
        json::each(place.value, &mut |name, _| {
            if ["text", "with", "rules", "in", "by", "then", "is", "link", "last"].contains(&name) {
                let words = format!(
                    "`{name}` is not known where counts are read: read a pointer, a header or a part of a text"
                );
                found.error(&format!("{}/{name}", place.at), words);
            }
        });
    }
}

fn pages(mapping: &Mapping, listing: &Place<'_>, found: &mut Findings) {
    let page = &listing.value["page"];
    let Some(by) = page["by"].as_str() else { return };
    let at = format!("{}/page", listing.at);
    let variable = match by {
        "page" => "list.page",
        "offset" => "list.offset",
        "cursor" => "list.cursor",
        _ => "",
    };
    if !variable.is_empty() && !sends(mapping, listing.value, variable) {
        let words = format!(
            "{{{variable}}} is sent nowhere, so every page is the first: put it into `query`, or use another `by`"
        );
        found.error(&format!("{at}/by"), words);
    }
    if by == "cursor" && page["next"].is_null() {
        found.error(&at, "nothing says where the next page begins: add `next`");
    }
    if matches!(by, "page" | "offset") && !page["next"].is_null() {
        let words = format!("pages by {by} do not read it: remove it, or set `by` to cursor or link");
        found.warning(&format!("{at}/next"), words);
    }
    for (member, only) in [("start", "page"), ("pages", "page")] {
        if !page[member].is_null() && by != only {
            let words = format!("pages by {by} do not read it: remove it, or set `by` to {only}");
            found.warning(&format!("{at}/{member}"), words);
        }
    }
}

fn orders(mapping: &Mapping, listing: &Place<'_>, found: &mut Findings) {
    let own = &listing.value["sorts"];
    let mut names = Vec::new();
    json::each(own, &mut |_, sort| {
        names.extend(sort.is_string().then(|| "sort".to_owned()));
        json::each(sort, &mut |name, _| names.push(format!("sort.{name}")));
    });
    if !names.is_empty() && !names.iter().any(|name| sends(mapping, listing.value, name)) {
        let words =
            format!("{{{}}} is sent nowhere, so the order never changes: put it into `query`", names[0]);
        found.error(&format!("{}/sorts", listing.at), words);
    }
}

/// Whether a request sends a variable.
pub fn sends(mapping: &Mapping, step: &Value, name: &str) -> bool {
    let http = mapping.section("http");
    let parts = ["url", "query", "headers", "body"];
    parts.iter().any(|part| [step, http].iter().any(|of| template::mentions(&of[*part], name)))
}
