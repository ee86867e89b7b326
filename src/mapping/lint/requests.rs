//! Advice about requests: addresses that are refused, bodies that are not sent, secrets for all to read.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::{address, template};
use super::Findings;
use super::uses::names;
use super::walk::{Place, Walk};

pub fn look(mapping: &Mapping, walk: &Walk<'_>, found: &mut Findings) {
    let http = mapping.section("http");
    for place in walk.named("request").filter(|place| place.value.is_object()) {
        let own = place.value;
        let opens = !own["open"].is_null();
        if place.at != "/http" && !opens && own["url"].is_null() && http["url"].is_null() {
            found.error(&place.at, "this request has no address: add `url`");
        }
        let method = own["method"].as_str().or(http["method"].as_str()).unwrap_or("GET");
        if matches!(method, "GET" | "HEAD") && !own["body"].is_null() {
            let words = format!("a {method} request has no body: set `method` to POST, or use `query`");
            found.warning(&format!("{}/body", place.at), words);
        }
    }
    for place in walk.named("uri") {
        let Some(text) = place.value.as_str() else { continue };
        if place.name == "url" && walk.parent(place).is_some_and(|parent| parent.is("request")) {
            begins_well(&place.at, text, found);
        }
        if is_open(text) {
            let words = "browsers refuse http from a page of https, and anybody can read along: write https";
            found.warning(&place.at, words);
        }
    }
    for place in walk.places.iter().filter(|place| place.value.is_string()) {
        tells_secret(walk, place, found);
    }
}

/// Whether the widget takes an address: it begins with a whole variable or with a host of its own.
fn begins_well(at: &str, text: &str, found: &mut Findings) {
    if template::root(text).is_some() {
        return;
    }
    let head = address::before(text, "{");
    let named = names(text).first().cloned().unwrap_or_default();
    if head.is_empty() {
        let words = format!("the widget refuses an address that begins with {{{named}}}: write {{+{named}}}");
        found.error(at, words);
    } else if head.split_once("://").is_some_and(|(_, rest)| !rest.contains('/')) && head.len() < text.len() {
        let words =
            "a variable must not choose the host: write the whole host and a slash before the first {";
        found.error(at, words);
    }
}

/// Whether an address is http and not this machine's own.
fn is_open(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://") else { return false };
    let host = address::before(rest, "/:{?#");
    !matches!(host, "localhost" | "127.0.0.1" | "[" | "")
}

/// Whether a request carries a fixed text under the name of a secret.
fn tells_secret(walk: &Walk<'_>, place: &Place<'_>, found: &mut Findings) {
    let Value::String(text) = place.value else { return };
    if walk.around(place, "request").is_none() || !place.is("data") || !names(text).is_empty() {
        return;
    }
    let name = place.name.to_lowercase();
    let is_secret = SECRETS.iter().any(|secret| name.contains(secret));
    if is_secret && text.len() >= LEAST {
        let words = "everybody can read a mapping: declare a variable with `secret`, and let the page set it";
        found.warning(&place.at, words);
    }
}

/// Parts of names under which secrets are sent.
const SECRETS: &[&str] = &["authorization", "token", "secret", "password", "apikey", "api_key", "api-key"];
/// Bytes from which on a fixed text may be a secret.
const LEAST: usize = 8;
