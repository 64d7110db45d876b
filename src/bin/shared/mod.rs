//! What more than one program needs, and what does not belong to the engine because it touches the world.

pub mod bundled;
#[allow(dead_code, reason = "each program uses of it what it needs")]
pub mod dice;
pub mod geo;
pub mod language;
pub mod library;
pub mod look;
#[allow(dead_code, reason = "each program uses of it what it needs")]
pub mod manual;
#[allow(unused_imports, reason = "each program uses of it what it needs")]
pub mod picture;
#[allow(dead_code, reason = "each program uses of it what it needs")]
pub mod starter;

/// Says a line beside the results, on standard error, whether or not anybody can hear it: a closed terminal is no fault.
macro_rules! aside {
    ($($said:tt)*) => {{
        use std::io::Write as _;
        let _unheard = writeln!(std::io::stderr(), $($said)*);
    }};
}
pub(crate) use aside;
