//! Brings the tables up to date: every file of `migrations/` once, in order, checked against what was applied.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use super::{Engine, Store};

impl Store {
    /// Applies the migrations that this database has not seen.
    pub(super) async fn migrate(&self) -> Result<(), MigrateError> {
        if self.engine == Engine::Sqlite {
            // Readers and the writer do not wait for each other; the mode stays in the file.
            sqlx::query("PRAGMA journal_mode = WAL").execute(&self.pool).await?;
        }
        let step = |(version, name, sqlite, postgres)| {
            let sql: &'static str = if self.engine == Engine::Sqlite { sqlite } else { postgres };
            let name = Cow::Borrowed(name);
            Migration::new(version, name, MigrationType::Simple, sql.into_sql_str(), false)
        };
        Migrator::with_migrations(STEPS.into_iter().map(step).collect()).run(&self.pool).await
    }
}

const STEPS: [(i64, &str, &str, &str); 1] = [(
    1,
    "comments",
    include_str!("../../migrations/sqlite/0001_comments.sql"),
    include_str!("../../migrations/postgres/0001_comments.sql"),
)];
