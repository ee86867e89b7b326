//! Says what a long command is doing: `[2/5] building the widget … 41 s`.

use crate::Outcome;
use std::time::{Duration, Instant};

/// The steps of one command.
pub struct Steps {
    done: usize,
    total: usize,
}

impl Steps {
    /// Starts counting.
    pub fn new(total: usize) -> Self {
        Self { done: 0, total }
    }

    /// Takes one step, telling what it is before and how long it took after.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        self.done += 1;
        let place = format!("[{}/{}]", self.done, self.total);
        println!("{place} {name} …");
        let start = Instant::now();
        let outcome = work();
        let word = if outcome.is_ok() { "" } else { "failed after " };
        println!("{place} {name} … {word}{}", seconds(start.elapsed()));
        outcome
    }
}

fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        10..60 => format!("{} s", time.as_secs()),
        total => format!("{} min {:02} s", total / 60, total % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_people_say_them() {
        assert_eq!(seconds(Duration::from_millis(840)), "0.8 s");
        assert_eq!(seconds(Duration::from_secs(41)), "41 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
