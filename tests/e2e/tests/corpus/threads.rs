//! Threads that contradict themselves: everything that can be shown is shown once, and nothing stands still.

use crate::sighting::{self, Sighting};
use crate::stage::Stage;
use crate::tally::Tally;
use crate::vector::{Vector, sets};
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn threads_that_contradict_themselves() -> Outcome {
    let stage = Stage::start().await?;
    let mut failures = Vec::new();
    story(async |reader| {
        reader.expect_error("[causerie]");
        for set in sets("json-field", &["field"])? {
            let mut tally = Tally::new(&format!("{} as threads", set.name), set.vectors.len());
            sighting::all(reader, &stage, &set.vectors, &judge, &mut tally).await?;
            failures.extend(tally.close().err());
        }
        Ok(())
    })
    .await?;
    crate::told(failures)
}

/// Compares with the invariant, which is in words: the alternatives of its first clause.
fn judge(vector: &Vector, sighting: &Sighting) -> Result<(), String> {
    let clause = vector.invariant.split([';', ',']).next().unwrap_or_default();
    let mut is_fine = sighting.is_understood() || sighting.is_clean_error();
    is_fine &= clause.split(" or ").any(|one| holds(one.trim(), clause, sighting));
    if vector.invariant.contains("not shown as approved") {
        // The first comment has a state; in any but this word it is not shown as if it were approved.
        let is_approved = vector.text().contains(r#""status": "approved"}, {"id": 2"#);
        let first = sighting.shown.iter().find(|(id, _)| id == "1");
        is_fine &= is_approved || first.is_none_or(|(_, state)| state != "approved");
        is_fine &= sighting.shown.iter().any(|(id, _)| id == "2");
    }
    if is_fine { Ok(()) } else { Err(format!("expected {}", vector.invariant)) }
}

fn holds(one: &str, clause: &str, sighting: &Sighting) -> bool {
    let count = sighting.shown.len();
    let number = |text: &str| text.trim_start_matches(">=").parse::<usize>().ok();
    let first = one.split(' ').next().unwrap_or_default();
    match first.split_once("..").map(|(least, most)| (number(least), number(most))) {
        Some((Some(least), Some(most))) => return (least..=most).contains(&count),
        _ if clause.contains("counted; ") || clause.ends_with("2 counted") => return count <= 2,
        _ => {}
    }
    match (first, number(first)) {
        ("clean" | "error", _) if clause.contains("error") => sighting.is_clean_error(),
        ("clean", _) => true,
        (first, Some(least)) if first.starts_with(">=") => count >= least,
        (_, Some(0)) if clause.contains("comments") => sighting.phase == "empty" && sighting.form,
        (_, Some(wanted)) => count == if wanted > WHOLE { PART } else { wanted },
        ("shown", _) => count > 0,
        ("counted", _) => count < 2,
        _ => true,
    }
}

/// Most entries of a thread that is drawn whole, and the entries of a larger one that are drawn at first.
const WHOLE: usize = 20_000;
const PART: usize = 5_000;
