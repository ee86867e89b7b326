//! Notices of other pages: pingbacks, trackbacks, mentions.

use crate::stage::write::{comment, ping};
use crate::stage::{Scene, snapshot};
use causerie::config::{Composer, Config, Numbering, Pings};
use causerie::model::{Comment, Kind, Via};

#[test]
fn a_pingback_with_title_site_and_excerpt() {
    let html = "[&#8230;] comme le dit <em>Henri</em>, il faut modérer [&#8230;]";
    let section = snapshot("pingback", || {
        Scene::reading().ready(vec![ping("7", Kind::Pingback, "Les outils | Un blog - web", 5, html)])
    });
    assert_eq!(
        (section.texts("source"), section.texts("site")),
        (vec!["Les outils".to_owned()], vec!["Un blog - web".to_owned()])
    );
    assert_eq!(section.part("excerpt").text(), "[…]comme le dit Henri, il faut modérer[…]");
    assert!(section.parts("avatar").is_empty() && section.parts("reply").is_empty());
}

#[test]
fn a_pingback_of_which_only_the_title_is_left() {
    let section = snapshot("pingback-title", || {
        let bare = Comment {
            via: Some(Via { url: None, name: Some("J’aime les blogs".into()) }),
            ..ping("7", Kind::Pingback, "", 5, "")
        };
        Scene::reading().ready(vec![bare])
    });
    assert_eq!(section.part("author").text(), "Pingback\u{a0}: J’aime les blogs");
}

#[test]
fn a_pingback_of_which_nothing_is_left() {
    snapshot("pingback-bare", || {
        let bare = Comment { via: None, created: None, ..ping("7", Kind::Pingback, "", 5, "") };
        Scene::reading().ready(vec![bare])
    });
}

#[test]
fn a_trackback_with_its_title_in_its_text() {
    let html = "<strong>Un titre</strong>\n[...] et la suite [...]";
    let section = snapshot("trackback", || {
        Scene::reading().ready(vec![ping("7", Kind::Trackback, "Un blog", 5, html)])
    });
    assert_eq!(section.texts("source"), ["Un titre"]);
}

#[test]
fn an_entrys_own_title_names_the_page() {
    let section = snapshot("pingback-own-title", || {
        let mut ping = ping("7", Kind::Pingback, "", 5, "[...] à lire [...]");
        ping.title = Some("Un autre billet".to_owned());
        ping.author.name = Some("Un blog ami".to_owned());
        ping.via = None;
        Scene::reading().ready(vec![ping])
    });
    assert_eq!(
        (section.texts("source"), section.texts("site")),
        (vec!["Un autre billet".to_owned()], vec!["Un blog ami".to_owned()])
    );
}

#[test]
fn pings_stand_among_the_comments_apart_or_nowhere() {
    let section = snapshot("pings-inline", || mixed(Pings::Inline));
    assert_eq!(section.texts("number"), ["1.", "2.", "3.", "4."]);
    assert_eq!(section.texts("title"), ["4 commentaires"]);
    let section = snapshot("pings-grouped", || mixed(Pings::Grouped));
    assert_eq!(section.texts("pings-title"), ["2 mentions ailleurs"]);
    assert_eq!(section.texts("number"), ["1.", "2."], "no number is left out");
    assert!(section.part("pings").text().contains("Lien permanent\u{a0}: Un billet"));
    let section = snapshot("pings-hidden", || mixed(Pings::Hidden));
    assert_eq!(section.texts("title"), ["2 commentaires"]);
    assert_eq!(section.tags("article").len(), 2);
}

#[test]
fn reactions_from_elsewhere() {
    let section = snapshot("reactions", || {
        let kinds = [Kind::Mention, Kind::Like, Kind::Repost, Kind::Bookmark, Kind::Rsvp];
        let items = kinds.into_iter().enumerate().map(|(n, kind)| ping(&n.to_string(), kind, "Zoé", 5, ""));
        Scene::reading().ready(items.collect())
    });
    assert_eq!(
        section.texts("kind"),
        ["Mention\u{a0}:", "Aimé par", "Partagé par", "Mis en favori par", "Réponse\u{a0}:"]
    );
}

fn mixed(pings: Pings) -> Scene {
    let config = Config { pings, numbering: Numbering::ByAge, composer: Composer::None, ..Config::default() };
    let items = vec![
        comment("1", "Zoé", 10, "Premier."),
        ping("2", Kind::Pingback, "Un billet | Un blog", 9, ""),
        comment("3", "Max", 8, "Deuxième."),
        ping("4", Kind::Trackback, "Un autre | Un blog", 7, ""),
    ];
    Scene::new("fr", config).ready(items)
}
