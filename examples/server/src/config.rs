//! What the operator asked for: options of the command line over variables of the environment.

use std::env;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::{Long, Short, Value};

use crate::secret::Secret;

/// What to do.
#[derive(Debug)]
pub enum Command {
    Serve(Box<Config>),
    /// Reads a Page of the protocol into the thread it names.
    Import {
        config: Box<Config>,
        file: PathBuf,
    },
    Help,
    Version,
}

/// How to do it.
#[derive(Clone, Debug)]
pub struct Config {
    pub database: String,
    pub listen: SocketAddr,
    /// Files served at `/`.
    pub site: Option<PathBuf>,
    pub demo: bool,
    pub demo_thread: Option<String>,
    pub moderation: Moderation,
    pub moderator_token: Option<Secret>,
    pub login_required: bool,
    /// Origins that may write and send credentials; `*` is any, without credentials.
    pub origins: Vec<String>,
    /// Comments a minute from one address; 0 is any number.
    pub rate_limit: i64,
    /// Believe `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// How long a request may take to arrive, its answer to be made, and a client to take it.
    pub timeout: Duration,
    /// Connections at the same time.
    pub connections: usize,
}

/// Which new comments wait for a moderator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moderation {
    All,
    /// Those of authors without an approved comment.
    First,
    None,
}

/// An option that was not understood.
#[derive(Debug)]
pub struct Error {
    /// The option as written.
    at: String,
    expected: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.expected)
    }
}

impl Command {
    /// Reads the process's variables and arguments.
    pub fn from_process() -> Result<Self, Error> {
        let mut config = Config::default();
        if let Ok(url) = env::var("DATABASE_URL") {
            config.database = url;
        }
        for name in VALUED.iter().chain(&SWITCHES) {
            let variable = format!("CAUSERIE_{}", name.replace('-', "_").to_uppercase());
            if let Ok(value) = env::var(&variable) {
                config.set(name, &value, &variable)?;
            }
        }
        Self::parse(lexopt::Parser::from_env(), config)
    }

    fn parse(mut arguments: lexopt::Parser, mut config: Config) -> Result<Self, Error> {
        let mut words = Vec::new();
        let wrong = |error: lexopt::Error| Error { at: "arguments".to_owned(), expected: error.to_string() };
        while let Some(argument) = arguments.next().map_err(wrong)? {
            match argument {
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Long(name) => {
                    let name = name.to_owned();
                    let at = format!("--{name}");
                    let value = if VALUED.contains(&name.as_str()) {
                        arguments.value().map_err(wrong)?.to_string_lossy().into_owned()
                    } else {
                        "true".to_owned()
                    };
                    config.set(&name, &value, &at)?;
                }
                Value(word) => words.push(word),
                Short(letter) => return Err(unknown(&format!("-{letter}"))),
            }
        }
        let config = Box::new(config);
        let mut words = words.into_iter();
        let command = words.next();
        let file = words.next().map(PathBuf::from);
        match (command.as_ref().and_then(|word| word.to_str()), file, words.next()) {
            (None, None, None) if command.is_none() => Ok(Self::Serve(config)),
            (Some("import"), Some(file), None) => Ok(Self::Import { config, file }),
            _ => Err(Error {
                at: "arguments".to_owned(),
                expected: "expected nothing or `import FILE`".to_owned(),
            }),
        }
    }
}

impl Config {
    fn set(&mut self, name: &str, value: &str, at: &str) -> Result<(), Error> {
        let expected =
            |what: &str| Error { at: at.to_owned(), expected: format!("expected {what}, found {value:?}") };
        match name {
            "database" => self.database = value.to_owned(),
            "listen" => {
                self.listen = value.parse().map_err(|_| expected("an address like 127.0.0.1:8787"))?
            }
            "site" => self.site = Some(PathBuf::from(value)),
            "demo-thread" => self.demo_thread = Some(value.to_owned()),
            "moderation" => {
                self.moderation = match value {
                    "all" => Moderation::All,
                    "first" => Moderation::First,
                    "none" => Moderation::None,
                    _ => return Err(expected("all, first or none")),
                }
            }
            "moderator-token" if value.len() < SHORTEST_TOKEN => {
                return Err(Error {
                    at: at.to_owned(),
                    expected: format!("expected at least {SHORTEST_TOKEN} characters"),
                });
            }
            "moderator-token" => self.moderator_token = Some(Secret::of(value)),
            "origin" => {
                for origin in value.split([',', ' ']).filter(|origin| !origin.is_empty()) {
                    if !is_origin(origin) {
                        return Err(expected("origins like https://blog.example, or *"));
                    }
                    self.origins.push(origin.to_owned());
                }
            }
            "rate-limit" => {
                let limit: u32 = value.parse().map_err(|_| expected("a number of comments a minute"))?;
                self.rate_limit = i64::from(limit);
            }
            "timeout" => {
                let seconds = value.parse().ok().filter(|seconds| (1..=600).contains(seconds));
                self.timeout = Duration::from_secs(seconds.ok_or_else(|| expected("1 to 600 seconds"))?);
            }
            "connections" => {
                let number = value.parse().ok().filter(|number| (1..=100_000).contains(number));
                self.connections = number.ok_or_else(|| expected("1 to 100000 connections"))?;
            }
            "demo" => self.demo = truth(value).ok_or_else(|| expected("true or false"))?,
            "login-required" => {
                self.login_required = truth(value).ok_or_else(|| expected("true or false"))?
            }
            "trust-proxy" => self.trust_proxy = truth(value).ok_or_else(|| expected("true or false"))?,
            _ => return Err(unknown(at)),
        }
        Ok(())
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "./causerie.db".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8787)),
            site: None,
            demo: false,
            demo_thread: None,
            moderation: Moderation::First,
            moderator_token: None,
            login_required: false,
            origins: Vec::new(),
            rate_limit: 10,
            trust_proxy: false,
            timeout: Duration::from_secs(20),
            connections: 1024,
        }
    }
}

fn truth(word: &str) -> Option<bool> {
    match word {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" | "" => Some(false),
        _ => None,
    }
}

fn unknown(at: &str) -> Error {
    Error { at: at.to_owned(), expected: "is no option; --help lists them".to_owned() }
}

/// What a page's `Origin` header can be: a scheme, a host, perhaps a port, and nothing after it.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.:[]_".contains(c);
    text == "*" || host.is_some_and(|host| !host.is_empty() && host.chars().all(plain))
}

#[rustfmt::skip]
const VALUED: [&str; 10] = [
    "database", "listen", "site", "demo-thread", "moderation", "moderator-token", "origin", "rate-limit", "timeout",
    "connections",
];
const SWITCHES: [&str; 3] = ["demo", "login-required", "trust-proxy"];

/// Long enough that nobody finds it by trying.
const SHORTEST_TOKEN: usize = 16;

/// What `--help` prints.
pub const HELP: &str = include_str!("help.txt");

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Command, Error> {
        Command::parse(lexopt::Parser::from_args(words), Config::default())
    }

    #[test]
    fn options_change_what_they_name() {
        let words = [
            "--listen",
            "127.0.0.1:0",
            "--demo",
            "--origin=https://a.example",
            "--origin",
            "https://b.example",
        ];
        let Ok(Command::Serve(config)) = parse(&words) else { panic!("expected to serve") };
        assert_eq!(config.listen.port(), 0);
        assert!(config.demo);
        assert_eq!(config.origins, ["https://a.example", "https://b.example"]);
    }

    #[test]
    fn what_is_no_option_is_named() {
        let cases: [(&[&str], &str); 11] = [
            (&["--frobnicate"], "--frobnicate: is no option"),
            (&["-x"], "-x: is no option"),
            (&["--listen", "here"], "--listen: expected an address"),
            (&["--moderation", "some"], "--moderation: expected all, first or none"),
            (&["import"], "expected nothing or `import FILE`"),
            (&["--moderator-token", "short"], "expected at least 16 characters"),
            (&["--origin", "https://blog.example/"], "--origin: expected origins like https://blog.example"),
            (&["--origin", "null"], "--origin: expected origins"),
            (&["--origin", "https://"], "--origin: expected origins"),
            (&["--timeout", "0"], "--timeout: expected 1 to 600 seconds"),
            (&["--connections", "0"], "--connections: expected 1 to"),
        ];
        for (words, expected) in cases {
            let error = parse(words).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn every_option_is_explained() {
        for name in VALUED.iter().chain(&SWITCHES) {
            assert!(HELP.contains(&format!("--{name}")), "{name}");
        }
    }
}
