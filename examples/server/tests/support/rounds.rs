//! `kill -9` at any moment, and what must be true after it.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use super::database::Database;
use super::writers::{Sent, write_until_killed};
use super::{Server, draft};

/// Writes, kills and looks, again and again.
pub fn rounds(usual: usize, database: Database) {
    let rounds = std::env::var("CAUSERIE_KILLS").map_or(usual, |number| number.parse().unwrap());
    let mut server = Server::on(&database, &[]);
    let mut total = Tally::default();
    for round in 0..rounds {
        let thread = format!("/round-{round}");
        // Primes, so that the moment wanders: just after the first answer, in the middle, during a checkpoint.
        let enough = 1 + round * 7 % 23;
        let moment = Duration::from_micros(u64::try_from(round * 131 % 4000).unwrap());
        let sent = write_until_killed(&mut server, &thread, enough, moment);
        server = Server::on(&database, &[]);
        check(&server, &database, &thread, &sent, &mut total);
    }
    assert_eq!(database.integrity(), "ok");
    println!("{rounds} rounds: {total:?}");
    assert!(total.acknowledged >= rounds && total.open >= rounds, "the kills met nobody at work: {total:?}");
}

#[derive(Debug, Default)]
struct Tally {
    acknowledged: usize,
    /// Sent, but not answered before the end.
    open: usize,
    /// Of these, kept all the same.
    kept: usize,
}

fn check(server: &Server, database: &Database, thread: &str, sent: &[Sent], total: &mut Tally) {
    let before = database.texts(thread);
    for comment in sent {
        let times = before.get(&comment.text).copied().unwrap_or_default();
        match &comment.answer {
            Some(answer) => {
                total.acknowledged += 1;
                assert_eq!(times, 1, "acknowledged: {comment:?}");
                let answer: Value = serde_json::from_str(answer).unwrap();
                let id = answer["id"].as_str().unwrap();
                assert_eq!(server.get(&format!("/v1/comments/{id}")).status, 200, "{comment:?}");
            }
            None => {
                total.open += 1;
                total.kept += usize::try_from(times).unwrap();
                assert!(times <= 1, "{comment:?}");
            }
        }
    }
    // Whoever was not answered tries again, and one who was as well.
    let answered = sent.iter().filter(|comment| comment.answer.is_some()).take(1);
    for comment in sent.iter().filter(|comment| comment.answer.is_none()).chain(answered) {
        let again = server.post_with_key(&draft(thread, &comment.text), &comment.key);
        assert_eq!(again.status, 201, "{comment:?} {again:?}");
        if let Some(answer) = &comment.answer {
            assert_eq!(&again.text, answer);
        }
    }
    let after = database.texts(thread);
    let expected: HashMap<String, i64> = sent.iter().map(|comment| (comment.text.clone(), 1)).collect();
    assert_eq!(after, expected);
}
