//! What this reader may do now: what the mapping can express, narrowed by the backend's word.

use serde_json::Value;

use super::super::address;
use super::super::document::{CreateShape, Mapping};
use super::super::expression::scalar;
use super::super::template::{Data, UriTemplate};
use super::Scope;
use super::variables::secret;
use crate::model::{Capabilities, Create, Field, FieldName, Fields, Need};

/// Capabilities the backend spoke of, the latest last.
pub type Told = [(String, Value)];

/// The first way to post whose needs are met.
pub fn way<'m>(scope: &Scope<'m>) -> Option<&'m CreateShape> {
    scope.mapping.create.iter().find(|create| met(scope, &create.write.step.needs))
}

/// Whether all variables have values.
pub fn met(scope: &Scope<'_>, needs: &[String]) -> bool {
    needs.iter().all(|name| scope.value(name).is_some())
}

/// Puts together what this reader may do.
pub fn capabilities(scope: &Scope<'_>, told: &Told, page: &str) -> Capabilities {
    let way = way(scope);
    let create = create(scope, way, told, page);
    let mentions = |name: &str| way.is_some_and(|way| mentions(scope.mapping, way, name));
    Capabilities {
        reply: create == Create::Form && mentions("draft.parent") && flag(told, "reply") != Some(false),
        max_depth: number(told, "maxDepth"),
        sorts: scope.mapping.list.sorts.iter().map(|(sort, _)| *sort).collect(),
        order: scope.mapping.list.sorts.first().map(|(sort, _)| *sort),
        fields: fields(way, told, &mentions),
        feed: scope.mapping.feed.as_ref().and_then(|feed| link(scope, feed, page)),
        create,
    }
}

fn create(scope: &Scope<'_>, way: Option<&CreateShape>, told: &Told, page: &str) -> Create {
    if flag(told, "closed") == Some(true) {
        return Create::Closed;
    }
    let mapping = scope.mapping;
    let guest = scope.value("me.id").is_none()
        && !mapping.vars.iter().any(|(name, variable)| variable.secret && scope.value(name).is_some());
    let login = || mapping.login.as_ref().and_then(|login| link(scope, login, page));
    if guest && flag(told, "anonymous") == Some(false) {
        return Create::LoginRequired(login());
    }
    if flag(told, "create") == Some(false) {
        return if guest && mapping.login.is_some() {
            Create::LoginRequired(login())
        } else {
            Create::Unavailable
        };
    }
    match way {
        Some(CreateShape { open: Some(open), .. }) => {
            link(scope, open, page).map_or(Create::Unavailable, Create::Open)
        }
        Some(_) => Create::Form,
        None if mapping
            .create
            .iter()
            .any(|way| way.write.step.needs.iter().any(|name| secret(mapping, name))) =>
        {
            Create::LoginRequired(login())
        }
        None => Create::Unavailable,
    }
}

/// An address for the reader to open.
fn link(scope: &Scope<'_>, template: &UriTemplate, page: &str) -> Option<String> {
    // Without the variable it begins with, an address would lead nowhere.
    if template.root().is_some_and(|root| scope.for_url(root).is_none()) {
        return None;
    }
    address::resolve(page, &template.expand(&|name: &str| scope.for_url(name))?)
}

fn fields(way: Option<&CreateShape>, told: &Told, mentions: &dyn Fn(&str) -> bool) -> Fields {
    let mut fields = Fields::default();
    for name in FieldName::ALL {
        let field = match name {
            FieldName::Name => &mut fields.name,
            FieldName::Email => &mut fields.email,
            FieldName::Url => &mut fields.url,
            FieldName::Body => &mut fields.body,
        };
        let given = way.and_then(|way| way.fields.iter().find(|(found, _)| *found == name));
        match given {
            Some((_, given)) => *field = given.clone(),
            // What the request has no place for need not be asked.
            None if name != FieldName::Body && !mentions(&["draft.", name.as_str()].concat()) => {
                *field = Field::default()
            }
            None => {}
        }
        // The backend may ask for more or less, but not for what the request has no place for.
        let word = told_value(told, &["field.", name.as_str()].concat());
        field.need = match (field.need, word.and_then(Value::as_str)) {
            (Need::Absent, _) | (_, Some("absent")) => Need::Absent,
            (_, Some("required")) => Need::Required,
            (_, Some("optional")) => Need::Optional,
            (need, _) => need,
        };
    }
    fields.body.max_length = number(told, "maxLength").or(fields.body.max_length);
    fields
}

/// Whether a request of a way to post uses a variable.
fn mentions(mapping: &Mapping, way: &CreateShape, name: &str) -> bool {
    let before = way.write.before.iter().map(|step| &step.request);
    before.chain([&way.write.step.request]).any(|request| {
        let members = request.query.iter().chain(&request.headers).map(|(_, data)| data);
        members.chain(&request.body).any(|data: &Data| data.mentions(name))
            || request.url.as_ref().is_some_and(|url| url.names().any(|found| found == name))
    }) || mapping.http.body.as_ref().is_some_and(|body| body.mentions(name))
}

fn told_value<'t>(told: &'t Told, name: &str) -> Option<&'t Value> {
    told.iter().rev().find(|(found, _)| found == name).map(|(_, value)| value)
}

fn flag(told: &Told, name: &str) -> Option<bool> {
    told_value(told, name).and_then(Value::as_bool)
}

fn number(told: &Told, name: &str) -> Option<u32> {
    scalar(told_value(told, name)?)?.parse().ok()
}
