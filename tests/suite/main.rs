//! The one integration program: what the game promises, a module for each subject.

mod nevers;
