//! October 1962: the record replays, the ideas of the crisis literature hold, and the documented branches end as told.

mod branches;
mod claims;
mod elsewhere;
mod history;
mod ideas;
mod seen;
mod sense;
mod table;
mod tone;
mod truth;
