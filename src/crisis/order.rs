//! Orders: what one actor does in one turn, at most one act on each channel.

use super::{
    open::ones,
    state::{Crisis, Slot},
};
use crate::scenario::model::{ChannelId, Legs, MoveId, Scenario, limits};

/// One act on one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// A move of the scenario.
    Do(MoveId),
    /// A composed offer.
    Offer(ChannelId, Legs),
    /// Accepts an offer that lies on the table.
    Accept(Slot),
    /// Answers an offer that lies on the table with another; the first stands.
    Counter(Slot, Legs),
    /// Refuses an offer that lies on the table.
    Refuse(Slot),
    /// Withdraws an offer of one's own.
    Withdraw(Slot),
}

impl Act {
    /// The channel that it takes up.
    #[must_use]
    #[inline]
    pub fn channel(self, scenario: &Scenario, crisis: &Crisis) -> ChannelId {
        match self {
            Self::Do(id) => scenario.index.moves.get(id.index()).map_or(ChannelId(0), |key| key.channel),
            Self::Offer(channel, _) => channel,
            Self::Accept(slot) | Self::Counter(slot, _) | Self::Refuse(slot) | Self::Withdraw(slot) => {
                crisis.offer(slot).channel
            }
        }
    }
}

/// One actor's acts for one turn. An empty order passes on every channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The channels that are used, one bit each, so that nobody looks through those that are not.
    used: u64,
    /// The act on each channel; `NOTHING` where none stands.
    acts: [Act; limits::CHANNELS],
}

/// What stands in the place of no act.
const NOTHING: Act = Act::Do(MoveId(0));

impl Default for Order {
    fn default() -> Self {
        Self { used: 0, acts: [NOTHING; limits::CHANNELS] }
    }
}

impl Order {
    /// The act on a channel.
    #[must_use]
    #[inline]
    pub fn on(&self, channel: ChannelId) -> Option<Act> {
        let used = self.used >> (channel.0 & 63) & 1 != 0;
        self.acts.get(channel.index()).copied().filter(|_| used)
    }

    /// The acts, in the order of the channels.
    #[inline]
    pub fn acts(&self) -> impl Iterator<Item = Act> + '_ {
        self.desks().map(|(_, act)| act)
    }

    /// The acts and the channels that they stand on, in the order of the channels.
    #[inline]
    pub fn desks(&self) -> impl Iterator<Item = (ChannelId, Act)> + '_ {
        ones(self.used).filter_map(|at| self.acts.get(at).map(|act| (ChannelId::new(at), *act)))
    }

    /// Whether nothing is ordered.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Whether something is ordered on one of these channels, one bit each.
    #[inline]
    pub(super) const fn uses(&self, channels: u64) -> bool {
        self.used & channels != 0
    }

    /// The order with one act more. What stood on the channel is replaced; nothing is checked.
    #[must_use]
    #[inline]
    pub fn with(mut self, channel: ChannelId, act: Act) -> Self {
        self.put(channel, act);
        self
    }

    /// As [`Order::with`], in place.
    #[inline]
    pub(crate) fn put(&mut self, channel: ChannelId, act: Act) {
        if let Some(place) = self.acts.get_mut(channel.index()) {
            *place = act;
            self.used |= 1 << (channel.0 & 63);
        }
    }

    /// The order without the act on a channel.
    #[must_use]
    pub fn without(mut self, channel: ChannelId) -> Self {
        if let Some(place) = self.acts.get_mut(channel.index()) {
            *place = NOTHING;
            self.used &= !(1 << (channel.0 & 63));
        }
        self
    }

    /// The order of some moves, each on its own channel; a later one replaces an earlier.
    #[must_use]
    pub fn of_moves(scenario: &Scenario, moves: &[MoveId]) -> Self {
        moves.iter().fold(Self::default(), |order, id| match scenario.moves.get(id.index()) {
            Some(data) => order.with(data.channel, Act::Do(*id)),
            None => order,
        })
    }
}
