//! The tables in `docs/` say what the code does: attributes, events, tokens, classes and texts, no more and no less.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod code;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use causerie::config::{Attributes, Config};
use causerie::locale::Text;

use code::{
    calls, catalog, classes, events, files, is_variable, literal, options, placeholders, read, root, sources,
    tokens, views,
};
use page::{Table, codes, fenced, headings, pages, tags, until, without_fences, word};

type Names = BTreeSet<String>;

#[test]
fn the_attributes_of_embedding_md_are_those_of_the_loader() {
    let table = Table::below("docs/embedding.md", "## Attributes");
    assert_same(&table.names(), &options(), "docs/embedding.md", "www/embed.js");
}

#[test]
fn the_widget_takes_every_documented_value_and_has_every_documented_default() {
    for row in Table::below("docs/embedding.md", "## Attributes").rows {
        let name = codes(&row[0]).remove(0);
        let taken = |value: &str| {
            let (config, complaints) = Config::resolve(&Attributes::new(vec![(name.clone(), value.into())]));
            assert!(complaints.is_empty(), "{complaints:?}");
            config
        };
        for value in codes(&row[1]) {
            taken(&value);
        }
        if let Some(default) = codes(&row[2]).first() {
            assert_eq!(taken(default), Config::default(), "the default of {name}");
        }
    }
}

#[test]
fn the_attributes_of_counts_are_those_of_the_script() {
    let script = read("www/count.js");
    let mut read: Names =
        script.split("getAttribute('").skip(1).map(|rest| until(rest, '\'').to_owned()).collect();
    // Of the link around a badge.
    read.remove("href");
    let table = Table::below("docs/embedding.md", "## Counts");
    assert_same(&table.names(), &read, "docs/embedding.md", "www/count.js");
}

#[test]
fn the_examples_name_only_attributes_that_exist() {
    let mut found = 0;
    for page in ["README.md", "docs/embedding.md", "docs/backends.md", "docs/recipes.md", "docs/theming.md"] {
        for (tag, attributes) in fenced(&read(page), "html").iter().flat_map(|block| tags(block)) {
            let is_script =
                attributes.iter().any(|(name, value)| name == "src" && value.ends_with("embed.js"));
            if tag.starts_with("causerie-") || is_script {
                check_example(page, &tag, &attributes);
                found += 1;
            }
        }
    }
    assert!(found > 10, "only {found} examples were found");
}

#[test]
fn the_events_are_those_of_the_code() {
    let table = Table::below("docs/events.md", "# Events");
    let documented: BTreeMap<String, Names> = table
        .rows
        .iter()
        .map(|row| (codes(&row[0]).remove(0), codes(&row[1]).into_iter().collect()))
        .collect();
    assert_eq!(documented, events(), "docs/events.md, src/backend/event.rs and www/embed.js");
}

#[test]
fn the_tokens_and_their_defaults_are_those_of_the_style_sheet() {
    let declared = tokens("www/causerie.css");
    let table = Table::below("docs/theming.md", "## Tokens");
    let names: Names = declared.iter().map(|(name, _)| name.clone()).collect();
    assert_same(&table.names(), &names, "docs/theming.md", "www/causerie.css");
    for row in &table.rows {
        let (name, default) = (codes(&row[0]).remove(0), codes(&row[1]).remove(0));
        // A token may be declared again for a narrow thread; its default comes first.
        let (_, first) = declared.iter().find(|(found, _)| *found == name).unwrap();
        assert_eq!(&default, first, "the default of {name}");
    }
}

#[test]
fn a_theme_sets_only_tokens_that_exist() {
    let known: Names = tokens("www/causerie.css").into_iter().map(|(name, _)| name).collect();
    for theme in files("www/themes", "css") {
        for (name, _) in tokens(&theme) {
            assert!(known.contains(&name), "{theme}: there is no token {name}");
        }
    }
}

#[test]
fn the_classes_are_those_of_the_views() {
    let table = Table::below("docs/theming.md", "## Classes and parts");
    assert_same(&table.names(), &classes(), "docs/theming.md", "src/view");
}

#[test]
fn the_style_sheet_names_only_classes_that_exist() {
    let known = classes();
    let sheet = read("www/causerie.css");
    for class in sheet.split(".causerie").skip(1).map(word) {
        let class = format!("causerie{class}");
        assert!(known.contains(&class), "www/causerie.css: no view makes the class {class}");
    }
}

#[test]
fn the_data_attributes_are_those_of_the_code() {
    let sources = views() + &read("src/backend/mod.rs");
    let pieces = ["attribute(", "set_attribute(", "optional(", "flag("]
        .into_iter()
        .flat_map(|call| calls(&sources, call));
    let named = pieces.filter_map(|arguments| literal(arguments.first()?));
    let used: Names = named.filter(|name| name.starts_with("data-") && name != "data-base").collect();
    let table = Table::below("docs/theming.md", "## Data attributes");
    assert_same(&table.names(), &used, "docs/theming.md", "src/view and src/backend");
}

#[test]
fn the_keys_and_placeholders_are_those_of_the_catalog() {
    let table = Table::below("docs/locales.md", "## Keys");
    let keys: Names = Text::ALL.iter().map(|text| text.key().to_owned()).collect();
    assert_same(&table.names(), &keys, "docs/locales.md", "src/locale/text.rs");
    let english = catalog("www/locales/en.json");
    for row in table.rows {
        let key = codes(&row[0]).remove(0);
        let documented: Names = codes(&row[1]).into_iter().collect();
        assert_eq!(documented, placeholders(&english[&key]), "the placeholders of {key}");
        assert_eq!(row[1].contains("(plural)"), english[&key].is_object(), "the plural of {key}");
    }
}

#[test]
fn every_language_has_every_text_and_no_other() {
    let keys: Names = Text::ALL.iter().map(|text| text.key().to_owned()).collect();
    let english = catalog("www/locales/en.json");
    for file in files("www/locales", "json") {
        let catalog = catalog(&file);
        let written = catalog.keys().filter(|key| *key != "direction" && *key != "digits").cloned().collect();
        assert_same(&written, &keys, &file, "src/locale/text.rs");
        for (key, words) in catalog.iter().filter(|(key, _)| *key != "direction" && *key != "digits") {
            let (used, offered) = (placeholders(words), placeholders(&english[key]));
            assert!(used.is_subset(&offered), "{file}: {key} has {used:?}, expected of {offered:?}");
            assert!(!words.is_object() || words["other"].is_string(), "{file}: {key} has no \"other\"");
            assert_eq!(words.is_object(), english[key].is_object(), "{file}: the plural of {key}");
        }
    }
}

#[test]
fn every_relative_link_leads_somewhere() {
    for page in pages() {
        let text = without_fences(&read(&page));
        let folder = Path::new(&page).parent().unwrap().to_path_buf();
        let links = text.split("](").skip(1).map(|rest| until(rest, ')'));
        let pictures = ["src=\"", "srcset=\""].into_iter().flat_map(|name| text.split(name).skip(1));
        for target in links.chain(pictures.map(|rest| until(rest, '"'))) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { PathBuf::from(&page) } else { folder.join(path) };
            assert!(root().join(&file).exists(), "{page}: {target} leads nowhere");
            let is_heading = |text: &str| headings(text).contains(anchor);
            assert!(anchor.is_empty() || is_heading(&read(&file)), "{page}: {target}: no such heading");
        }
    }
}

/// An example uses options, variables of its preset, keys of texts, and what every element may have.
fn check_example(page: &str, tag: &str, attributes: &[(String, String)]) {
    let options = options();
    let value =
        |name: &str| attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let backend = value("backend").or_else(|| value("data-backend")).unwrap_or_else(|| "native".into());
    let also = value("also").or_else(|| value("data-also")).unwrap_or_default();
    let of_another = |name: &str| also.split_whitespace().any(|backend| is_variable(backend, name));
    let counted = Table::below("docs/embedding.md", "## Counts").names();
    let known = |name: &str| match (tag, name.strip_prefix("data-")) {
        ("causerie-count", None) if !name.starts_with("text-") => counted.contains(name),
        ("script", Some(name)) if options.contains(name) => true,
        (_, Some(name)) => backend.contains(['/', ':']) || is_variable(&backend, name) || of_another(name),
        ("script", None) => matches!(name, "async" | "src" | "integrity" | "crossorigin"),
        (_, None) if name.starts_with("text-") => {
            Text::ALL.iter().any(|text| name.strip_prefix("text-") == Some(text.key()))
        }
        (_, None) => options.contains(name),
    };
    for (name, _) in attributes {
        assert!(known(name), "{page}: <{tag}> has no attribute {name}");
    }
}

fn assert_same(left: &Names, right: &Names, left_name: &str, right_name: &str) {
    let only = |one: &Names, other: &Names| one.difference(other).cloned().collect::<Vec<_>>();
    let (left_only, right_only) = (only(left, right), only(right, left));
    assert!(left_only.is_empty(), "{left_name} has what {right_name} lacks: {left_only:?}");
    assert!(right_only.is_empty(), "{left_name} lacks what {right_name} has: {right_only:?}");
}

/// A promise without its test is only a wish.
#[test]
fn every_test_that_a_promise_names_exists() {
    let folders = ["src", "tests", "xtask/src", "examples/server"];
    let code: String = folders.into_iter().flat_map(sources).map(|file| read(&file)).collect();
    for page in ["docs/security.md", "docs/privacy.md"] {
        let text = read(page);
        let named: Names = text
            .lines()
            .filter(|line| line.starts_with("| "))
            .filter_map(|line| line.rsplit(" | ").next())
            .flat_map(codes)
            .filter(|name| {
                name.contains('_')
                    && name.chars().all(|c| c.is_ascii_lowercase() || "_0123456789".contains(c))
            })
            .collect();
        assert!(named.len() > 5, "{page} names only {named:?}");
        for name in named {
            assert!(code.contains(&format!("fn {name}(")), "{page}: there is no test {name}");
        }
    }
}

/// The widget knows no backend by name: each is a file.
#[test]
fn the_code_names_no_backend() {
    let presets = files("www/presets", "json");
    let names = presets.iter().map(|path| path.rsplit('/').next().unwrap().trim_end_matches(".json"));
    // These two are words of the field as well.
    let names: Vec<_> = names.filter(|name| !matches!(*name, "native" | "static")).collect();
    assert!(names.len() > 20);
    for file in sources("src") {
        let text = read(&file).to_lowercase();
        let named = names.iter().find(|name| text.contains(*name));
        assert!(named.is_none(), "{file} names {named:?}");
    }
}
