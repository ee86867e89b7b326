//! Who answers whom: indentation, and words where there is none.

use crate::stage::write::{comment, reply};
use crate::stage::{Scene, snapshot};
use causerie::config::{Composer, Config};
use causerie::model::{Comment, Replies};

#[test]
fn deeper_replies_stand_side_by_side_and_name_their_parent() {
    let section = snapshot("depth-2", || scene(2));
    let said = section.texts("in-reply-to");
    assert_eq!(said, ["En réponse à Luc", "En réponse à Ève"], "only where the indentation does not show it");
}

#[test]
fn a_flat_list_names_every_parent() {
    let section = snapshot("depth-0", || scene(0));
    assert_eq!(section.parts("replies").len(), 0);
    assert_eq!(section.texts("in-reply-to").len(), 4);
}

#[test]
fn a_parent_that_is_not_here() {
    snapshot("orphan", || {
        let named = Comment { reply_to: Some("Élodie".to_owned()), ..comment("9", "Max", 1, "Oui, vous.") };
        Scene::reading().ready(vec![reply("8", "404", "Zoé", 2, "D’accord avec vous."), named])
    });
}

#[test]
fn replies_that_did_not_come() {
    let section = snapshot("hidden-replies", || {
        let with = |comment: Comment, hidden| Comment {
            replies: Replies { total: Some(4), hidden: Some(hidden), next: None },
            ..comment
        };
        let answered = with(comment("1", "Zoé", 4, "Une question."), 3);
        let items = vec![
            answered,
            reply("2", "1", "Max", 3, "Une réponse."),
            with(comment("3", "Luc", 2, "Une autre."), 1),
        ];
        Scene::reading().ready(items)
    });
    assert_eq!(section.texts("more-replies"), ["Afficher 3 réponses de plus", "Afficher 1 réponse de plus"]);
}

fn scene(depth: u32) -> Scene {
    let items = vec![
        comment("1", "Zoé", 10, "Premier."),
        reply("2", "1", "Max", 9, "Sous le premier."),
        reply("3", "2", "Luc", 8, "Sous le deuxième."),
        reply("4", "3", "Ève", 7, "Sous le troisième."),
        reply("5", "4", "Zoé", 6, "Sous le quatrième."),
        comment("6", "Léa", 5, "À part."),
    ];
    Scene::new("fr", Config { depth, composer: Composer::None, ..Config::default() }).ready(items)
}
