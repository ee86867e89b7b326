//! Moments as milliseconds since 1970, written as RFC 3339; used wherever a date is kept or shown.

use std::time::{SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds since 1970.
pub type Millis = i64;

/// The present moment.
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}

/// Writes a moment as RFC 3339 in UTC, to the second.
pub fn write(moment: Millis) -> String {
    let date = OffsetDateTime::from_unix_timestamp(moment.div_euclid(1000));
    date.ok().and_then(|date| date.format(&Rfc3339).ok()).unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
}

/// Reads an RFC 3339 moment with any offset.
pub fn parse(text: &str) -> Option<Millis> {
    let date = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    Some(date.unix_timestamp() * 1000 + i64::from(date.millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_with_its_offset_and_written_in_utc() {
        let cases = [
            ("2011-05-03T09:12:00Z", "2011-05-03T09:12:00Z"),
            ("2011-05-03T09:12:00+02:00", "2011-05-03T07:12:00Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(write(parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_moment_is_refused() {
        for text in ["", "2011-05-03", "2011-13-03T09:12:00Z", "hier"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
