//! Single entries: who, when, what.

use crate::stage::write::{comment, in_state, reply};
use crate::stage::{NOW, Scene, section, snapshot};
use causerie::config::{Composer, Config, Images, Numbering};
use causerie::model::{Comment, Content, Role, State, Time};
use causerie::state::Action;

#[test]
fn numbered_and_flat_as_on_a_french_blog() {
    let section = snapshot("numbered", || {
        let config =
            Config { depth: 0, numbering: Numbering::ByAge, composer: Composer::None, ..Config::default() };
        let html = "<p>Bonjour,</p>\n<p>Un beau résumé&nbsp;: l’essentiel y est. Voir <a href=\"http://long.example/2014/10/07/un-titre-qui-ne-finit-pas/\">http://long.example/2014/10/07/un-titre-qui-ne-finit-pas/</a></p>";
        let mut first = comment("41", "Webaxe", 30, "");
        first.body.content = Content::Html(html.to_owned());
        let mut answer = comment("43", "Henri", 2, "@Webaxe: merci !\n\n@Absente : vous aussi.");
        answer.author.roles = vec![Role::Owner];
        Scene::new("fr", config).ready(vec![first, comment("42", "CM_Atelier", 26, "D’accord."), answer])
    });
    assert_eq!(section.texts("number"), ["1.", "2.", "3."]);
}

#[test]
fn the_posts_author_and_others_with_a_role() {
    let section = snapshot("badges", || {
        let with = |id: &str, role: Role| {
            let mut comment = comment(id, "Henri", 3, "Merci.");
            comment.author.roles = vec![role];
            comment
        };
        let mut other = comment("5", "Zoé", 3, "Moi aussi.");
        other.author.badge = Some("Membre d’honneur".to_owned());
        let items = vec![
            with("1", Role::Owner),
            with("2", Role::Moderator),
            with("3", Role::Bot),
            with("4", Role::Member),
            other,
        ];
        Scene::reading().ready(items)
    });
    assert_eq!(section.texts("badge"), ["Auteur", "Modération", "Robot", "Membre d’honneur"]);
    assert_eq!(section.by_id("comment-1").attribute("data-author"), Some("owner"));
}

#[test]
fn a_name_links_to_its_website_but_vouches_for_nothing() {
    let section = snapshot("website", || {
        let mut comment = comment("1", "Sébastien R.", 3, "Merci.");
        comment.author.url = Some("http://twitter.example/seb".to_owned());
        Scene::reading().ready(vec![comment])
    });
    let link = section.part("author-link");
    assert_eq!(
        (link.attribute("rel"), link.attribute("href")),
        (Some("ugc nofollow noopener"), Some("http://twitter.example/seb"))
    );
}

#[test]
fn nobodys_comment_without_a_date() {
    snapshot("anonymous", || {
        let mut comment = comment("1", "", 0, "Je passe.");
        comment.author.name = None;
        comment.created = None;
        Scene::reading().ready(vec![comment])
    });
}

#[test]
fn dates_are_relative_or_whole_or_the_backends_words() {
    let section = snapshot("dates", || {
        let words = Comment {
            created: Some(Time::Words("le 3 mai 2012 vers midi".into())),
            ..comment("4", "Zoé", 0, "")
        };
        let edited = Comment { edited: Some(Time::At(NOW - 60_000)), ..comment("3", "Max", 2, "Corrigé.") };
        Scene::reading().ready(vec![
            comment("1", "Élodie", 24 * 400, "Vieux."),
            comment("2", "Élodie", 48, "Récent."),
            edited,
            words,
        ])
    });
    assert_eq!(section.texts("edited"), ["modifié (-1 minute)"], "the date may be “il y a une minute”");
}

#[test]
fn pictures_come_from_known_origins_only() {
    let items = || {
        let mut own = comment("1", "Élodie", 3, "Merci.");
        own.author.avatar = Some("https://blog.example/a.png".to_owned());
        let mut foreign = comment("2", "Max", 2, "");
        foreign.author.avatar = Some("https://espion.example/b.png".to_owned());
        foreign.body.content =
            Content::Html("<img src=\"https://espion.example/c.png\" alt=\"un graphique\">".into());
        vec![own, foreign]
    };
    let shown = snapshot("pictures", move || Scene::reading().ready(items()));
    assert_eq!(shown.tags("img").len(), 1);
    let shown = section(move || {
        Scene::new("fr", Config { images: Images::None, composer: Composer::None, ..Config::default() })
            .ready(items())
    });
    assert_eq!(shown.tags("img").len(), 0);
}

#[test]
fn a_tombstone_with_replies() {
    let section = snapshot("tombstone", || {
        let gone = in_state(State::Deleted, comment("1", "Élodie", 9, "Regrettable."));
        let hidden = in_state(State::Hidden, comment("3", "Max", 8, "Regrettable aussi."));
        let alone = in_state(State::Deleted, comment("5", "Ève", 7, "Personne ne répond."));
        let answers = [reply("2", "1", "Zoé", 3, "Dommage."), reply("4", "3", "Zoé", 2, "Encore ?")];
        Scene::reading().ready([vec![gone, hidden, alone], answers.to_vec()].concat())
    });
    assert!(!section.text().contains("Regrettable") && !section.text().contains("Ève"));
    assert_eq!(section.texts("title"), ["2 commentaires"]);
}

#[test]
fn folded_texts_and_content_warnings() {
    let section = snapshot("folded", || {
        let mut warned = comment("1", "Zoé", 3, "Le meurtrier est le majordome.");
        warned.body.warning = Some("Révèle la fin.".to_owned());
        let collapsed = Comment { collapsed: true, ..comment("2", "Max", 2, "Mal noté.") };
        let opened = Comment { collapsed: true, ..comment("3", "Max", 1, "Relu.") };
        let id = opened.id.clone();
        Scene::reading().ready(vec![warned, collapsed, opened]).act(Action::Reveal(id))
    });
    assert!(!section.text().contains("majordome") && section.text().contains("Relu."));
}

#[test]
fn a_mention_is_a_link_however_its_sign_is_written() {
    for sign in ["@", "&#64;", "&#064;", "&#x40;"] {
        let section = section(move || {
            let mut answer = comment("2", "Max", 2, "");
            answer.body.content = Content::Html(format!("<p>Merci, {sign}Zoé&nbsp;!</p>"));
            Scene::reading().ready(vec![comment("1", "Zoé", 3, "Bonjour."), answer])
        });
        let links = section.by_id("comment-2").part("body").tags("a");
        let targets: Vec<_> = links.iter().map(|link| link.attribute("href")).collect();
        assert_eq!(targets, [Some("#comment-1")], "{sign}");
    }
}

#[test]
fn the_comment_in_the_pages_address_is_marked() {
    let section = section(|| {
        Scene::reading().ready(vec![comment("7", "Zoé", 3, "Ici.")]).act(Action::Follow("7".into()))
    });
    assert!(section.by_id("comment-7").attribute("data-target").is_some());
}

#[test]
fn what_was_typed_stays_as_it_was_typed() {
    let text = "Deux  espaces, « guillemets », n''apporte, ouhlaaa..bon (!) ;-), :) &amp; <b>non</b> *non plus*\nligne\n\nalinéa : @ seul, a@b.example";
    let section = snapshot("typed", move || Scene::reading().ready(vec![comment("1", "Zoé", 3, text)]));
    let paragraphs: Vec<_> = section.part("body").tags("p").iter().map(|p| p.text()).collect();
    assert_eq!(paragraphs.join("\n\n"), text);
}

/// Elements are written down as words, each with a sign before it and U+0000 behind it, or U+0001 in strangers' texts.
#[test]
fn no_text_ends_its_word_and_begins_an_element() {
    let hostile =
        "x\0<script\0\"fired()\0>\u{1}<script\u{1}\"fired()\u{1}>\u{2}@<script\u{2}A=onclick fired()\n";
    for content in
        [Content::Text(hostile.to_owned()), Content::Html(["<p title='", hostile, "'>", hostile].concat())]
    {
        let section = section(move || {
            let mut comment = comment("1", "x\0<script\0=id evil\0>", 3, "");
            comment.body.content = content;
            comment.author.badge = Some(hostile.to_owned());
            Scene::reading().ready(vec![comment])
        });
        assert_eq!(section.tags("script").len(), 0);
        assert!(section.all().iter().all(|element| element.attribute("onclick").is_none()));
        assert_eq!(section.part("badge").text(), hostile);
    }
}

#[test]
fn a_text_says_its_language() {
    let section = section(|| {
        Scene::reading()
            .ready(vec![Comment { lang: Some("de".into()), ..comment("1", "Jörg", 3, "Danke.") }])
    });
    assert_eq!(section.part("body").attribute("lang"), Some("de"));
}
