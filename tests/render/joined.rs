//! Entries of further backends among those of the first.

use crate::stage::write::{capabilities, comment, opened, ping, reply};
use crate::stage::{Scene, section, snapshot};
use causerie::model::{Acts, Capabilities, Kind, Moderation, Page, Problem, ProblemKind};
use causerie::state::Action;

fn mentions() -> Action {
    let items = vec![
        ping("1", Kind::Mention, "Une page | Un site", 5, "En parle aussi."),
        comment("2", "Anna", 1, "De loin."),
    ];
    Action::Joined("webmention.io".to_owned(), Ok(Page { items, ..Page::default() }))
}

fn own() -> Action {
    let acts = Acts {
        up: true,
        flag: true,
        edit: true,
        moderator: true,
        moderate: Moderation::ALL.to_vec(),
        ..Acts::default()
    };
    let items = vec![
        comment("1", "Élodie", 9, "Première."),
        reply("3", "1", "Max", 2, "Réponse."),
        comment("2", "Odile", 3, "Seconde."),
    ];
    opened(items, Capabilities { acts, ..capabilities() })
}

#[test]
fn they_stand_among_the_others_by_time_and_can_only_be_read() {
    let section = snapshot("joined", || Scene::reading().act(own()).act(mentions()));
    let roots: Vec<_> =
        section.tags("article").iter().map(|entry| entry.attribute("data-id").unwrap().to_owned()).collect();
    assert_eq!(roots, ["1", "3", "webmention.io:1", "2", "webmention.io:2"]);
    let far = section.by_id("comment-webmention.io:2");
    assert!(far.parts("actions").is_empty());
    assert_eq!(section.texts("title"), ["5 commentaires"]);
}

#[test]
fn they_stay_when_the_first_backend_is_asked_again_or_comes_later() {
    for scene in [(|| Scene::reading().act(mentions()).act(own())) as fn() -> Scene, || {
        Scene::reading().act(own()).act(mentions()).act(mentions()).act(own())
    }] {
        assert_eq!(section(scene).tags("article").len(), 5);
    }
}

#[test]
fn one_backend_that_fails_never_hides_the_other() {
    let gone = || Problem::new(ProblemKind::Server);
    let first = section(move || {
        Scene::reading().act(own()).act(Action::Joined("webmention.io".to_owned(), Err(gone())))
    });
    assert_eq!(first.tags("article").len(), 3);
    let second = section(move || Scene::reading().act(Action::Opened(Err(gone()))).act(mentions()));
    assert_eq!(second.tags("article").len(), 2);
    assert_eq!(second.texts("retry"), ["Réessayer"]);
}
