//! Answers to posts that carried an `Idempotency-Key`, for a day: the same request is never carried out twice.

use sqlx::Row;

use super::Write;
use crate::model::problem::{Kind, Problem};
use crate::model::time::Millis;

/// A key with what it stands for.
pub struct Key {
    /// As the client chose it.
    pub key: String,
    /// A digest of the request.
    pub fingerprint: String,
}

/// The answer that was given.
pub struct Answer {
    pub status: u16,
    pub comment: i64,
    pub body: String,
}

impl Key {
    /// Takes the key; when it was taken before by the same request, returns the answer given then.
    ///
    /// A second transaction that brings the same key at the same time waits here for the first.
    pub async fn take(&self, write: &mut Write, now: Millis) -> Result<Option<Answer>, Problem> {
        let forget = sqlx::query("DELETE FROM idempotency WHERE created < $1").bind(now - DAY);
        forget.execute(&mut **write).await?;
        let insert = sqlx::query(
            "INSERT INTO idempotency (key, fingerprint, created) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING",
        );
        let insert = insert.bind(&self.key).bind(&self.fingerprint).bind(now);
        if insert.execute(&mut **write).await?.rows_affected() == 1 {
            return Ok(None);
        }
        let query =
            sqlx::query("SELECT fingerprint, status, comment, answer FROM idempotency WHERE key = $1");
        let row = query.bind(&self.key).fetch_one(&mut **write).await?;
        if row.try_get::<String, _>("fingerprint")? != self.fingerprint {
            let detail =
                "expected a fresh Idempotency-Key, found one of another request of the last 24 hours";
            return Err(Problem::new(Kind::KeyReused, detail));
        }
        let status: i64 = row.try_get("status")?;
        let status = u16::try_from(status).unwrap_or(200);
        Ok(Some(Answer { status, comment: row.try_get("comment")?, body: row.try_get("answer")? }))
    }

    /// Keeps the answer for whoever brings the key again.
    pub async fn keep(&self, write: &mut Write, answer: &Answer) -> Result<(), Problem> {
        let query =
            sqlx::query("UPDATE idempotency SET status = $1, comment = $2, answer = $3 WHERE key = $4");
        let query =
            query.bind(i64::from(answer.status)).bind(answer.comment).bind(&answer.body).bind(&self.key);
        query.execute(&mut **write).await?;
        Ok(())
    }
}

const DAY: Millis = 24 * 60 * 60 * 1000;
