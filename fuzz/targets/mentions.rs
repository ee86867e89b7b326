//! Names of a thread and a text that may mention them: a mention leads to a comment and loses no character.
#![no_main]

use causerie::body::{Attribute, Context, Mention, Node, nodes};
use causerie::model::{Comment, CommentId, Content};
use causerie::state::Names;
use causerie_fuzz::nodes::{PAGE, check, ink, told};
use causerie_fuzz::words::Words;
use libfuzzer_sys::fuzz_target;
use std::rc::Rc;

fuzz_target!(|input: &[u8]| {
    let mut words = Words::new(input);
    let count = words.byte() % 8;
    let position = usize::from(words.byte() % 8);
    let comments: Vec<_> = (0..count).map(|id| Rc::new(comment(id, words.line()))).collect();
    let names = Names::collect(&comments);
    let mention = |text: &str| {
        let (length, id) = names.find(text, position)?;
        assert!(text.is_char_boundary(length) && length > 0);
        Some(Mention { target: format!("#comment-{}", id.anchor()), length })
    };
    let text = words.text();
    let found = nodes(
        &Content::Text(text.clone()),
        &Context { base: Some(PAGE), mention: &mention, images: &|_| false },
    );
    check(&found);
    targets(&found, count);
    assert_eq!(ink(&told(&found)).to_ascii_lowercase(), ink(&text).to_ascii_lowercase());
});

fn comment(id: u8, name: String) -> Comment {
    let mut comment = Comment::new(CommentId::number(id.to_string()));
    comment.author.name = Some(name);
    comment
}

fn targets(nodes: &[Node], count: u8) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        targets(&element.children, count);
        let target = element.attribute(Attribute::Href).and_then(|url| url.strip_prefix("#comment-"));
        assert!(target.is_none_or(|id| id.parse::<u8>().is_ok_and(|id| id < count)), "{target:?}");
    }
}
