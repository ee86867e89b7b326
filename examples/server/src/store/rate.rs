//! How often one address may comment, counted in the database so that all instances count together.

use sqlx::Row;

use super::Write;
use crate::model::problem::{Kind, Problem};
use crate::model::time::Millis;

/// Counts one more comment from an address, unless there were too many in the last minute.
pub async fn count(write: &mut Write, address: &str, limit: i64, now: Millis) -> Result<(), Problem> {
    if limit == 0 {
        return Ok(());
    }
    let forget = sqlx::query("DELETE FROM posts WHERE created < $1").bind(now - MINUTE);
    forget.execute(&mut **write).await?;
    let query = sqlx::query(
        "SELECT COUNT(*) AS total, COALESCE(MIN(created), 0) AS first FROM posts WHERE address = $1",
    );
    let row = query.bind(address).fetch_one(&mut **write).await?;
    if row.try_get::<i64, _>("total")? >= limit {
        let wait = (row.try_get::<i64, _>("first")? + MINUTE - now).max(1);
        let seconds = wait / 1000 + 1;
        let detail = format!("expected at most {limit} comments a minute, try again in {seconds} seconds");
        return Err(Problem::new(Kind::RateLimited, detail).after(seconds));
    }
    let insert = sqlx::query("INSERT INTO posts (address, created) VALUES ($1, $2)");
    insert.bind(address).bind(now).execute(&mut **write).await?;
    Ok(())
}

const MINUTE: Millis = 60 * 1000;
