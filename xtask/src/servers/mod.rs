//! The real comment servers that end-to-end tests start: which there are, and which take part in a run.

mod node;
mod wordpress;

use crate::{Outcome, project, python};
use std::path::PathBuf;
use std::process::Command;

/// A comment server.
pub struct Server {
    /// Its module of stories, `tests/e2e/tests/stories/live/NAME`.
    name: &'static str,
    /// Whether it takes part in a run of everything.
    is_usual: bool,
    /// Installs it, once.
    install: fn() -> Outcome,
    /// What the variable `CAUSERIE_NAME` tells the stories: its program, or the folder it is in.
    place: fn() -> PathBuf,
}

/// All of them, those whose answers are recorded in `tests/recordings` in the version that is recorded there.
pub const ALL: [Server; 5] = [
    Server {
        name: "isso",
        is_usual: true,
        install: || python::environment("isso", &["isso==0.14.0"]),
        place: || python::program("isso", "isso"),
    },
    Server { name: "wordpress", is_usual: true, install: wordpress::install, place: wordpress::folder },
    Server {
        name: "json_server",
        is_usual: false,
        install: || node::environment("json-server", &["json-server@0.17.4"]),
        place: || node::modules("json-server").join(".bin/json-server"),
    },
    Server {
        name: "django",
        is_usual: false,
        install: || python::environment("django", DJANGO),
        place: || python::program("django", "python"),
    },
    Server {
        name: "waline",
        is_usual: false,
        install: || node::environment("waline", &["@waline/vercel@1.39.3", "sqlite3@5.1.7"]),
        place: || node::modules("waline"),
    },
];

/// Those that take part in a run of everything.
pub fn usual() -> Vec<&'static Server> {
    ALL.iter().filter(|server| server.is_usual).collect()
}

/// Those that take part in a run of the stories with a word in their name, of which the list is given: the usual ones
/// whose stories are among them, and those that the word itself names, as `live` names all and `waline` one.
pub fn named(word: &str, stories: &str) -> Vec<&'static Server> {
    let is_wanted = |server: &&Server| server.is_usual || server.is_named_by(word);
    ALL.iter().filter(is_wanted).filter(|server| stories.contains(&server.stories())).collect()
}

/// Installs servers.
pub fn install(servers: &[&Server]) -> Outcome {
    servers.iter().try_for_each(|server| (server.install)())
}

/// Leaves the stories of all other servers out of a run of the end-to-end tests, and tells the rest where theirs are.
pub fn only(servers: &[&Server], stories: &mut Command) {
    for server in &ALL {
        if servers.iter().any(|chosen| chosen.name == server.name) {
            stories.env(server.variable(), (server.place)());
        } else {
            stories.args(["--skip", &server.stories()]);
        }
    }
}

impl Server {
    fn stories(&self) -> String {
        format!("live::{}::", self.name)
    }

    fn variable(&self) -> String {
        format!("CAUSERIE_{}", self.name.to_uppercase())
    }

    fn is_named_by(&self, word: &str) -> bool {
        self.stories().contains(word) || word.contains(&self.stories())
    }
}

/// The folder of a server below that of the tools.
fn folder(name: &str) -> PathBuf {
    project::tools().join(name)
}

/// django-comments-xtd, and what serves it to pages of other origins.
const DJANGO: &[&str] =
    &["django-comments-xtd==2.10.13", "Django==5.2.19", "django-cors-headers==4.9.0", "gunicorn==27.0.1"];

#[cfg(test)]
mod tests {
    use super::*;

    const STORIES: &str =
        "live::isso::reading: test\nlive::wordpress::pings::reading: test\nstates::reading: test\n";

    fn names(servers: &[&Server]) -> Vec<&'static str> {
        servers.iter().map(|server| server.name).collect()
    }

    #[test]
    fn a_word_chooses_the_servers_whose_stories_it_runs() {
        for (word, stories, chosen) in [
            ("live", STORIES, &["isso", "wordpress"][..]),
            ("wordpress", "live::wordpress::pings::reading: test", &["wordpress"]),
            ("live::isso::reading", "live::isso::reading: test", &["isso"]),
            ("reading", STORIES, &["isso", "wordpress"]),
            ("states", "states::reading: test", &[]),
        ] {
            assert_eq!(names(&named(word, stories)), chosen, "{word}");
        }
    }

    #[test]
    fn stories_of_other_servers_are_left_out() {
        let mut command = Command::new("stories");
        only(&named("isso", "live::isso::reading: test"), &mut command);
        let arguments: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert!(arguments.contains(&"live::wordpress::".to_owned()), "{arguments:?}");
        assert!(command.get_envs().any(|(name, _)| name == "CAUSERIE_ISSO"));
    }
}
