//! From a step of the mapping to a request, within the rules for addresses and secrets.

use crate::cut;
use serde_json::Value;

use super::super::document::METHODS;
use super::super::{address, json, template};
use super::trouble::{Trouble, setup_problem};
use super::variables::{Rank, attribute};
use super::{Credentials, Request, Scope};

/// Makes the request of a step.
pub fn request(scope: &Scope<'_>, step: &Value, page: &str) -> Result<Request, Trouble> {
    let http = scope.mapping.section("http");
    let word = |name: &str| step[name].as_str().or(http[name].as_str()).unwrap_or_default();
    let method = cut::pieces(METHODS, " ").find(|known| *known == word("method")).unwrap_or("GET");
    let mut url = base(scope, word("url"), page)?;
    let mut query = String::new();
    // Secrets have no place in an address, which ends up in logs and histories.
    let for_url = |name: &str| scope.for_url(name);
    merged(&http["query"], &step["query"], &for_url, &mut |name, value| pairs(name, value, &mut query));
    if !query.is_empty() {
        url.push(if cut::has(&url, b'?') { '&' } else { '?' });
        url.push_str(&query);
    }
    let any = |name: &str| scope.value(name);
    let mut headers = Vec::new();
    merged(&http["headers"], &step["headers"], &any, &mut |name, value| {
        let value = json::scalar(value).unwrap_or("\n");
        // `fetch` throws at anything else.
        if value.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            headers.push((name.to_owned(), value.to_owned()));
        }
    });
    // A safelisted header: several backends send errors as HTML without it.
    add(&mut headers, "Accept", "application/json");
    let body = if matches!(method, "GET" | "HEAD") { None } else { body(step, http, &any) };
    let form = word("encoding") == "form";
    match &body {
        Some(_) if form => add(&mut headers, "Content-Type", "application/x-www-form-urlencoded"),
        Some(_) => add(&mut headers, "Content-Type", "application/json"),
        // A Content-Type without a body would cost a preflight.
        None => headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type")),
    }
    let body = body.map(|body| if form { self::form(&body) } else { json::encoded(&body) });
    let credentials = match word("credentials") {
        "omit" => Credentials::Omit,
        "include" => Credentials::Include,
        _ => Credentials::SameOrigin,
    };
    Ok(Request { method, url, headers, body, credentials })
}

/// Expands an address and holds it to the origins that the owner or the mapping itself names.
fn base(scope: &Scope<'_>, template: &str, page: &str) -> Result<String, Trouble> {
    if template.is_empty() {
        return Err(setup_problem(&["the mapping gives no url for a request"]));
    }
    let head = address::before(template, "{");
    let allowed = match template::root(template) {
        Some(root) => match scope.variables.ranked(root) {
            None => return Err(setup_problem(&[&attribute(root), ": expected an address, found none"])),
            Some((value, Rank::Captured)) => owner_origin(scope, page, value),
            Some((value, _)) => origin(page, value.as_str()),
        },
        // `https://host{x}` would let a variable choose the host.
        None if cut::once(head, "://").is_none_or(|(_, rest)| cut::has(rest, b'/')) => {
            origin(page, Some(head).filter(|head| !head.is_empty()))
        }
        None => None,
    };
    let expanded = template::expand(template, &|name| scope.for_url(name));
    let Some(url) = expanded.and_then(|url| address::resolve(page, address::before(&url, "#"))) else {
        return Err(setup_problem(&["an address of the mapping is not http or https"]));
    };
    let given = template::root(template).and_then(|root| scope.variables.ranked(root)?.0.as_str());
    let is_higher = dots(&url) > dots(template) + dots(given.unwrap_or_default());
    if allowed.is_none() || is_higher || address::origin(&url) != allowed {
        return Err(setup_problem(&[
            "refused to ask ",
            &url,
            ": it is not where the mapping's addresses lead",
        ]));
    }
    Ok(url)
}

/// Counts the segments that lead to a folder above, which a value must not add: `..` is no percent-encoded character.
fn dots(address: &str) -> usize {
    cut::pieces(address::before(address, "?#"), "/").filter(|segment| matches!(*segment, "." | "..")).count()
}

/// The origin of a captured address, if one of the owner's or the mapping's own addresses has it too.
fn owner_origin(scope: &Scope<'_>, page: &str, captured: &Value) -> Option<String> {
    let captured = origin(page, captured.as_str())?;
    let known = |name: &String| match scope.variables.ranked(name) {
        Some((value, rank)) if rank != Rank::Captured => {
            origin(page, value.as_str()).as_ref() == Some(&captured)
        }
        _ => false,
    };
    scope.mapping.section("vars").as_object()?.keys().any(known).then_some(captured)
}

fn origin(page: &str, address: Option<&str>) -> Option<String> {
    address::origin(&address::resolve(page, address?)?)
}

/// Visits the defaults that are not overridden, then the request's own members, filled in.
fn merged(
    defaults: &Value,
    own: &Value,
    lookup: template::Lookup<'_, '_>,
    visit: &mut dyn FnMut(&str, &Value),
) {
    for members in [defaults, own] {
        json::each(members, &mut |name, data| {
            let overridden = std::ptr::eq(members, defaults)
                && own
                    .as_object()
                    .is_some_and(|own| own.keys().any(|found| found.eq_ignore_ascii_case(name)));
            if let Some(value) = template::fill(data, lookup).filter(|_| !overridden) {
                visit(name, &value);
            }
        });
    }
}

/// Adds a header unless it is there.
fn add(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    if !headers.iter().any(|(found, _)| found.eq_ignore_ascii_case(name)) {
        headers.push((name.to_owned(), value.to_owned()));
    }
}

#[inline(never)]
fn body(step: &Value, http: &Value, lookup: template::Lookup<'_, '_>) -> Option<Value> {
    let fill = |section: &Value| template::fill(section.get("body")?, lookup);
    match (fill(http), fill(step)) {
        (Some(Value::Object(mut all)), Some(Value::Object(own))) => {
            for (name, value) in own {
                all.insert(name, value);
            }
            Some(Value::Object(all))
        }
        (defaults, own) => own.or(defaults),
    }
}

/// Writes a body as a form.
#[inline(never)]
fn form(body: &Value) -> String {
    let mut out = String::new();
    json::each(body, &mut |name, value| pairs(name, value, &mut out));
    out
}

/// Writes `name=value`, once for each element of a list.
fn pairs(name: &str, value: &Value, out: &mut String) {
    if let Value::Array(items) = value {
        items.iter().for_each(|item| pairs(name, item, out));
        return;
    }
    let Some(value) = json::scalar(value) else { return };
    if !out.is_empty() {
        out.push('&');
    }
    template::encode(name, false, out);
    out.push('=');
    template::encode(value, false, out);
}
