//! Whole answers, JSON or not: what is JSON is read, what is none is a failure told in words, and nothing hides the rest.

use crate::sighting::{self, Sighting};
use crate::stage::Stage;
use crate::tally::Tally;
use crate::vector::{Vector, sets};
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn answers_that_are_json_and_others() -> Outcome {
    let stage = Stage::start().await?;
    let mut failures = Vec::new();
    story(async |reader| {
        reader.expect_error("[causerie]");
        for set in sets("json-field", &["whole body"])? {
            let mut tally = Tally::new(&format!("{} as answers", set.name), set.vectors.len());
            sighting::all(reader, &stage, &set.vectors, &judge, &mut tally).await?;
            failures.extend(tally.close().err());

            let beside: Vec<Vector> =
                set.vectors.iter().filter(|vector| !is_broken(vector)).map(beside).collect();
            let mut tally = Tally::new(&format!("{} in a comment beside others", set.name), beside.len());
            sighting::all(reader, &stage, &beside, &judge_neighbours, &mut tally).await?;
            failures.extend(tally.close().err());
        }
        Ok(())
    })
    .await?;
    crate::told(failures)
}

fn judge(vector: &Vector, sighting: &Sighting) -> Result<(), String> {
    let is_fine = match vector.invariant.as_str() {
        // `number_1.0.json` is JSON, whatever its invariant says.
        "no panic; clean error" if !vector.title.starts_with("number_") => sighting.is_clean_error(),
        "no panic; parsed" => sighting.is_understood() || is_scalar(vector) && sighting.is_clean_error(),
        _ => sighting.is_understood() || sighting.is_clean_error(),
    };
    if is_fine { Ok(()) } else { Err(format!("expected {}", vector.invariant)) }
}

/// A list is no text, no number and no null: that such an answer is JSON does not make it a thread.
fn is_scalar(vector: &Vector) -> bool {
    !vector.text().trim_start().starts_with(['[', '{'])
}

/// Whether it must be refused, so that what it stands in must be, too.
fn is_broken(vector: &Vector) -> bool {
    vector.invariant == "no panic; clean error"
        || !vector.title.starts_with(['i', 'y'])
        || vector.text().contains('\0')
}

/// The same as a member of a comment.
fn beside(vector: &Vector) -> Vector {
    let (before, after) = (br#"[{"id":1,"text":"a","x":"#, br#"},{"id":2,"text":"b"}]"#);
    // What begins with a mark of its encoding cannot stand inside of anything.
    let inner = vector.payload.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&vector.payload);
    let payload = [before.as_slice(), inner, after].concat();
    Vector { payload, ..vector.clone() }
}

fn judge_neighbours(_: &Vector, sighting: &Sighting) -> Result<(), String> {
    if sighting.shown.len() == 2 { Ok(()) } else { Err("expected both comments".into()) }
}
