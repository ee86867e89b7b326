//! The protocol over HTTP: which address answers to what, and the refusals that no handler sees.

mod about;
mod answer;
mod caller;
mod change;
mod comments;
mod cors;
mod create;
mod headers;
mod json;
mod moderation;
mod query;
mod threads;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};

use crate::config::Config;
use crate::model::problem::{Kind, Problem};
use crate::site;
use crate::store::Store;

/// What every handler needs.
#[derive(Clone)]
pub struct App {
    pub store: Store,
    pub config: Arc<Config>,
}

/// Everything the server answers to: the protocol at `/v1` and `/api/v1`, files elsewhere.
pub fn router(app: App) -> Router {
    let v1 = Router::new()
        .route("/comments", get(comments::list).post(create::create))
        .route("/comments/{id}", get(comments::one).patch(change::edit).delete(change::remove))
        .route("/comments/{id}/moderation", post(moderation::moderate))
        .route("/moderation", get(moderation::queue))
        .route("/threads", patch(threads::change))
        .route("/counts", get(threads::counts))
        .route("/previews", post(about::preview))
        .route("/me", get(about::me))
        .route("/health", get(about::health))
        .route("/openapi.json", get(about::openapi));
    Router::new()
        .nest("/api/v1", v1.clone())
        .nest("/v1", v1)
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(elsewhere)
        .layer(middleware::from_fn_with_state(app.clone(), cors::guard))
        .layer(middleware::from_fn_with_state(app.clone(), json::receive))
        .layer(middleware::from_fn_with_state(app.clone(), cors::answer))
        .layer(middleware::map_response(headers::protect))
        .with_state(app)
}

async fn method_not_allowed(method: Method) -> Problem {
    Problem::new(Kind::MethodNotAllowed, format!("this address does not answer to {method}"))
}

async fn elsewhere(State(app): State<App>, method: Method, uri: Uri) -> Response {
    match &app.config.site {
        Some(folder) if !is_protocol(uri.path()) => site::serve(folder, &method, uri.path()).await,
        _ => Problem::not_found("address").into_response(),
    }
}

fn is_protocol(path: &str) -> bool {
    path.starts_with("/v1/") || path.starts_with("/api/")
}
