//! Enums whose variants have words of their own: written once, and kept as one text instead of a table of texts for
//! writing and a comparison with each for reading.

/// Defines an enum; `as_str` gives the word of a variant, `named` the variant of a word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident: $($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        $(#[$about])*
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            const WORDS: &'static str = concat!($($word, " ",)*);

            /// The word that stands for it.
            pub fn as_str(self) -> &'static str {
                $crate::cut::nth(Self::WORDS, self as usize)
            }

            /// What a word stands for, if it stands for anything.
            pub fn named(word: &str) -> Option<Self> {
                let found = Self::ALL.get($crate::cut::word(Self::WORDS, word)).copied();
                found.filter(|found| found.as_str() == word)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    words! {
        #[derive(Clone, Copy, Debug, PartialEq)]
        Few: One = "one", Two = "two", Third = "two-and-more",
    }

    #[test]
    fn words_are_read_and_written() {
        for (word, expected) in [("one", Few::One), ("two", Few::Two), ("two-and-more", Few::Third)] {
            assert_eq!(Few::named(word), Some(expected));
            assert_eq!(expected.as_str(), word);
        }
        for strange in ["", " ", "One", "on", "ones", "one two", "three"] {
            assert_eq!(Few::named(strange), None, "{strange}");
        }
    }
}
