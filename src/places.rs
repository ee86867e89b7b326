//! Finds by name what stands in a list: one sort and one search for everything that has a name, instead of a map, a
//! set and a sort of its own for each kind of element.

/// The places of a list by the hash of the name that stands there.
pub struct Places(Vec<(i64, usize)>);

impl Places {
    /// Takes the names of a list in their order.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut places = Vec::new();
        for (place, name) in names.enumerate() {
            places.push((hash(name), place));
        }
        sort(&mut places);
        Self(places)
    }

    /// The places where a name may stand, in their order; another name may have the same hash.
    pub fn of_name(&self, name: &str) -> impl DoubleEndedIterator<Item = usize> {
        let hash = hash(name);
        let start = self.0.partition_point(|(known, _)| *known < hash);
        let all = self.0.get(start..).unwrap_or_default();
        let end = all.partition_point(|(known, _)| *known <= hash);
        all.iter().take(end).map(|(_, place)| *place)
    }
}

/// The only sort of the widget: every other kind of element would bring its own copy of the algorithm. Threads come sorted
/// by age most often, and that is seen sooner than done.
#[inline(never)]
pub fn sort(keys: &mut [(i64, usize)]) {
    if !keys.is_sorted() {
        keys.sort();
    }
}

/// Goes on with the hash of a text (FNV-1a).
pub fn hashed(hash: i64, code: u32) -> i64 {
    (hash ^ i64::from(code)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of a text.
pub fn hash(name: &str) -> i64 {
    name.bytes().fold(0, |hash, byte| hashed(hash, byte.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_name_is_found_in_order() {
        let places = Places::of(["a", "b", "a", "", "c", "a"].into_iter());
        for (name, expected) in [("a", &[0, 2, 5][..]), ("b", &[1]), ("", &[3]), ("d", &[])] {
            assert_eq!(places.of_name(name).collect::<Vec<_>>(), expected, "{name}");
        }
        assert_eq!(places.of_name("a").next_back(), Some(5));
    }
}
