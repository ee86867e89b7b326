//! “Did you mean”: the known word that is nearest to a wrong one.

/// The nearest of some words, as the end of a sentence; empty when none is near.
pub fn meant<'w>(wrong: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    let most = 1 + wrong.chars().count() / 5;
    let nearest = known.into_iter().map(|word| (distance(&lower(wrong), &lower(word)), word)).min();
    match nearest {
        Some((distance, word)) if distance <= most && word != wrong => format!("; did you mean `{word}`?"),
        _ => String::new(),
    }
}

/// The same for a mistake against the schema: `one of page, offset` and `"pages"` or `a member "pages"`.
pub fn in_list(expected: &str, found: &str) -> String {
    let wrong = found.strip_prefix("a member ").unwrap_or(found);
    let wrong = wrong.strip_prefix('"').and_then(|wrong| wrong.strip_suffix('"'));
    match (expected.strip_prefix("one of "), wrong) {
        (Some(words), Some(wrong)) => meant(wrong, words.split(", ")),
        _ => String::new(),
    }
}

fn lower(word: &str) -> Vec<char> {
    word.to_lowercase().chars().collect()
}

/// How many letters must be added, dropped, changed or swapped (Damerau and Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = rows[i][j] + usize::from(a != b);
            let mut least = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_meant() {
        let known = ["page", "offset", "approved", "author.name"];
        for (wrong, expected) in [
            ("pages", "; did you mean `page`?"),
            ("aproved", "; did you mean `approved`?"),
            ("aprpoved", "; did you mean `approved`?"),
            ("Offset", "; did you mean `offset`?"),
            ("author_name", "; did you mean `author.name`?"),
            ("cursor", ""),
            ("page", ""),
            ("", ""),
        ] {
            assert_eq!(meant(wrong, known), expected, "{wrong}");
        }
        assert_eq!(in_list("one of page, offset", "\"pages\""), "; did you mean `page`?");
        assert_eq!(in_list("one of page, offset", "a member \"ofset\""), "; did you mean `offset`?");
        assert_eq!(in_list("a JSON pointer", "\"page\""), "");
    }
}
