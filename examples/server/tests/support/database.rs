//! Databases that outlive a server, asked directly.

use std::collections::HashMap;
use std::path::PathBuf;

use sqlx::{AnyConnection, Connection, Row};
use tokio::runtime::Runtime;

#[cfg(feature = "postgres")]
pub use super::postgres::Cluster;

/// A database; it is gone with the test.
pub struct Database {
    /// As `--database` takes it.
    pub at: String,
    pub(super) folder: PathBuf,
    #[cfg(feature = "postgres")]
    pub(super) cluster: Option<Cluster>,
}

impl Database {
    /// An SQLite file that does not exist yet.
    pub fn sqlite() -> Self {
        let folder = super::folder();
        let at = folder.join("kept.db").display().to_string();
        Self {
            at,
            folder,
            #[cfg(feature = "postgres")]
            cluster: None,
        }
    }

    /// How often each text stands in a thread.
    pub fn texts(&self, thread: &str) -> HashMap<String, i64> {
        let sql = "SELECT c.source, COUNT(*) FROM comments c JOIN threads t ON t.id = c.thread WHERE t.key = $1 \
                   GROUP BY c.source";
        let rows = self.ask(|mut connection| async move {
            sqlx::query(sql).bind(thread).fetch_all(&mut connection).await.unwrap()
        });
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    /// What the database says of itself; `ok` when all is well.
    pub fn integrity(&self) -> String {
        if self.at.starts_with("postgres") {
            return "ok".to_owned();
        }
        let sql = "PRAGMA integrity_check";
        self.ask(
            |mut connection| async move { sqlx::query(sql).fetch_one(&mut connection).await.unwrap().get(0) },
        )
    }

    fn ask<T, F: Future<Output = T>>(&self, question: impl FnOnce(AnyConnection) -> F) -> T {
        sqlx::any::install_default_drivers();
        let address = if self.at.contains("://") { self.at.clone() } else { format!("sqlite://{}", self.at) };
        Runtime::new().unwrap().block_on(async {
            let connection = AnyConnection::connect(&address).await.unwrap();
            question(connection).await
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        #[cfg(feature = "postgres")]
        drop(self.cluster.take());
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
