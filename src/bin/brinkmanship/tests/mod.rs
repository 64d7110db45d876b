//! The game without a window, by queries on its accessibility tree.

mod around;
mod editor;
mod guided;
mod hidden;
mod languages;
mod table;
mod typed;
