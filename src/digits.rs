//! Writes numbers as text; not with `format!`, whose machinery for widths, signs and fills weighs 2 KB and is needed
//! for nothing else.

/// Writes a whole number.
pub fn decimal(number: i64) -> String {
    let mut out = String::new();
    padded(number, 1, &mut out);
    out
}

/// Writes a whole number with at least so many digits; a sign counts as one.
pub fn padded(number: i64, width: usize, out: &mut String) {
    if number < 0 {
        out.push('-');
    }
    push(number.unsigned_abs(), 10, width.saturating_sub(usize::from(number < 0)), out);
}

/// Writes a number in hexadecimal digits.
pub fn hexadecimal(number: u32, out: &mut String) {
    push(number.into(), 16, 1, out);
}

fn push(number: u64, radix: u32, width: usize, out: &mut String) {
    let before = number / u64::from(radix);
    if before > 0 || width > 1 {
        push(before, radix, width.saturating_sub(1), out);
    }
    out.extend(char::from_digit((number % u64::from(radix)) as u32, radix));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_format_does() {
        for number in [0, 1, 9, 10, 1234, -1, -1234, i64::MAX, i64::MIN] {
            assert_eq!(decimal(number), format!("{number}"));
            let mut out = String::new();
            padded(number, 4, &mut out);
            assert_eq!(out, format!("{number:04}"));
        }
        for number in [0, 15, 16, 0x1f600, u32::MAX] {
            let mut out = String::new();
            hexadecimal(number, &mut out);
            assert_eq!(out, format!("{number:x}"));
        }
    }
}
