//! A small set of indices, copied without the heap.

/// A set of up to 64 × `N` indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Default for Bits<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Bits<N> {
    /// Whether the index is in the set.
    #[must_use]
    #[inline]
    pub const fn has(&self, index: usize) -> bool {
        self.0[(index >> 6) % N] >> (index & 63) & 1 != 0
    }

    /// The set's words.
    #[must_use]
    #[inline]
    pub const fn words(&self) -> &[u64; N] {
        &self.0
    }

    /// Puts the index into the set, or takes it out.
    #[inline]
    pub const fn set(&mut self, index: usize, on: bool) {
        let word = &mut self.0[(index >> 6) % N];
        if on {
            *word |= 1 << (index & 63);
        } else {
            *word &= !(1 << (index & 63));
        }
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The indices in the set, rising.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let words = self.0;
        (0..N * 64).filter(move |index| words[index >> 6] >> (index & 63) & 1 != 0)
    }
}
