//! Brinkmanship: a strategic crisis as a deterministic engine, with scenarios that anyone can read and write.
//!
//! Two actors with aims that they will not name and red lines that they will not have crossed climb an escalation
//! ladder that neither fully controls. This crate is the engine. It draws nothing, prints nothing and decides what may
//! be ordered and what comes of it; the programs in `src/bin` show it to people.
//!
//! # A tour in one minute
//!
//! A scenario is text. [`scenario::load`] reads it, checks it, and tells its author what is wrong; only what passes
//! becomes a [`scenario::Scenario`], in which every id is an index. [`crisis::start`] opens one live run of it, a
//! [`crisis::Crisis`]. A player, a policy or a browser never holds that: it gets a [`crisis::View`], which tells what
//! one actor may know and which acts it may order. Two sealed orders and some dice go into [`crisis::adjudicate`], and
//! every change comes out in a record with its cause. When it is over, [`verdict`] says who reached what; a
//! [`transcript`] is all that is needed to play it again.
//!
//! ```
//! use brinkmanship::{
//!     crisis::{self, Act, Order, Record, Seeded, Setup, View, record::What},
//!     scenario::{self, files::Found, model::Actor},
//! };
//!
//! // One desk, one ladder, one move for each side.
//! let text = r#"(
//!     format: 1,
//!     title: "The bridge",
//!     actors: {
//!         "north": (name: "North", decider: "its council"),
//!         "south": (name: "South", decider: "its council"),
//!     },
//!     channels: { "army": (title: "The army") },
//!     tracks: { "north.supplies": (name: "Supplies of North", start: 20, unit: "wagons", audience: Only("north")) },
//!     ladders: { "military": (rungs: [
//!         (id: "peace", name: "Peace", severity: 0),
//!         (id: "stand-off", name: "A stand-off at the bridge", severity: 40),
//!     ]) },
//!     turns: [(date: "Monday", headline: "The bridge is open"), (date: "Tuesday", headline: "The second day")],
//!     moves: {
//!         "seize": (actor: "north", channel: "army", title: "Seize the bridge", text: "March at dawn.", escalation: 2,
//!             effects: [Climb(ladder: "military", to: "stand-off"), Change("north.supplies", -5)]),
//!         "watch": (actor: "south", channel: "army", title: "Watch", text: "Send scouts.", escalation: 0),
//!     },
//!     endings: { "unsettled": (title: "Unsettled", category: Unsettled, text: "Nothing is settled.") },
//! )"#;
//! let found = Found { name: "scenario.ron".to_owned(), bytes: Ok(text.into()) };
//! let loaded = scenario::load("bridge", &[found]);
//! let Some(scenario) = loaded.scenario else { panic!("{:#?}", loaded.diagnostics) };
//!
//! // The same scenario, seed and orders give the same crisis on every machine.
//! let mut dice = Seeded::new(7);
//! let mut record = Record::default();
//! let mut crisis = crisis::start(&scenario, &Setup::default(), &mut dice, &mut record);
//!
//! // North takes the first act that its view lists; South passes.
//! let view = View::of(&scenario, &crisis, Actor::First);
//! let act: Act = view.acts()[0];
//! assert_eq!(view.check(&Order::default(), act), Ok(()));
//! let orders = [Order::default().with(view.channel_of(act), act), Order::default()];
//! crisis::adjudicate(&scenario, &mut crisis, &orders, &mut dice, &mut record)?;
//!
//! // Both see the rung. Only North sees its wagons, and the record says why they became fewer.
//! let [north, south] = Actor::BOTH.map(|actor| View::of(&scenario, &crisis, actor));
//! let military = scenario::model::LadderId::new(0);
//! let supplies = scenario::model::TrackId::new(0);
//! assert_eq!(scenario.ladders[0].rungs[usize::from(south.rung(military))].name, "A stand-off at the bridge");
//! assert_eq!((north.track(supplies), south.track(supplies)), (Some(15), None));
//! assert!(north.entries(&record).any(|(entry, _)| entry.what == What::Track(supplies, 20, 15)));
//! assert!(south.entries(&record).all(|(entry, _)| entry.what != What::Track(supplies, 20, 15)));
//! # Ok::<(), crisis::Illegal>(())
//! ```
//!
//! The rooms, lowest first: [`language`], [`scenario`], [`crisis`], [`verdict`], [`transcript`], [`policy`], [`survey`],
//! [`lint`], [`report`]. A lower room never knows an upper one. `ARCHITECTURE.md` draws the map and says what is never done; a
//! test in `tests/suite/nevers.rs` reads the sources and holds the engine to it.

#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations, unreachable_pub)]
#![warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro, clippy::todo)]

// First, so that its macros are known everywhere.
#[macro_use]
pub mod language;

#[deny(clippy::float_arithmetic)]
pub mod crisis;
pub mod lint;
pub mod policy;
pub mod report;
#[deny(clippy::float_arithmetic)]
pub mod scenario;
pub mod survey;
#[deny(clippy::float_arithmetic)]
pub mod transcript;
#[deny(clippy::float_arithmetic)]
pub mod verdict;
