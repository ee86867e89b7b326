//! The reference backend with two threads to read, on a database file of its own.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server; it stops and its files go with the measurement.
pub struct Server {
    child: Child,
    folder: PathBuf,
    /// Host and port.
    pub address: String,
}

impl Server {
    pub fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("causerie-load-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let program = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_causerie-server"));
            command.current_dir(&folder).env_clear().stdout(Stdio::piped());
            command
        };
        for (thread, roots, replies) in [("/hundred", 20, 4), ("/ten-thousand", 2000, 4)] {
            fs::write(folder.join("page.json"), page(thread, roots, replies)).expect("room on the disk");
            let imported = program().args(["import", "page.json"]).output().expect("the server starts");
            assert!(imported.status.success());
        }
        let options = ["--listen", "127.0.0.1:0", "--rate-limit", "0", "--moderation", "none"];
        let mut child = program().args(options).spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("its first line");
        let address = line.trim().strip_prefix("listening on http://").expect("where it listens").to_owned();
        Self { child, folder, address }
    }

    /// How often a second a line can be written to this disk so that it survives the machine's end.
    pub fn synchronised_writes(&self, time: Duration) -> f64 {
        let mut file = File::create(self.folder.join("synchronised")).expect("room on the disk");
        let start = Instant::now();
        let mut count = 0;
        while start.elapsed() < time {
            file.write_all(&[b'x'; 512]).and_then(|()| file.sync_data()).expect("a disk that works");
            count += 1;
        }
        f64::from(count) / start.elapsed().as_secs_f64()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A page of the protocol: comments of three hundred characters, each with some replies.
fn page(thread: &str, roots: usize, replies: usize) -> String {
    let mut items = String::new();
    for root in 0..roots {
        let replies: Vec<String> =
            (0..replies).map(|reply| comment(root, &format!("{root}.{reply}"), "")).collect();
        let replies = format!(", \"replies\": {{\"items\": [{}]}}", replies.join(","));
        let comma = if root == 0 { "" } else { "," };
        let _ = write!(items, "{comma}{}", comment(root, &root.to_string(), &replies));
    }
    format!("{{\"thread\": {{\"key\": \"{thread}\"}}, \"items\": [{items}]}}")
}

fn comment(hour: usize, name: &str, more: &str) -> String {
    let text = "Un texte **ordinaire**, avec [un lien](https://blog.example/) et quelques mots. ".repeat(4);
    let (year, day, hour) = (2012 + hour / 8064, 1 + hour / 24 % 28, hour % 24);
    format!(
        "{{\"author\": {{\"name\": \"Auteur {name}\"}}, \"created\": \"{year}-03-{day:02}T{hour:02}:00:00Z\", \
         \"body\": {{\"source\": \"{name}: {text}\", \"format\": \"markdown\"}}{more}}}"
    )
}
