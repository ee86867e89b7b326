//! Who asks: the moderator by token, the address for the rate limit, the comment an address names.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts, Path};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::App;
use super::answer::digest;
use crate::model::Caller;
use crate::model::problem::{Kind, Problem};

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    /// A request without `Authorization` is a reader's; a wrong token is refused rather than overlooked.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(header) = parts.headers.get(AUTHORIZATION) else { return Ok(Self::Reader) };
        let words = header.to_str().ok().and_then(|header| header.split_once(' '));
        let token =
            words.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
        match (token, &app.config.moderator_token) {
            // Digests are compared, so that the time it takes says nothing about the token.
            (Some(token), Some(known)) if digest(token.as_bytes(), 64) == digest(known.as_bytes(), 64) => {
                Ok(Self::Moderator)
            }
            _ => {
                Err(Problem::new(Kind::LoginRequired, "expected the moderator's token, found something else"))
            }
        }
    }
}

/// A caller who may moderate.
pub struct Moderator;

impl FromRequestParts<App> for Moderator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        match Caller::from_request_parts(parts, app).await? {
            Caller::Moderator => Ok(Self),
            Caller::Reader => {
                Err(Problem::new(Kind::LoginRequired, "expected the moderator's token, found none"))
            }
        }
    }
}

/// The network address of a reader.
pub struct Address(pub String);

impl FromRequestParts<App> for Address {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let forwarded = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        if let Some(address) = forwarded.filter(|_| app.config.trust_proxy) {
            return Ok(Self(address.trim().to_owned()));
        }
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(peer.map_or_else(String::new, |peer| peer.0.ip().to_string())))
    }
}

/// The id of a comment in the path; what cannot be one names no comment.
pub struct Id(pub i64);

impl FromRequestParts<App> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        path.ok().and_then(|path| path.parse().ok()).map(Self).ok_or_else(|| Problem::not_found("comment"))
    }
}
