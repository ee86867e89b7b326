//! Times as backends write them, to milliseconds since 1970.

/// Parses a date and time (RFC 3339, `T` or a space between); without offset it is at `minutes` east of UTC.
pub fn iso(text: &str, minutes: i32) -> Option<i64> {
    let text = text.trim();
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let (clock, rest) = match rest.strip_prefix(['T', 't', ' ']) {
        None if rest.is_empty() => ([0, 0, 0], ""),
        None => return None,
        Some(rest) => match rest.get(..8).and_then(|clock| numbers(clock, ':', [2, 2, 2])) {
            Some(clock) => (clock, rest.get(8..)?),
            None => {
                let [hour, minute] = numbers(rest.get(..5)?, ':', [2, 2])?;
                ([hour, minute, 0], rest.get(5..)?)
            }
        },
    };
    let [hour, minute, second] = clock;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let longest = *longest.get(usize::try_from(month - 1).ok()?)?;
    if !(1..=longest).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (fraction, rest) = match rest.strip_prefix(['.', ',']) {
        Some(rest) => {
            let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
            (fraction(rest.get(..digits)?)?, rest.get(digits..)?)
        }
        None => (0, rest),
    };
    let minutes = if rest.is_empty() { minutes } else { offset(rest)? };
    let seconds =
        days(year, month, day) * 86_400 + hour * 3_600 + (minute - i64::from(minutes)) * 60 + second;
    Some(seconds * 1_000 + fraction)
}

/// Parses a number of seconds (`shift` 3) or milliseconds (`shift` 0), perhaps with a fraction.
pub fn unix(text: &str, shift: u32) -> Option<i64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let millis = whole.parse::<i64>().ok()?.checked_mul(10_i64.pow(shift))?;
    let part = if part.is_empty() || shift == 0 { 0 } else { fraction(part)? };
    millis.checked_add(if whole.starts_with('-') { -part } else { part })
}

/// Parses a bare number: below 10^11 it is seconds (until the year 5138), else milliseconds.
pub fn guess(text: &str) -> Option<i64> {
    let seconds = unix(text, 0)?.unsigned_abs() < 100_000_000_000;
    unix(text, if seconds { 3 } else { 0 })
}

/// Parses an offset, `Z`, `+02:00`, `+0200` or `+02`, to minutes east of UTC.
pub fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    if matches!(text, "Z" | "z" | "UTC") {
        return Some(0);
    }
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+')?),
    };
    let hours: i32 = digits(text.get(..2)?)?.try_into().ok()?;
    let rest = text.get(2..)?;
    let minutes: i32 = match rest.strip_prefix(':').unwrap_or(rest) {
        "" => 0,
        rest => digits(rest)?.try_into().ok()?,
    };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Parses numbers of fixed widths with a separator between.
fn numbers<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[i64; N]> {
    let mut found = [0; N];
    let mut parts = text.split(separator);
    for (number, width) in found.iter_mut().zip(widths) {
        let part = parts.next().filter(|part| part.len() == width)?;
        *number = digits(part)?;
    }
    parts.next().is_none().then_some(found)
}

/// Digits alone, without a sign.
fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The milliseconds in the digits after a decimal point.
fn fraction(text: &str) -> Option<i64> {
    let mut millis = 0;
    for at in 0..3 {
        millis = millis * 10 + i64::from(text.as_bytes().get(at).map_or(0, |digit| digit.wrapping_sub(b'0')));
    }
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(millis)
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
