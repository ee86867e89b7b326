//! From a step of the mapping to a request, within the rules for addresses and secrets.

use serde_json::Value;

use super::super::address;
use super::super::document::{Encoding, RequestTemplate};
use super::super::expression::scalar;
use super::super::template::{Data, UriTemplate};
use super::trouble::{Trouble, setup_problem};
use super::variables::{Rank, attribute};
use super::{Request, Scope};

/// Makes the request of a step.
pub fn request(scope: &Scope<'_>, template: &RequestTemplate, page: &str) -> Result<Request, Trouble> {
    let http = &scope.mapping.http;
    let method = template.method.or(http.method).unwrap_or("GET");
    let Some(url) = template.url.as_ref().or(http.url.as_ref()) else {
        return Err(setup_problem(&["the mapping gives no url for a request"]));
    };
    let mut url = base(scope, url, page)?;
    let has_query = url.contains('?');
    let mut query = String::new();
    for (name, data) in merged(&http.query, &template.query) {
        // Secrets have no place in an address, which ends up in logs and histories.
        if let Some(value) = data.fill(&|name: &str| scope.for_url(name)) {
            pairs(name, &value, &mut query);
        }
    }
    if !query.is_empty() {
        url.push(if has_query { '&' } else { '?' });
        url.push_str(&query);
    }
    let mut headers: Vec<(String, String)> = Vec::new();
    for (name, data) in merged(&http.headers, &template.headers) {
        let Some(value) = data.fill(&|name: &str| scope.value(name)) else { continue };
        let Some(value) = scalar(&value) else { continue };
        // `fetch` throws at anything else.
        if value.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            headers.push((name.to_owned(), value.into_owned()));
        }
    }
    let has = |headers: &[(String, String)], name: &str| {
        headers.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    };
    if !has(&headers, "accept") {
        // A safelisted header: several backends send errors as HTML without it.
        headers.push(("Accept".to_owned(), "application/json".to_owned()));
    }
    let body = if matches!(method, "GET" | "HEAD") { None } else { body(scope, template) };
    let body = body.map(|body| match template.encoding.or(http.encoding) {
        Some(Encoding::Form) => ("application/x-www-form-urlencoded", form(&body)),
        _ => ("application/json", body.to_string()),
    });
    if let Some((kind, _)) = body.as_ref().filter(|_| !has(&headers, "content-type")) {
        headers.push(("Content-Type".to_owned(), (*kind).to_owned()));
    }
    // A Content-Type without a body would cost a preflight.
    if body.is_none() {
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    }
    let credentials = template.credentials.or(http.credentials).unwrap_or_default();
    Ok(Request { method, url, headers, body: body.map(|(_, text)| text), credentials })
}

/// Expands an address and holds it to the origins that the owner or the mapping itself names.
fn base(scope: &Scope<'_>, template: &UriTemplate, page: &str) -> Result<String, Trouble> {
    let lookup = |name: &str| scope.for_url(name);
    let allowed = match (template.root(), template.head()) {
        (Some(root), _) => match scope.variables.find(root) {
            None => return Err(setup_problem(&[&attribute(root), ": expected an address, found none"])),
            Some((value, Rank::Captured)) => owner_origin(scope, page, value),
            Some((value, _)) => origin(page, value),
        },
        // `https://host{x}` would let a variable choose the host.
        (None, Some(head)) if head.split_once("://").is_none_or(|(_, rest)| rest.contains('/')) => {
            origin(page, &Value::from(head))
        }
        _ => None,
    };
    let expanded = template.expand(&lookup).and_then(|url| address::resolve(page, &url));
    let expanded = expanded.map(|url| url.split('#').next().unwrap_or_default().to_owned());
    match expanded {
        Some(url) if allowed.is_some() && address::origin(&url) == allowed => Ok(url),
        Some(url) => {
            Err(setup_problem(&["refused to ask ", &url, ": it is not where the mapping's addresses lead"]))
        }
        None => Err(setup_problem(&["an address of the mapping is not http or https"])),
    }
}

/// The origin of a captured address, if one of the owner's or the mapping's own addresses has it too.
fn owner_origin(scope: &Scope<'_>, page: &str, captured: &Value) -> Option<String> {
    let captured = origin(page, captured)?;
    let known = |name: &str| match scope.variables.find(name) {
        Some((value, rank)) if rank != Rank::Captured => origin(page, value).as_ref() == Some(&captured),
        _ => false,
    };
    scope.mapping.vars.iter().any(|(name, _)| known(name)).then_some(captured)
}

fn origin(page: &str, value: &Value) -> Option<String> {
    address::origin(&address::resolve(page, value.as_str()?)?)
}

/// The defaults that are not overridden, then the request's own members.
fn merged<'m>(
    defaults: &'m [(String, Data)],
    own: &'m [(String, Data)],
) -> impl Iterator<Item = (&'m str, &'m Data)> {
    let kept =
        defaults.iter().filter(|(name, _)| !own.iter().any(|(found, _)| found.eq_ignore_ascii_case(name)));
    kept.chain(own).map(|(name, data)| (&**name, data))
}

fn body(scope: &Scope<'_>, template: &RequestTemplate) -> Option<Value> {
    let fill = |data: &Option<Data>| data.as_ref()?.fill(&|name: &str| scope.value(name));
    match (fill(&scope.mapping.http.body), fill(&template.body)) {
        (Some(Value::Object(mut all)), Some(Value::Object(own))) => {
            all.extend(own);
            Some(Value::Object(all))
        }
        (defaults, own) => own.or(defaults),
    }
}

/// Writes a body as a form.
fn form(body: &Value) -> String {
    let mut out = String::new();
    for (name, value) in body.as_object().into_iter().flatten() {
        pairs(name, value, &mut out);
    }
    out
}

/// Writes `name=value`, once for each element of a list.
fn pairs(name: &str, value: &Value, out: &mut String) {
    if let Value::Array(items) = value {
        items.iter().for_each(|item| pairs(name, item, out));
        return;
    }
    let Some(value) = scalar(value) else { return };
    if !out.is_empty() {
        out.push('&');
    }
    encode(name, out);
    out.push('=');
    encode(&value, out);
}

fn encode(text: &str, out: &mut String) {
    super::super::template::encode(text, false, out);
}
