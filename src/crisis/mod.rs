//! One live run of a scenario: its state, its views, orders, and adjudication.

mod adjudicate;
pub mod chance;
mod condition;
pub mod legal;
pub(crate) mod open;
pub mod order;
mod premise;
pub mod record;
mod state;
pub mod view;

pub use adjudicate::{Illegal, Setup, adjudicate, close_turn, follow, open_next, start, start_from, tell_news};
pub use chance::{Dice, Label, Part, Scripted, Seeded};

pub use condition::{Eyes, holds, runs};
pub use legal::Refusal;
pub use open::Open;
pub use order::{Act, Order};
pub use premise::Premise;
pub use record::{Entry, NoRecord, Record, Sink};
pub use state::{CommitmentStatus, Crisis, LineState, LiveOffer, OfferStatus, Slot, TermState, words_of};
pub use view::View;
