//! How much may come out of one input. What a packed file claims of itself is not believed.

/// The most that comes out of one input in all, in bytes.
const MOST_UNPACKED: usize = 64 << 20;
/// The most texts that one input gives.
const MOST_PIECES: usize = 200;
/// How deep containers may stand in containers: a log in an archive attached to a message is three.
pub(super) const DEEPEST: usize = 4;

/// What is left of the limits of one input.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    pieces: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: MOST_UNPACKED, pieces: MOST_PIECES }
    }
}

impl Budget {
    /// How many bytes may still be unpacked.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes the bytes of one unpacked thing from the budget.
    pub(super) fn spend(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// Takes one more text from the budget. `false`: there are no more to be had.
    pub(super) fn take_piece(&mut self) -> bool {
        let left = self.pieces > 0;
        self.pieces = self.pieces.saturating_sub(1);
        left
    }
}
