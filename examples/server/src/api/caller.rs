//! Who asks: the moderator by token, the address for the rate limit, the comment an address names.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Path};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::App;
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
            (Some(token), Some(known)) if known.is(token) => Ok(Self::Moderator),
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

/// The network address of a reader, as the rate limit counts it.
pub struct Address(pub String);

impl FromRequestParts<App> for Address {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        // Only the last entry is the proxy's own word; all before it the reader may have written.
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let forwarded = forwarded.filter(|_| app.config.trust_proxy);
        let forwarded = forwarded.and_then(|value| read(value.to_str().ok()?.rsplit(',').next()?));
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Ok(Self(forwarded.or(peer).map_or_else(String::new, network)))
    }
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn read(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
}

/// What belongs to one household: an IPv4 address, or the 64 bits of IPv6 that a provider hands out.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let prefix = Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX));
            format!("{prefix}/64")
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_household_is_one_address_however_a_proxy_writes_it() {
        let cases = [
            ("192.0.2.7", Some("192.0.2.7")),
            (" 192.0.2.7:4711 ", Some("192.0.2.7")),
            ("::ffff:192.0.2.7", Some("192.0.2.7")),
            ("2001:db8:1:2:aaaa::1", Some("2001:db8:1:2::/64")),
            ("[2001:db8:1:2:bbbb::2]:4711", Some("2001:db8:1:2::/64")),
            ("[2001:db8:1:2::3]", Some("2001:db8:1:2::/64")),
            ("unknown", None),
            ("", None),
            ("192.0.2.7\n", Some("192.0.2.7")),
            ("1.2.3.4.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).map(network).as_deref(), expected, "{text:?}");
        }
    }
}
