//! How much may come out of one input. What a packed file claims of itself is not believed.

/// The most that comes out of one input in all, in bytes.
const MOST_UNPACKED: usize = 64 << 20;
/// The most texts that one input gives.
const MOST_PIECES: usize = 200;
/// How many things in a container that cannot be read are told one by one; a folder of pictures would hide the rest.
const MOST_UNREAD: usize = 10;
/// How deep containers may stand in containers: a log in an archive attached to a message is three.
pub(super) const DEEPEST: usize = 4;

/// What is left of the limits of one input, and what was left out because of them.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    pieces: usize,
    unread: usize,
    /// Things that cannot be read and were not told.
    untold: usize,
    /// Files in containers that were opened.
    opened: usize,
    /// Files in containers that were not opened, because a limit was reached.
    left_out: usize,
}

/// How far containers were read, where a limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct LeftOut {
    /// Files that were read.
    pub(in crate::intake) read: usize,
    /// Files that were there.
    pub(in crate::intake) all: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: MOST_UNPACKED, pieces: MOST_PIECES, unread: MOST_UNREAD, untold: 0, opened: 0, left_out: 0 }
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

    /// Takes the right to tell of one more thing in a container that cannot be read.
    pub(super) fn take_unread(&mut self) -> bool {
        let left = self.unread > 0;
        self.unread = self.unread.saturating_sub(1);
        self.untold += usize::from(!left);
        left
    }

    /// How many things that cannot be read were not told.
    pub(super) fn untold(&self) -> usize {
        self.untold
    }

    /// Whether nothing more can come out of a container.
    pub(super) fn is_spent(&self) -> bool {
        self.bytes == 0 || self.pieces == 0
    }

    /// Counts a file in a container that was opened.
    pub(super) fn count_opened(&mut self) {
        self.opened += 1;
    }

    /// Counts files in a container that are not opened.
    pub(super) fn leave_out(&mut self, files: usize) {
        self.left_out = self.left_out.saturating_add(files);
    }

    /// How far containers were read, where a limit was reached.
    pub(super) fn left_out(&self) -> Option<LeftOut> {
        let all = self.opened.saturating_add(self.left_out);
        (self.left_out > 0).then_some(LeftOut { read: self.opened, all })
    }
}
