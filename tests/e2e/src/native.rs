//! Answers of the native protocol, for scripted backends.

use crate::{Answer, Origin};
use serde_json::{Value, json};

/// An approved comment.
pub fn comment(id: &str, author: &str, text: &str) -> Value {
    json!({
        "id": id, "kind": "comment", "state": "approved", "created": "2011-05-18T09:12:00Z",
        "author": { "name": author }, "body": { "html": format!("<p>{text}</p>") },
        "can": { "reply": true },
    })
}

/// A comment with replies.
pub fn with_replies(mut comment: Value, replies: &[Value]) -> Value {
    let mut replies = replies.to_vec();
    for reply in &mut replies {
        reply["parent"] = comment["id"].clone();
    }
    comment["replies"] = json!({ "total": replies.len(), "items": replies, "next": null });
    comment
}

/// The answer to the request for a thread that is open to everybody.
pub fn thread(comments: &[Value]) -> Value {
    let replies = |comment: &Value| comment["replies"]["items"].as_array().map_or(0, Vec::len);
    json!({
        "thread": {
            "key": "/", "state": "open", "can": { "create": true, "anonymous": true },
            "form": { "name": "required", "email": "optional", "url": "optional" },
        },
        "total": comments.iter().map(|comment| 1 + replies(comment)).sum::<usize>(),
        "roots": comments.len(),
        "items": comments,
        "next": null,
    })
}

/// Three comments, the second answers the first.
pub fn three() -> Value {
    thread(&[
        with_replies(comment("1", "Élodie", "Merci pour ce billet."), &[comment("2", "Max", "D’accord.")]),
        comment("3", "Odile", "Je penche pour l’animateur."),
    ])
}

/// Lets an origin answer the request for the thread below `/api`.
pub fn serve(origin: &Origin, thread: &Value) {
    origin.on(LIST, Answer::json(200, thread));
}

/// The request for the thread.
pub const LIST: &str = "GET /api/v1/comments";
/// The request that posts a comment.
pub const CREATE: &str = "POST /api/v1/comments";
