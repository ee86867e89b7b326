//! Advice about posting and changing: ways never taken, fields never sent, answers never read.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::json::items;
use super::Findings;
use super::paging::sends;

pub fn look(mapping: &Mapping, found: &mut Findings) {
    let edit = mapping.section("edit");
    if edit.is_object() && !sends(mapping, edit, "draft.body") {
        found.error("/edit", "the changed text is sent nowhere: put {draft.body} into `body`");
    }
    let create = mapping.section("create");
    if create.is_object() {
        return way(mapping, create, "/create", found);
    }
    let mut is_over = false;
    for (index, own) in items(create).iter().enumerate() {
        let at = format!("/create/{index}");
        if is_over {
            let words = "never used: the one before needs nothing, so it is always taken; give that one `needs`, or move it to the end";
            found.warning(&at, words);
        }
        is_over |= items(&own["needs"]).is_empty() && own["sameOrigin"] != true;
        way(mapping, own, &at, found);
    }
}

fn way(mapping: &Mapping, way: &Value, at: &str, found: &mut Findings) {
    if !way["open"].is_null() || way["kind"] == "webmention" {
        return;
    }
    let sent = |name: &str| {
        let variable = format!("draft.{name}");
        sends(mapping, way, &variable)
            || items(&way["before"]).iter().any(|step| sends(mapping, step, &variable))
    };
    if !sent("body") {
        found.error(at, "the comment itself is sent nowhere: put {draft.body} into `body`");
    }
    for name in ["name", "email", "url"] {
        let rule = &way["fields"][name];
        let need = rule.as_str().or(rule["need"].as_str()).unwrap_or("absent");
        let field = format!("{at}/fields/{name}");
        if need == "required" && !sent(name) {
            let words = format!(
                "the field is required but sent nowhere: put {{draft.{name}}} into `body`, or remove it"
            );
            found.error(&field, words);
        } else if need == "optional" && !sent(name) {
            let words = format!(
                "the field is shown but sent nowhere: put {{draft.{name}}} into `body`, or remove it"
            );
            found.warning(&field, words);
        }
    }
    let then = format!("{at}/then");
    match way["then"].as_str() {
        Some("insert" | "replace") if way["item"].is_null() => {
            let words = "without `item` there is no comment to show: add `item` (\"\" is the whole answer), or write refresh";
            found.error(&then, words);
        }
        Some("remove") => found.warning(&then, "a new comment is not removed: write insert, refresh or wait"),
        Some("refresh" | "wait") if !way["item"].is_null() => {
            found.warning(
                &format!("{at}/item"),
                "not read, as `then` is not insert: write insert, or remove it",
            );
        }
        _ => {}
    }
}
