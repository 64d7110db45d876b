//! What people read: a debrief or a survey, and the words in which everything is told.

pub mod card;
pub mod chart;
pub mod class;
pub mod course;
pub mod csv;
pub mod debrief;
pub mod form;
pub mod graph;
pub mod html;
pub mod staff;
pub mod survey;
pub mod table;
pub mod teaching;
pub mod text;
pub mod words;

pub use debrief::Debrief;
pub use staff::StaffSheet;
