//! Where a mapping uses variables, and how.

use serde_json::Value;

use super::super::template::{self, Piece};
use super::walk::{Place, Walk};

/// One use of a variable.
pub struct Use<'w> {
    /// The variable.
    pub name: String,
    /// Where it is used.
    pub at: &'w str,
    /// The section of the document it is in.
    pub section: &'w str,
    /// What for.
    pub role: Role,
}

/// What a variable is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An address begins with it.
    Root,
    /// It stands in an address.
    Address,
    /// It is sent in a header or a body, or names the thread.
    Data,
    /// It is read by an expression.
    Text,
    /// It must have a value, or must not.
    Condition,
    /// It is compared, or another variable is made of it.
    Inner,
}

/// Finds all uses of variables.
pub fn uses<'w>(walk: &'w Walk<'_>) -> Vec<Use<'w>> {
    let mut found = Vec::new();
    for place in &walk.places {
        let Some(text) = place.value.as_str() else { continue };
        if place.is("variable") {
            found.push(used(place, text, role_of_name(walk, place)));
        } else if place.is("uri") {
            let root = template::root(text);
            for name in names(text) {
                let role = if root == Some(&*name) { Role::Root } else { Role::Address };
                found.push(used(place, &name, role));
            }
        } else if place.is("template") {
            let steps = walk.parent(place).filter(|parent| parent.is("steps"));
            // A text that begins with / is a pointer to the template.
            if steps.is_some() && text.starts_with('/') {
                continue;
            }
            let given = |name: &str| steps.is_some_and(|steps| !steps.value["with"][name].is_null());
            let role = if steps.is_some() { Role::Text } else { role_of_data(walk, place) };
            found.extend(names(text).iter().filter(|name| !given(name)).map(|name| used(place, name, role)));
        }
    }
    found
}

/// The variables of a template.
pub fn names(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    let _stops_at_a_mistake = template::pieces(template, &mut |piece| {
        if let Piece::Variable { name, .. } = piece {
            names.push(name.to_owned());
        }
        Some(())
    });
    names
}

/// The variables that a document gives values: those it declares, and those it captures, with their places.
pub fn captured<'w>(walk: &'w Walk<'_>) -> Vec<(&'w str, &'w str)> {
    let captures = walk.places.iter().filter(|place| {
        walk.parent(place)
            .is_some_and(|parent| parent.is("captures") && matches!(parent.value, Value::Object(_)))
    });
    captures.map(|place| (&*place.name, &*place.at)).collect()
}

fn used<'w>(place: &'w Place<'_>, name: &str, role: Role) -> Use<'w> {
    Use { name: name.to_owned(), at: &place.at, section: place.section(), role }
}

fn role_of_name(walk: &Walk<'_>, place: &Place<'_>) -> Role {
    let is_list = walk.parent(place).is_some_and(|parent| parent.name == "needs");
    match &*place.name {
        _ if is_list => Role::Condition,
        "unless" => Role::Condition,
        "var" if walk.parent(place).is_some_and(|parent| parent.is("steps")) => Role::Text,
        _ => Role::Inner,
    }
}

/// Data of a request is in its address where it is in `query`.
fn role_of_data(walk: &Walk<'_>, place: &Place<'_>) -> Role {
    let Some(request) = walk.around(place, "request") else { return Role::Data };
    let inside = place.at.get(request.at.len()..).unwrap_or_default();
    if inside.starts_with("/query/") { Role::Address } else { Role::Data }
}
