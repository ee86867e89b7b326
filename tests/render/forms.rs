//! Forms: fields, mistakes, several at once, folded.

use crate::stage::write::{capabilities, comment, opened, submission, under};
use crate::stage::{Scene, section, snapshot};
use causerie::config::{Composer, Config};
use causerie::model::{Capabilities, Comment, FieldName, Fields, Problem, ProblemKind};
use causerie::state::{Action, Memory, Reader};

#[test]
fn mistakes_are_tied_to_their_fields() {
    let section = snapshot("form-errors", || {
        let mut thread = Scene::french().ready(Vec::new());
        for (field, value) in [(FieldName::Email, "odile"), (FieldName::Url, "pas un site")] {
            thread.effects(Action::Introduced(field, value.to_owned()));
        }
        thread.effects(submission(None));
        thread
    });
    for name in ["body", "name", "email", "url"] {
        let field = section.by_id(&format!("causerie--{name}"));
        assert_eq!(field.attribute("aria-invalid"), Some("true"));
        assert!(!section.by_id(field.attribute("aria-describedby").unwrap()).text().is_empty());
    }
}

#[test]
fn the_backends_complaints_come_back_with_the_text() {
    let section = snapshot("form-refused", || {
        let problem = Problem {
            fields: vec![(FieldName::Email, "Cet hôte n’existe pas.".to_owned())],
            ..Problem::new(ProblemKind::Invalid)
        };
        Scene::french()
            .ready(Vec::new())
            .sends(None, "Bonjour")
            .act(Action::Posted("k1".into(), Err(problem)))
    });
    assert_eq!(section.tags("textarea")[0].text(), "Bonjour");
    assert_eq!(section.texts("field-error"), ["Cet hôte n’existe pas."]);
}

#[test]
fn a_hint_describes_its_field_beside_the_mistake() {
    let fields = || {
        let mut fields = Fields::default();
        fields.body.hint = Some("Markdown est permis.".to_owned());
        Capabilities { fields, ..capabilities() }
    };
    let plain = section(move || Scene::french().act(opened(Vec::new(), fields())));
    let described = |section: &crate::stage::Element| {
        section.by_id("causerie--body").attribute("aria-describedby").map(str::to_owned)
    };
    assert_eq!(described(&plain).as_deref(), Some("causerie--body-hint"));
    let wrong = section(move || Scene::french().act(opened(Vec::new(), fields())).sends(None, " "));
    assert_eq!(described(&wrong).as_deref(), Some("causerie--body-hint causerie--body-error"));
}

#[test]
fn two_forms_at_once_do_not_mix() {
    let section = snapshot("two-forms", || {
        let id = |id: &str| comment(id, "", 0, "").id;
        let reader = Reader {
            name: "Odile".into(),
            email: "odile@example.org".into(),
            remember: true,
            ..Reader::default()
        };
        let memory =
            Memory {
                reader, drafts: vec![(under("1"), "À moitié écrit".to_owned())], ..Memory::default()
            };
        let thread = Scene::french().act(Action::Remembered(memory));
        thread
            .ready(vec![comment("1", "Zoé", 3, "Une question."), nameless("2")])
            .act(Action::Reply(id("1")))
            .act(Action::Reply(id("2")))
    });
    assert_eq!(
        section.texts("form-title"),
        ["Répondre à Zoé", "Répondre à Anonyme", "Laisser un commentaire"]
    );
    assert_eq!(
        section.tags("textarea").iter().map(|text| text.text()).collect::<Vec<_>>(),
        ["À moitié écrit", "", ""]
    );
}

#[test]
fn a_folded_composer() {
    let config = Config { composer: Composer::Collapsed, ..Config::default() };
    let folded = {
        let config = config.clone();
        snapshot("composer", move || Scene::new("fr", config).ready(Vec::new()))
    };
    assert_eq!(
        (folded.tags("form").len(), folded.texts("compose")),
        (0, vec!["Écrire un commentaire".to_owned()])
    );
    let unfolded =
        snapshot("composer-open", move || Scene::new("fr", config).ready(Vec::new()).act(Action::Compose));
    assert_eq!((unfolded.tags("form").len(), unfolded.texts("cancel").len()), (1, 1));
}

#[test]
fn without_a_composer_nothing_can_be_written() {
    let section = section(|| {
        Scene::new("fr", Config { composer: Composer::None, ..Config::default() })
            .ready(vec![comment("1", "Zoé", 3, "")])
    });
    assert!(section.tags("form").is_empty() && section.tags("button").is_empty());
}

fn nameless(id: &str) -> Comment {
    let mut comment = comment(id, "", 2, "Je passe.");
    comment.author.name = None;
    comment
}
