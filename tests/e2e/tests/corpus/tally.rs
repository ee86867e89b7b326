//! What came of a file of vectors, in a line of its own, and of all so far.

use causerie_e2e::Outcome;
use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The findings of one file in one place.
pub struct Tally {
    name: String,
    items: usize,
    fired: usize,
    findings: usize,
    offsite: usize,
    missing: usize,
    /// The longest time that one long payload alone needed, in milliseconds.
    pub worst: f64,
    /// The longest time that a page of many needed.
    pub page: f64,
    reports: Vec<String>,
    begun: Instant,
}

/// What was found.
#[derive(Clone, Copy, PartialEq)]
pub enum Found {
    /// A script ran.
    Fired,
    /// Something stood there that must not.
    Finding,
    /// Another site was asked for something.
    OffSite,
    /// An entry was not shown, or more than once.
    Missing,
}

impl Tally {
    /// Begins with nothing found.
    pub fn new(name: &str, items: usize) -> Self {
        Self {
            name: name.to_owned(),
            items,
            fired: 0,
            findings: 0,
            offsite: 0,
            missing: 0,
            worst: 0.0,
            page: 0.0,
            reports: Vec::new(),
            begun: Instant::now(),
        }
    }

    /// Notes a finding.
    pub fn note(&mut self, found: Found, words: String) {
        match found {
            Found::Fired => self.fired += 1,
            Found::Finding => self.findings += 1,
            Found::OffSite => self.offsite += 1,
            Found::Missing => self.missing += 1,
        }
        self.reports.push(words);
    }

    /// Prints a figure of one vector.
    pub fn tell(&self, words: String) {
        let _nobody_reads_it = writeln!(std::io::stderr(), "corpus {}: {words}", self.name);
    }

    /// Prints the line, and that of all so far; fails if anything was found.
    pub fn close(self) -> Outcome {
        let line = self.line();
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = [self.items, self.fired, self.findings, self.offsite, self.missing];
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
        // Past the test runner, which keeps the words of tests that pass to itself.
        writeln!(
            std::io::stderr(),
            "corpus {}: {line}, {:.1} s\ncorpus so far: {}",
            self.name,
            self.begun.elapsed().as_secs_f32(),
            counted(&all)
        )?;
        if self.reports.is_empty() {
            return Ok(());
        }
        let first: Vec<&str> = self.reports.iter().map(String::as_str).take(MOST).collect();
        Err(format!("{}: {line}\n{}", self.name, first.join("\n")).into())
    }

    fn line(&self) -> String {
        let counts = counted(&[self.items, self.fired, self.findings, self.offsite, self.missing]);
        let worst = if self.worst > 0.0 { format!(", worst {:.0} ms", self.worst) } else { String::new() };
        let page =
            if self.page > 0.0 { format!(", slowest page {:.0} ms", self.page) } else { String::new() };
        format!("{counts}{worst}{page}")
    }
}

fn counted([items, fired, findings, offsite, missing]: &[usize; 5]) -> String {
    format!("{items} items, {fired} fired, {findings} findings, {offsite} off-site, {missing} missing")
}

static ALL: Mutex<[usize; 5]> = Mutex::new([0; 5]);
/// More findings than these are not told.
const MOST: usize = 60;
