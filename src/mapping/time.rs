//! Times as backends write them, to milliseconds since 1970.

use super::json;
use crate::cut;

/// Parses a date and time (RFC 3339, `T` or a space between); without offset it is at `minutes` east of UTC.
pub fn iso(text: &str, minutes: i32) -> Option<i64> {
    let mut rest = text.trim_ascii().as_bytes();
    let year = digits(&mut rest, 4)?;
    one_of(&mut rest, "-")?;
    let month = digits(&mut rest, 2)?;
    one_of(&mut rest, "-")?;
    let day = digits(&mut rest, 2)?;
    let (mut hour, mut minute, mut second, mut fraction) = (0, 0, 0, 0);
    if one_of(&mut rest, "Tt ").is_some() {
        hour = digits(&mut rest, 2)?;
        one_of(&mut rest, ":")?;
        minute = digits(&mut rest, 2)?;
        if one_of(&mut rest, ":").is_some() {
            second = digits(&mut rest, 2)?;
        }
        if one_of(&mut rest, ".,").is_some() {
            fraction = millis(&mut rest);
        }
    } else if !rest.is_empty() {
        return None;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=longest).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let minutes = i64::from(if rest.is_empty() { minutes } else { east(rest)? });
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + (minute - minutes) * 60 + second;
    Some(seconds * 1_000 + fraction)
}

/// Parses a number of seconds (`shift` 3) or milliseconds (`shift` 0), perhaps with a fraction.
pub fn unix(text: &str, shift: u32) -> Option<i64> {
    let text = text.trim_ascii();
    let (whole, part) = cut::once(text, ".").unwrap_or((text, ""));
    let whole_millis = json::integer(whole)?.checked_mul(10_i64.pow(shift))?;
    let mut rest = part.as_bytes();
    let part = millis(&mut rest);
    let part = if shift == 0 { 0 } else { part };
    if !rest.is_empty() {
        return None;
    }
    whole_millis.checked_add(if whole.starts_with('-') { -part } else { part })
}

/// Parses a bare number: below 10^11 it is seconds (until the year 5138), else milliseconds.
pub fn guess(text: &str) -> Option<i64> {
    let seconds = unix(text, 0)?.unsigned_abs() < 100_000_000_000;
    unix(text, if seconds { 3 } else { 0 })
}

/// Parses an offset, `Z`, `+02:00`, `+0200` or `+02`, to minutes east of UTC.
pub fn offset(text: &str) -> Option<i32> {
    east(text.trim_ascii().as_bytes())
}

fn east(text: &[u8]) -> Option<i32> {
    let mut rest = text;
    if matches!(text, b"Z" | b"z" | b"UTC") {
        return Some(0);
    }
    let sign = if *one_of(&mut rest, "+-")? == b'-' { -1 } else { 1 };
    let hours = digits(&mut rest, 2)?;
    let colon = one_of(&mut rest, ":").is_some();
    let minutes = if colon || !rest.is_empty() { digits(&mut rest, 2)? } else { 0 };
    let fits = rest.is_empty() && hours < 24 && minutes < 60;
    fits.then_some(sign * (hours * 60 + minutes) as i32)
}

/// Takes a number of so many digits.
fn digits(rest: &mut &[u8], width: usize) -> Option<i64> {
    let (number, after) = rest.split_at_checked(width)?;
    *rest = after;
    let digits = number.iter().all(u8::is_ascii_digit);
    digits.then(|| number.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

/// Takes a byte if it is one of some.
fn one_of<'b>(rest: &mut &'b [u8], wanted: &str) -> Option<&'b u8> {
    let (byte, after) = rest.split_first().filter(|(byte, _)| cut::has(wanted, **byte))?;
    *rest = after;
    Some(byte)
}

/// Takes all digits after a decimal point, as milliseconds.
fn millis(rest: &mut &[u8]) -> i64 {
    let (mut millis, mut worth) = (0, 100);
    while let Some((digit @ b'0'..=b'9', after)) = rest.split_first() {
        millis += i64::from(digit - b'0') * worth;
        worth /= 10;
        *rest = after;
    }
    millis
}

/// Days since 1970-01-01 in the Gregorian calendar; a year begins in March so that the leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
        - 719_469
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_rfc_3339_and_their_looser_spellings() {
        for (text, minutes, expected) in [
            ("1970-01-01T00:00:00Z", 0, Some(0)),
            ("1985-04-12T23:20:50.52Z", 0, Some(482_196_050_520)),
            ("1996-12-19T16:39:57-08:00", 0, Some(851_042_397_000)),
            ("1990-12-31T23:59:60Z", 0, Some(662_688_000_000)),
            ("1937-01-01T12:00:27.87+00:20", 0, Some(-1_041_337_172_130)),
            ("2026-11-22T06:31:48", 0, Some(1_795_329_108_000)),
            ("2026-11-22T07:31:48", 60, Some(1_795_329_108_000)),
            ("2022-01-01 10:00:00.123Z", 0, Some(1_641_031_200_123)),
            ("2012-05-03", 0, Some(1_336_003_200_000)),
            ("2012-05-03T09:12+0200", 0, Some(1_336_029_120_000)),
            ("2000-02-29T00:00:00Z", 0, Some(951_782_400_000)),
            ("2026-11-22T06:31:48.123456789Z", 0, Some(1_795_329_108_123)),
            ("1900-02-29T00:00:00Z", 0, None),
            ("2026-13-01T00:00:00Z", 0, None),
            ("2026-00-01T00:00:00Z", 0, None),
            ("2026-01-01T24:00:00Z", 0, None),
            ("2026-01-01T00:00:00 o'clock", 0, None),
            ("2026-01-01T00:00:00.é", 0, None),
            ("nov. 22, 2026, 6:08 matin", 0, None),
            ("20é6-01-01T00:00:00Z", 0, None),
            ("", 0, None),
        ] {
            assert_eq!(iso(text, minutes), expected, "{text}");
        }
    }

    #[test]
    fn numbers_since_1970() {
        for (text, shift, expected) in [
            ("1795328882.3869667", 3, Some(1_795_328_882_386)),
            ("1336036320", 3, Some(1_336_036_320_000)),
            ("-1.5", 3, Some(-1_500)),
            ("1336036320000", 0, Some(1_336_036_320_000)),
            ("1336036320000.9", 0, Some(1_336_036_320_000)),
            ("1e400", 3, None),
            ("99999999999999999999", 3, None),
            ("9223372036854775807", 3, None),
            ("", 3, None),
            ("hier", 0, None),
        ] {
            assert_eq!(unix(text, shift), expected, "{text}");
        }
        assert_eq!(guess("1336036320"), guess("1336036320000"));
    }

    #[test]
    fn offsets() {
        for (text, expected) in [
            ("Z", Some(0)),
            ("+08:00", Some(480)),
            ("-0330", Some(-210)),
            ("+02", Some(120)),
            ("08:00", None),
            ("+é", None),
            ("+25:00", None),
            ("+", None),
            ("local", None),
        ] {
            assert_eq!(offset(text), expected, "{text}");
        }
    }
}
