//! Numbers about the page itself, where a backend keeps them: an announcement elsewhere that was liked and shared.

/// What became of the page's announcement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its address; `http` or `https` only.
    pub link: Option<String>,
    /// How many liked it.
    pub likes: Option<u64>,
    /// How many shared it.
    pub shares: Option<u64>,
    /// How many answers it has.
    pub total: Option<u64>,
}
