//! The game without a window, by queries on its accessibility tree.

mod table;
