//! Reads pages of the documentation: tables, links, headings, examples.

use crate::Names;
use crate::code::{files, read};

/// The start tags of some HTML with their attributes.
pub fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let starts = html.split('<').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    starts
        .map(|rest| {
            let (tag, mut rest) = until(rest, '>').split_once(' ').unwrap_or((until(rest, '>'), ""));
            let mut attributes = Vec::new();
            while !rest.trim().is_empty() {
                rest = rest.trim_start();
                let name = rest.split([' ', '=', '\n']).next().unwrap();
                rest = &rest[name.len()..];
                let value = rest.strip_prefix("=\"").map_or("", |value| until(value, '"'));
                rest = rest.strip_prefix("=\"").map_or(rest, |rest| &rest[value.len() + 1..]);
                attributes.push((name.to_owned(), value.to_owned()));
            }
            (tag.to_owned(), attributes)
        })
        .collect()
}

/// A table of a page.
pub struct Table {
    /// Cells by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads the first table below a heading.
    pub fn below(page: &str, heading: &str) -> Self {
        let text = read(page);
        let mut lines =
            text.lines().skip_while(|line| *line != heading).skip_while(|line| !line.starts_with('|'));
        assert!(lines.nth(1).is_some(), "{page}: no table below {heading}");
        let cells =
            |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        Self { rows: lines.take_while(|line| line.starts_with('|')).map(cells).collect() }
    }

    /// What the first cells name.
    pub fn names(&self) -> Names {
        self.rows.iter().flat_map(|row| codes(&row[0])).collect()
    }
}

pub fn codes(cell: &str) -> Vec<String> {
    quoted(cell, '`')
}

pub fn quoted(text: &str, mark: char) -> Vec<String> {
    text.split(mark).skip(1).step_by(2).map(str::to_owned).collect()
}

/// The blocks of a page in one language.
pub fn fenced(page: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}\n");
    page.split(&start).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

pub fn without_fences(page: &str) -> String {
    page.split("```").step_by(2).collect()
}

/// The anchors of a page's headings.
pub fn headings(page: &str) -> Names {
    let text = without_fences(page);
    let titles = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_matches(['#', ' ']));
    let anchor = |title: &str| {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    titles.map(anchor).collect()
}

pub fn until(text: &str, mark: char) -> &str {
    text.split(mark).next().unwrap()
}

/// The letters and hyphens at the start of a text.
pub fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap()
}

pub fn pages() -> Vec<String> {
    let top = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(str::to_owned);
    top.into_iter().chain(files("docs", "md")).chain(files("docs/decisions", "md")).collect()
}
