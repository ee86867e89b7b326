//! Counts tests as their runners report them.

use crate::steps::Steps;
use crate::{Outcome, process};
use std::fmt;
use std::process::Command;

/// How many tests passed and failed so far.
#[derive(Default)]
pub struct Count {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed, and checks that found something.
    pub failed: usize,
}

impl Count {
    /// Takes the step of running a test command; one that ends badly without naming a test counts as one failure.
    pub fn tests(&mut self, steps: &mut Steps, name: &str, mut command: Command) {
        let before = self.failed;
        let outcome = steps.step(name, || process::watch(&mut command, |line| self.line(line)));
        if self.failed == before {
            self.check(outcome);
        }
    }

    /// Counts a check that found something as one failure and says what.
    pub fn check(&mut self, outcome: Outcome) {
        if let Err(sentence) = outcome {
            eprintln!("{sentence}");
            self.failed += 1;
        }
    }

    /// Reads `test result: ok. 12 passed; 0 failed; …`.
    fn line(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else { return };
        let words: Vec<&str> = result.split_whitespace().collect();
        for pair in words.windows(2) {
            let number = pair[0].parse().unwrap_or(0);
            match pair[1].trim_end_matches(';') {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_runners_add_up() {
        let mut count = Count::default();
        count.line("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; finished in 0.00s");
        count.line("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out");
        count.line("running 2 tests");
        assert_eq!(count.to_string(), "15 passed, 2 failed");
    }

    #[test]
    fn a_failed_check_counts_as_one_failure() {
        let mut count = Count::default();
        count.check(Err("too heavy".into()));
        count.check(Ok(()));
        assert_eq!(count.to_string(), "0 passed, 1 failed");
    }
}
