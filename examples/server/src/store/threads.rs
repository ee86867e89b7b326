//! Threads: looking one up, beginning one, opening and closing it, counting its comments.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::page::shown;
use super::{Store, Write};
use crate::model::Caller;
use crate::model::key::ThreadKey;
use crate::model::problem::Problem;
use crate::model::thread::{Thread, ThreadState};
use crate::model::time;

impl Store {
    /// Looks a thread up; one that nobody wrote to is open and empty.
    pub async fn thread(&self, key: &ThreadKey) -> Result<Thread, Problem> {
        let query = sqlx::query("SELECT id, key, url, title, state FROM threads WHERE key = $1");
        let row = query.bind(key.as_str()).fetch_optional(&self.pool).await?;
        let key = key.as_str().to_owned();
        let fresh = Thread { id: None, key, url: None, title: None, state: ThreadState::Open };
        Ok(row.as_ref().map(read).transpose()?.unwrap_or(fresh))
    }

    /// Opens, closes or hides a thread; one may be closed before the first comment.
    pub async fn set_thread_state(&self, key: &ThreadKey, state: ThreadState) -> Result<Thread, Problem> {
        let mut write = self.write().await?;
        let thread = open(&mut write, key, None, None).await?;
        let query = sqlx::query("UPDATE threads SET state = $1 WHERE id = $2");
        query.bind(state.word()).bind(thread.id).execute(&mut *write).await?;
        write.commit().await?;
        Ok(Thread { state, ..thread })
    }

    /// Counts what readers see of a thread.
    pub async fn count(&self, key: &ThreadKey) -> Result<i64, Problem> {
        let sql = format!(
            "SELECT COUNT(*) AS total FROM comments c JOIN threads t ON t.id = c.thread \
             WHERE t.key = $1 AND t.state <> 'hidden' AND {}",
            shown(Caller::Reader)
        );
        let row = sqlx::query(AssertSqlSafe(sql)).bind(key.as_str()).fetch_one(&self.pool).await?;
        Ok(row.try_get("total")?)
    }
}

/// Finds a thread or begins it; an address and a title said for the first time are kept.
pub async fn open(
    write: &mut Write,
    key: &ThreadKey,
    url: Option<&str>,
    title: Option<&str>,
) -> Result<Thread, Problem> {
    let query = sqlx::query(
        "INSERT INTO threads (key, url, title, created) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO UPDATE SET \
         url = COALESCE(threads.url, excluded.url), title = COALESCE(threads.title, excluded.title) \
         RETURNING id, key, url, title, state",
    );
    let query = query.bind(key.as_str()).bind(url).bind(title).bind(time::now());
    Ok(read(&query.fetch_one(&mut **write).await?)?)
}

fn read(row: &AnyRow) -> Result<Thread, sqlx::Error> {
    let state: String = row.try_get("state")?;
    Ok(Thread {
        id: row.try_get("id")?,
        key: row.try_get("key")?,
        url: row.try_get("url")?,
        title: row.try_get("title")?,
        state: ThreadState::parse(&state).unwrap_or(ThreadState::Hidden),
    })
}
