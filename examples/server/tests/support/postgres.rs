//! A PostgreSQL server for one test, where its programs are installed.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::database::Database;

/// A running server without any network: it listens on a socket in its own folder.
pub struct Cluster(PathBuf);

impl Cluster {
    /// Starts one; none where PostgreSQL is not installed.
    pub fn start() -> Option<Self> {
        program("initdb")?;
        let folder = super::folder();
        let cluster = Self(folder);
        if is_root() {
            chown(&cluster.0, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let data = cluster.data();
        cluster.run(
            "initdb",
            &[
                "--no-sync",
                "--auth",
                "trust",
                "--username",
                "causerie",
                "--encoding",
                "UTF8",
                "--locale",
                "C",
                "--pgdata",
                &data,
            ],
        );
        let options = format!("-k {} -c listen_addresses='' -c max_connections=50", cluster.0.display());
        cluster.run(
            "pg_ctl",
            &[
                "start",
                "--wait",
                "--silent",
                "--pgdata",
                &data,
                "--options",
                &options,
                "--log",
                &format!("{data}.log"),
            ],
        );
        Some(cluster)
    }

    /// The database of this server.
    pub fn database(self) -> Database {
        let at = format!("postgres://causerie@localhost/postgres?host={}", self.0.display());
        Database { at, folder: self.0.clone(), cluster: Some(self) }
    }

    fn data(&self) -> String {
        self.0.join("data").display().to_string()
    }

    fn run(&self, name: &str, arguments: &[&str]) {
        let mut command = Command::new(program(name).unwrap());
        // Its output would be inherited by the server, and a caller that reads it would wait for ever.
        command
            .args(arguments)
            .current_dir(&self.0)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        if is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        assert!(command.status().unwrap().success(), "{name}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        self.run("pg_ctl", &["stop", "--wait", "--silent", "--mode", "immediate", "--pgdata", &data]);
    }
}

fn program(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders = std::env::split_paths(&paths).chain(versions.map(|version| version.path().join("bin")));
    folders.map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// PostgreSQL refuses to run as root.
fn is_root() -> bool {
    Path::new("/proc/self").metadata().is_ok_and(|own| own.uid() == 0)
}

const NOBODY: u32 = 65534;
