//! The database: SQLite by default, PostgreSQL on request. The only folder that knows SQL.

pub mod comments;
pub mod create;
pub mod idempotency;
mod migrate;
pub mod moderate;
pub mod page;
pub mod rate;
pub mod replies;
pub mod threads;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Transaction};

use crate::model::problem::{Kind, Problem};

/// A transaction that writes.
pub type Write = Transaction<'static, Any>;

/// The open database.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    engine: Engine,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    Postgres,
}

/// Why the database could not be opened.
#[derive(Debug)]
pub struct OpenError {
    /// The address as the operator wrote it.
    at: String,
    reason: String,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot open the database {}: {}", self.at, self.reason)
    }
}

impl Store {
    /// Opens the database at a path, `:memory:` or a `postgres://` address, and brings its tables up to date.
    pub async fn open(at: &str) -> Result<Self, OpenError> {
        let failed = |reason: String| OpenError { at: without_password(at), reason };
        sqlx::any::install_default_drivers();
        let (engine, url) = address(at).map_err(failed)?;
        let alone = url == IN_MEMORY;
        let options =
            AnyPoolOptions::new().max_connections(if alone { 1 } else { 8 }).acquire_timeout(PATIENCE);
        let options = options.after_connect(move |connection, _| Box::pin(settle(engine, connection)));
        let options = if alone { options.idle_timeout(None).max_lifetime(None) } else { options };
        let pool = options.connect(&url).await.map_err(|error| failed(error.to_string()))?;
        let store = Self { pool, engine };
        store.migrate().await.map_err(|error| failed(error.to_string()))?;
        Ok(store)
    }

    /// The file of a database that is one.
    pub fn file(at: &str) -> Option<PathBuf> {
        let path = at.strip_prefix("sqlite://").or_else(|| at.strip_prefix("sqlite:")).unwrap_or(at);
        Some(path).filter(|path| !path.contains("://") && *path != ":memory:").map(PathBuf::from)
    }

    /// Begins to write. SQLite takes its lock at once, so that nobody waits for a lock in the middle.
    pub async fn write(&self) -> Result<Write, Problem> {
        let begin = if self.engine == Engine::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Whether the database answers.
    pub async fn is_healthy(&self) -> Result<(), Problem> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Closes every connection after its work is done.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// A comment that was acknowledged survives the machine's end too: every commit is synchronised to the disk. With the log
/// ahead of the file, readers do not wait for a writer.
async fn settle(engine: Engine, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if engine == Engine::Sqlite {
        sqlx::raw_sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").execute(connection).await?;
    }
    Ok(())
}

/// What the driver understands by an operator's words.
fn address(at: &str) -> Result<(Engine, String), String> {
    if at.starts_with("postgres://") || at.starts_with("postgresql://") {
        if cfg!(feature = "postgres") {
            return Ok((Engine::Postgres, at.to_owned()));
        }
        return Err("this build has no PostgreSQL, build it with --features postgres".to_owned());
    }
    let path = at.strip_prefix("sqlite://").or_else(|| at.strip_prefix("sqlite:")).unwrap_or(at);
    if path.contains("://") {
        return Err("expected a path, sqlite:// or postgres://".to_owned());
    }
    if path == ":memory:" {
        return Ok((Engine::Sqlite, IN_MEMORY.to_owned()));
    }
    let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    Ok((Engine::Sqlite, format!("sqlite://{path}?mode=rwc")))
}

fn without_password(at: &str) -> String {
    match (at.split_once("://"), at.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => at.to_owned(),
    }
}

/// What the operator must know goes to the log; a client learns only whether trying again makes sense.
impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        // Escaped, because a database may quote what a stranger wrote.
        eprintln!("causerie-server: database: {}", error.to_string().escape_debug());
        let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default();
        let unreachable =
            matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_));
        if unreachable || BUSY.contains(&code.as_ref()) {
            return Problem::new(Kind::Unavailable, "the database is busy").after(1);
        }
        Problem::new(Kind::Internal, "the server could not do this; its log says why")
    }
}

/// How long a request waits for a connection to the database.
const PATIENCE: Duration = Duration::from_secs(5);
const IN_MEMORY: &str = "sqlite::memory:";

/// SQLite's busy and locked; PostgreSQL's serialization failure and deadlock.
const BUSY: [&str; 6] = ["5", "6", "261", "517", "40001", "40P01"];
