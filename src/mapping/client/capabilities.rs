//! What this reader may do now: what the mapping can express, narrowed by the backend's word.

use crate::cut;
use serde_json::Value;

use super::super::document::{Mapping, SORTS};
use super::super::json;
use super::super::{address, template};
use super::{Scope, act};
use crate::model::{
    Acts, Capabilities, Create, Field, FieldName, Fields, Moderation, Need, Offers, Session, Sort,
};

/// Capabilities the backend spoke of, the latest last.
pub type Told = [(String, Value)];

/// The ways to post; a mapping may write a single one without an array.
pub fn ways(mapping: &Mapping) -> &[Value] {
    match mapping.section("create") {
        Value::Null => &[],
        Value::Array(ways) => ways,
        way => std::slice::from_ref(way),
    }
}

/// The orders of a list.
pub fn sorts(listing: &Value) -> Vec<Sort> {
    let known = cut::pieces(SORTS, " ").filter(|name| !listing["sorts"][*name].is_null());
    known.filter_map(Sort::named).collect()
}

/// Puts together what this reader may do.
pub fn capabilities(scope: &Scope<'_>, told: &Told, page: &str) -> Capabilities {
    let way = ways(scope.mapping).iter().find(|way| scope.meets(way)).unwrap_or(&Value::Null);
    let create = create(scope, way, told, page);
    let sorts = sorts(scope.mapping.section("list"));
    Capabilities {
        reply: create == Create::Form
            && mentions(scope.mapping, way, "draft.parent")
            && flag(told, "reply") != Some(false),
        max_depth: number(told, "maxDepth"),
        order: sorts.first().copied(),
        sorts,
        fields: fields(scope, way, told),
        feed: link(scope, scope.mapping.section("feed"), page),
        acts: acts(scope, told),
        session: session(scope, page),
        offers: offers(scope, told, way),
        create,
    }
}

fn create(scope: &Scope<'_>, way: &Value, told: &Told, page: &str) -> Create {
    let mapping = scope.mapping;
    let secret = |name: &str| mapping.secret(name);
    let login = || login(scope, page);
    let signed_in = scope.value("me.id").is_some() || has_secret(scope);
    let refused = flag(told, "create") == Some(false);
    // A way that only lacks a secret opens when the reader signs in.
    let lacks = |way: &Value| {
        let is_known =
            |name: &&Value| name.as_str().is_some_and(|name| secret(name) || scope.value(name).is_some());
        let needs = json::items(&way["needs"]);
        !needs.is_empty() && needs.iter().all(|name| is_known(&name))
    };
    let must_sign_in = match way {
        _ if !signed_in && flag(told, "anonymous") == Some(false) => true,
        _ if refused => !signed_in && login().is_some(),
        Value::Null => ways(mapping).iter().any(lacks),
        _ => false,
    };
    if flag(told, "closed") == Some(true) {
        Create::Closed
    } else if must_sign_in {
        Create::LoginRequired(login())
    } else if refused || way.is_null() {
        Create::Unavailable
    } else if way["open"].is_null() {
        Create::Form
    } else {
        link(scope, &way["open"], page).map_or(Create::Unavailable, Create::Open)
    }
}

/// What the backend offers beside comments.
fn offers(scope: &Scope<'_>, told: &Told, way: &Value) -> Offers {
    let has = |name: &str| !scope.mapping.section(name).is_null() && scope.meets(scope.mapping.section(name));
    let live = has("live") && flag(told, "live") != Some(false);
    let repeat = template::mentions(&way["headers"], "draft.key");
    Offers { preview: has("preview"), summary: has("summary"), live, repeat }
}

/// Whether the reader is signed in, or can sign in in another window.
fn session(scope: &Scope<'_>, page: &str) -> Session {
    let window = || login(scope, page).filter(|_| !scope.mapping.section("auth")["login"]["popup"].is_null());
    match scope.value("me.name").and_then(json::scalar) {
        Some(name) if is_of_page(scope) => Session::Page(name.to_owned()),
        Some(name) => Session::Open(name.to_owned()),
        None => window().map_or(Session::None, Session::Window),
    }
}

/// Whether the page would give a forgotten secret again, and the mapping cannot ask the backend to end the session.
#[inline(never)]
fn is_of_page(scope: &Scope<'_>) -> bool {
    let is_given = |name: &String| {
        let variable = scope.mapping.variable(name);
        variable["secret"] == true && !variable["from"].is_null() && scope.value(name).is_some()
    };
    let vars = scope.mapping.section("vars").as_object();
    scope.mapping.section("auth")["logout"].is_null() && vars.is_some_and(|vars| vars.keys().any(is_given))
}

/// The address at which the reader signs in.
pub fn login(scope: &Scope<'_>, page: &str) -> Option<String> {
    let login = &scope.mapping.section("auth")["login"];
    let login = if login["popup"].is_null() { &login["redirect"] } else { &login["popup"] };
    link(scope, login, page).filter(|_| login.as_str().is_some_and(|login| scope.variables.has_all(login)))
}

/// Whether a secret of the mapping is known.
pub fn has_secret(scope: &Scope<'_>) -> bool {
    let known = |name: &String| scope.mapping.secret(name) && scope.value(name).is_some();
    scope.mapping.section("vars").as_object().is_some_and(|vars| vars.keys().any(known))
}

/// What can be done to comments: what the mapping has and the session allows, unless the backend says no.
fn acts(scope: &Scope<'_>, told: &Told) -> Acts {
    let section = |name: &str| scope.mapping.section(name);
    let is_open = |step: &Value| !step.is_null() && scope.meets(step);
    let may = |name: &str, step: &Value| is_open(step) && flag(told, name) != Some(false);
    let (vote, moderate) = (section("vote"), section("moderate"));
    let decisions = Moderation::ALL.iter().copied();
    let window = |step: &Value| json::whole(&step["window"])?.try_into().ok();
    let window = window(section("edit")).or_else(|| window(section("delete")));
    Acts {
        edit: may("edit", section("edit")),
        is_authors_only: section("edit")["by"] == "author",
        delete: may("delete", section("delete")),
        window: number(told, "editWindow").or(window),
        up: may("vote.up", &vote["up"]),
        down: may("vote.down", &vote["down"]),
        clear: act::clears(vote),
        flag: may("flag", section("flag")),
        moderator: flag(told, "moderate") == Some(true),
        moderate: decisions.filter(|decision| is_open(&moderate[decision.as_str()])).collect(),
        queue: is_open(section("queue")),
    }
}

/// An address for the reader to open.
fn link(scope: &Scope<'_>, template: &Value, page: &str) -> Option<String> {
    let template = template.as_str()?;
    // Without the variable it begins with, an address would lead nowhere.
    if template::root(template).is_some_and(|root| scope.for_url(root).is_none()) {
        return None;
    }
    address::resolve(page, &template::expand(template, &|name| scope.for_url(name))?)
}

fn fields(scope: &Scope<'_>, way: &Value, told: &Told) -> Fields {
    let mapping = scope.mapping;
    let mut fields = Fields::default();
    for name in FieldName::ALL {
        let field = match name {
            FieldName::Name => &mut fields.name,
            FieldName::Email => &mut fields.email,
            FieldName::Url => &mut fields.url,
            FieldName::Body => &mut fields.body,
        };
        match &way["fields"][name.as_str()] {
            // What the request has no place for need not be asked.
            Value::Null => {
                let variable = ["draft.", name.as_str()].concat();
                if name != FieldName::Body && !mentions(mapping, way, &variable) {
                    field.need = Need::Absent;
                }
            }
            rule => *field = self::field(rule),
        }
        // The backend may ask for more or less, but not for what the request has no place for.
        let word = told_value(told, &["field.", name.as_str()].concat());
        if field.need != Need::Absent
            && let Some(need) = word.and_then(need)
        {
            field.need = need;
        }
    }
    // Who is signed in need not say who they are.
    if scope.value("me.name").is_some() {
        for field in [&mut fields.name, &mut fields.email, &mut fields.url] {
            field.need = Need::Absent;
        }
    }
    fields.body.max_length = number(told, "maxLength").or(fields.body.max_length);
    fields
}

/// The rules of a field, or only whether it is needed.
fn field(rule: &Value) -> Field {
    let length = |name: &str| json::whole(&rule[name]).and_then(|length| length.try_into().ok());
    let text = |name: &str| rule[name].as_str().map(str::to_owned);
    Field {
        need: need(if rule.is_object() { &rule["need"] } else { rule }).unwrap_or_default(),
        pattern: text("pattern"),
        min_length: length("minLength"),
        max_length: length("maxLength"),
        hint: text("hint"),
    }
}

fn need(word: &Value) -> Option<Need> {
    match word.as_str()? {
        "required" => Some(Need::Required),
        "optional" => Some(Need::Optional),
        "absent" => Some(Need::Absent),
        _ => None,
    }
}

/// Whether a request of a way to post uses a variable.
fn mentions(mapping: &Mapping, way: &Value, name: &str) -> bool {
    let request = |step: &Value| {
        ["url", "query", "headers", "body"].iter().any(|member| template::mentions(&step[*member], name))
    };
    request(way)
        || json::items(&way["before"]).iter().any(request)
        || template::mentions(&mapping.section("http")["body"], name)
}

fn told_value<'t>(told: &'t Told, name: &str) -> Option<&'t Value> {
    told.iter().rev().find(|(found, _)| found == name).map(|(_, value)| value)
}

fn flag(told: &Told, name: &str) -> Option<bool> {
    told_value(told, name).and_then(Value::as_bool)
}

fn number(told: &Told, name: &str) -> Option<u32> {
    json::integer(json::scalar(told_value(told, name)?)?)?.try_into().ok()
}
