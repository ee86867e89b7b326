//! The tables of presets in `docs/` are made from the presets; `UPDATE=1` writes them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

/// What a preset has of something.
type Cell = fn(&Value) -> String;

/// The presets by name.
fn presets() -> BTreeMap<String, Value> {
    let files = fs::read_dir("www/presets").unwrap().map(|entry| entry.unwrap().path());
    let read = |path: &std::path::Path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(&path))).collect()
}

#[test]
fn the_table_of_what_presets_can_do() {
    let columns: [(&str, Cell); 13] = [
        ("replies", replies),
        ("pages", |mapping| word(&mapping["list"]["page"]["by"])),
        ("orders", |mapping| members(&mapping["list"]["sorts"])),
        ("posting", posting),
        ("signing in", signing_in),
        ("own comments", |mapping| present(mapping, &["edit", "delete"])),
        ("votes", |mapping| present(&mapping["vote"], &["up", "down", "clear"])),
        ("reports", |mapping| yes(&mapping["flag"])),
        ("moderation", |mapping| members(&mapping["moderate"])),
        ("queue", |mapping| yes(&mapping["queue"])),
        ("counts", |mapping| present(mapping, &["count", "counts"])),
        ("preview", |mapping| yes(&mapping["preview"])),
        ("feed", |mapping| yes(&mapping["feed"])),
    ];
    let mut table = String::from("| preset |");
    for (title, _) in columns {
        write!(table, " {title} |").unwrap();
    }
    table.push_str(&format!("\n|---|{}\n", "---|".repeat(columns.len())));
    for (name, mapping) in presets() {
        write!(table, "| [`{name}`](recipes.md#{}) |", anchor(&heading(&name))).unwrap();
        for (_, cell) in columns {
            write!(table, " {} |", cell(&mapping)).unwrap();
        }
        table.push('\n');
    }
    keep("docs/backends.md", "what presets can do", &table);
}

#[test]
fn the_table_of_attributes() {
    let mut table = String::from("| preset | attribute | value | otherwise |\n|---|---|---|---|\n");
    for (name, mapping) in presets() {
        for (variable, told) in mapping["vars"].as_object().into_iter().flatten() {
            let Some(about) = told["about"].as_str() else {
                assert!(told["required"] != true, "{name}: {variable} is required and says not what it is");
                continue;
            };
            let mut otherwise = Vec::new();
            for source in told["from"].as_array().into_iter().flatten() {
                for (kind, place) in source.as_object().unwrap() {
                    match kind.as_str() {
                        "cookie" => otherwise.push(format!("the cookie `{}`", word(place))),
                        "meta" => otherwise.push(format!("`<meta name=\"{}\">`", word(place))),
                        "var" => otherwise.push(format!("a part of `{}`", attribute(&word(place)))),
                        _ => {}
                    }
                }
            }
            otherwise.extend(told["default"].as_str().map(|default| format!("`{default}`")));
            if otherwise.is_empty() && told["required"] == true {
                otherwise.push("**required**".to_owned());
            }
            let otherwise = if otherwise.is_empty() { "–".to_owned() } else { otherwise.join(", ") };
            writeln!(table, "| `{name}` | `{}` | {about} | {otherwise} |", attribute(variable)).unwrap();
        }
    }
    keep("docs/recipes.md", "attributes of presets", &table);
}

#[test]
fn every_preset_has_a_recipe() {
    let page = fs::read_to_string("docs/recipes.md").unwrap();
    for (name, _) in presets() {
        let heading = heading(&name);
        assert!(page.contains(&format!("\n## {heading}\n")), "{name}: a recipe under ## {heading}");
        let element = [format!("backend=\"{name}\""), format!("data-backend=\"{name}\"")];
        assert!(element.iter().any(|text| page.contains(text)), "{name}: an element");
    }
}

#[test]
fn the_view_has_the_columns_that_its_preset_reads() {
    let sql = fs::read_to_string("examples/postgrest/comments.sql").unwrap();
    let preset = &presets()["postgrest"];
    let mut names = Vec::new();
    pointers(&preset["comment"], &mut names);
    names.extend(preset["create"]["body"].as_object().unwrap().keys().cloned());
    assert!(names.len() > 20, "{names:?}");
    let view = sql.split("create view").nth(1).unwrap().split(';').next().unwrap();
    for name in names {
        let is_column = view.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name);
        assert!(is_column, "the view has no column {name}");
    }
}

/// The columns that pointers name.
fn pointers(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::String(text) => names.extend(text.strip_prefix('/').map(str::to_owned)),
        Value::Object(members) => members.values().for_each(|member| pointers(member, names)),
        Value::Array(items) => items.iter().for_each(|item| pointers(item, names)),
        _ => {}
    }
}

fn replies(mapping: &Value) -> String {
    let comment = &mapping["comment"];
    if comment["parent"].is_null() && mapping["list"]["children"].is_null() {
        return "–".to_owned();
    }
    let later = !mapping["replies"].is_null();
    (if later { "yes, more on demand" } else { "yes" }).to_owned()
}

/// The ways to post, in their order.
fn posting(mapping: &Value) -> String {
    let ways = match &mapping["create"] {
        Value::Null => return "–".to_owned(),
        Value::Array(ways) => ways.clone(),
        way => vec![way.clone()],
    };
    let secret = |name: &Value| mapping["vars"][word(name)]["secret"] == true;
    let mut words = Vec::new();
    for way in ways {
        let needs: Vec<_> = way["needs"].as_array().cloned().unwrap_or_default();
        let way = match (way["open"].is_null(), needs.iter().any(secret), needs.is_empty()) {
            (false, ..) => "elsewhere",
            (true, true, _) => "signed in",
            (true, false, true) => "form",
            (true, false, false) => "form, if set up",
        };
        if !words.contains(&way) {
            words.push(way);
        }
    }
    words.join("; ")
}

fn signing_in(mapping: &Value) -> String {
    let login = &mapping["auth"]["login"];
    let secrets =
        mapping["vars"].as_object().into_iter().flatten().filter(|(_, told)| told["secret"] == true);
    let sources: Vec<_> =
        secrets.flat_map(|(_, told)| told["from"].as_array().cloned().unwrap_or_default()).collect();
    let has = |kind: &str| sources.iter().any(|source| !source[kind].is_null());
    let ways = [
        (!login["redirect"].is_null(), "page"),
        (!login["popup"].is_null(), "window"),
        (has("cookie") || has("meta"), "the page's session"),
        (mapping["vars"]["auth.token"]["secret"] == true, "token"),
    ];
    list(ways.into_iter().filter(|(is_so, _)| *is_so).map(|(_, way)| way.to_owned()).collect())
}

fn present(section: &Value, names: &[&str]) -> String {
    list(names.iter().filter(|name| !section[**name].is_null()).map(|name| (*name).to_owned()).collect())
}

fn members(section: &Value) -> String {
    list(section.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect())
}

fn yes(section: &Value) -> String {
    (if section.is_null() { "–" } else { "yes" }).to_owned()
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or("–").to_owned()
}

fn list(words: Vec<String>) -> String {
    if words.is_empty() { "–".to_owned() } else { words.join(", ") }
}

/// The attribute that sets a variable.
fn attribute(variable: &str) -> String {
    let mut attribute = "data-".to_owned();
    for character in variable.chars() {
        if character.is_ascii_uppercase() {
            attribute.push('-');
        }
        attribute.push(if matches!(character, '.' | '_') { '-' } else { character.to_ascii_lowercase() });
    }
    attribute
}

/// The heading of a preset's recipe.
fn heading(preset: &str) -> String {
    let heading = match preset {
        "native" => "The native protocol",
        "static" => "A static file",
        "wordpress" => "WordPress",
        "postgrest" => "PostgREST and Supabase",
        "hackernews" => "Hacker News",
        "github" => "GitHub issues",
        "firebase" => "Firebase",
        "json-server" | "django-comments-xtd" | "webmention.io" => preset,
        other => {
            let (first, rest) = other.split_at(1);
            return first.to_uppercase() + rest;
        }
    };
    heading.to_owned()
}

/// The anchor of a heading, as on GitHub.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Compares what stands between two marks of a page with a table, or writes it there.
fn keep(page: &str, title: &str, table: &str) {
    let text = fs::read_to_string(page).unwrap();
    let (begin, end) =
        (format!("<!-- {title}: written by tests/preset_docs.rs -->\n"), "<!-- until here -->");
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{page} has no mark {begin}"));
    let (kept, after) = rest.split_once(end).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(page, [before, &begin, table, end, after].concat()).unwrap();
        return;
    }
    assert_eq!(kept, table, "{page}: run with UPDATE=1");
}
